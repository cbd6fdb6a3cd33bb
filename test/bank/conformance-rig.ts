import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Group } from '../../src/bin/conformance/check.ts';
import { type Contract, type OpenApi, readContract } from '../../src/bin/conformance/contract.ts';
import { groupsOf } from '../../src/bin/conformance/groups.ts';
import { readPartnerKey } from '../../src/bin/conformance/keys.ts';
import { readOptions } from '../../src/bin/conformance/options.ts';
import { type Outcome, type Run, runChecks } from '../../src/bin/conformance/run.ts';
import { hash } from '../../demo/bank/proof.ts';
import { sessionCookie } from '../../demo/bank/session.ts';
import { type Engine, type Rig, startRig } from './rig.ts';

/** A sandbox bank and the kit, in one process. */
export interface ConformanceRig {
  rig: Rig;
  contract: Contract;
  groups: Group[];
  /** The command's options for this bank. */
  args: string[];
  /** The partner's private key as PEM. */
  pem: string;
  /** A customer's session at the bank. */
  bankCookie: string;
  run(...more: string[]): Promise<Run>;
  stop(): Promise<void>;
}

export const operationsKey = 'the operations key of the tests';

/** Starts a bank on an engine whose travel partner has a key the test knows. */
export async function startConformance(engine: Engine): Promise<ConformanceRig> {
  const rig = await startRig(engine, { operationsKey });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await rig.bank.register({
    id: 'lvtu',
    name: { 'zh-CN': '旅途', 'zh-HK': '旅途', en: 'Lvtu Travel' },
    origins: [rig.partner.origin],
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'tests' }] },
    returnUrl: null,
    status: 'active',
  });
  const cookie = randomBytes(32).toString('base64url');
  // The sign-in itself has its own test; its session outlives the jumps of the clock.
  const row = {
    hash: hash(cookie),
    customer: 'qh-c-1001',
    expires_at: rig.bank.bank.clock.now() + 3e9,
    ended_at: null,
  };
  await rig.bank.bank.db.insertInto('bank_session').values(row).execute();
  const bankCookie = `${sessionCookie}=${cookie}`;
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const contract = readContract(JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as OpenApi);
  const groups = groupsOf(contract);
  const bank = ['--gateway', rig.bank.origin, '--partner', 'lvtu', '--origin', rig.partner.origin];
  const ids = ['--campaign', 'LVTU-STAY,QINGHE-EIGHTH', '--item', 'LATTE-26'];
  const args = [...bank, ...ids, '--clock', '--burst', '4'];
  // The sandbox knows no rate limit but this.
  const limit = () =>
    rig.bank.bank.faults.set([{ prefix: '/v1/channel-policy?burst=3', status: 429, retryAfter: 1, count: 1 }]);
  const names = groups.map(({ name }) => name);
  return {
    rig,
    contract,
    groups,
    args,
    pem,
    bankCookie,
    run(...more) {
      limit();
      const options = readOptions([...args, '--partner-key', 'none', ...more], names);
      return runChecks(options, groups, { contract, key: readPartnerKey(pem, 'tests'), operationsKey, bankCookie });
    },
    stop: () => rig.stop(),
  };
}

/** The outcomes of a run that are in a state. */
export const outcomesIn = ({ groups }: Run, state: Outcome['state']): Outcome[] =>
  groups.flatMap(({ outcomes }) => outcomes.filter((outcome) => outcome.state === state));
