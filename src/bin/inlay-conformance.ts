// The command `inlay-conformance`, built to dist/bin.
import { readFileSync, writeFileSync } from 'node:fs';
import { readContract, type OpenApi } from './conformance/contract.ts';
import { groupsOf } from './conformance/groups.ts';
import { readPartnerKey } from './conformance/keys.ts';
import { Misunderstood, readOptions, usage } from './conformance/options.ts';
import { countOf, jsonReport, textReport } from './conformance/report.ts';
import { CannotRun, runChecks } from './conformance/run.ts';

/** Reads a file that was named on the command line. */
function read<T>(name: string, file: string, use: (text: string) => T): T {
  try {
    return use(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Misunderstood(`--${name} ${file}: ${(error as Error).message}`);
  }
}

/** Runs the command; the exit code: 0 all hold, 1 some do not, 2 no run could be made. */
async function run(args: string[], print: (text: string) => void): Promise<number> {
  // The package carries the contract, at the same distance from here and from dist/bin.
  const document = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
  const contract = readContract(JSON.parse(document) as OpenApi);
  const groups = groupsOf(contract);
  if (args.includes('--help') || args.includes('--list')) {
    const list = groups.flatMap(({ title, checks }) => [title, ...checks.map(({ id, says }) => `  ${id}: ${says}`)]);
    print(args.includes('--help') ? usage : list.join('\n'));
    return 0;
  }
  try {
    const options = readOptions(
      args,
      groups.map(({ name }) => name),
    );
    const key = read('partner-key', options.keyFile, (text) => readPartnerKey(text, options.keyId));
    const secret = (name: string, file: string | undefined) => file && read(name, file, (text) => text.trim());
    const operationsKey = secret('operations-key', options.operationsKeyFile);
    const bankCookie = secret('bank-cookie', options.bankCookieFile);
    const done = await runChecks(options, groups, { contract, key, operationsKey, bankCookie });
    print(textReport(done));
    if (options.json) writeFileSync(options.json, jsonReport(done));
    return countOf(done).failed ? 1 : 0;
  } catch (error) {
    if (error instanceof Misunderstood) print(`${error.message}\n\n${usage}`);
    else if (error instanceof CannotRun) print(`No run could be made: ${error.message}`);
    else throw error;
    return 2;
  }
}

process.exitCode = await run(process.argv.slice(2), console.log);
