import { startBank } from '../../demo/bank/start.ts';

/*
 * A bank as a process of its own, for tests that need several on one database or one beside the client. Started with
 * `{databaseUrl?, data?, now}` as its argument; tells its addresses on one line and ends at SIGTERM.
 */
const bank = await startBank({ ...(JSON.parse(process.argv[2] ?? '{}') as object), port: 0, sandbox: true });
process.once('SIGTERM', () => void bank.stop().finally(() => process.exit(0)));
console.log(JSON.stringify({ origin: bank.origin, internal: bank.internal }));
