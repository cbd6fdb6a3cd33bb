import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ConformanceRig, operationsKey, startConformance } from '../bank/conformance-rig.ts';

/** The package as it is published, unpacked where nothing is installed. */
function unpack(into: string): string {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', into], { encoding: 'utf8' }),
  ) as { filename: string }[];
  execFileSync('tar', ['-xzf', join(into, packed!.filename), '-C', into]);
  return join(into, 'package');
}

describe('The command inlay-conformance', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inlay-conformance-'));
  let conformance: ConformanceRig;
  let command: string;
  before(async () => {
    const published = unpack(folder);
    const { bin } = JSON.parse(readFileSync(join(published, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    command = join(published, bin['inlay-conformance']!);
    conformance = await startConformance('pglite');
    writeFileSync(join(folder, 'key.pem'), conformance.pem);
    writeFileSync(join(folder, 'operations'), `${operationsKey}\n`);
  });
  after(async () => {
    await conformance.stop();
    rmSync(folder, { recursive: true });
  });

  /** Runs it; the bank is in this process, so nobody may wait here. */
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      execFile(command, args, { cwd: folder }, (error, out) => resolve({ code: Number(error?.code ?? 0), out }));
    });
  const bank = () => [...conformance.args.slice(0, -2), '--partner-key', 'key.pem', '--key-id', 'tests'];

  it('ends with 0 where everything holds, and says so to people and to programs', async () => {
    const { code, out } = await run(...bank(), '--operations-key', 'operations', '--json', 'report.json');
    assert.equal(code, 0, out);
    assert.match(out, /\n {2}✓ tickets\.once: A ticket counts once\n/);
    assert.match(out, /\n\d+ calls\. Left at the bank: \d+ tickets, which end by themselves; /);
    assert.match(out, /\n\d{3} hold, 0 do not, \d+ were not made\.\n$/);
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
      passed: number;
      failed: number;
      groups: { name: string; checks: { id: string; state: string }[] }[];
    };
    assert.ok(report.passed > 130 && report.failed === 0);
    assert.equal(report.groups.find(({ name }) => name === 'tickets')?.checks[1]?.id, 'tickets.once');
  });

  it('ends with 1 where something does not, and tells what was asked, what came and what the contract says', async () => {
    conformance.rig.bank.broken?.set('ticket_replay_accepted');
    const { code, out } = await run(...bank(), '--only', 'tickets');
    conformance.rig.bank.broken?.set(undefined);
    assert.equal(code, 1, out);
    const [failed] = out.split('✗ ').slice(1);
    assert.match(failed!, /^tickets\.once: A ticket counts once\n/);
    assert.match(failed!, /asked {3}POST \/oidc\/token from http:\S+ \(the same ticket a second time\)\n/);
    assert.match(failed!, /came {4}200 · .*"access_token":"\[hidden\]"/);
    assert.match(failed!, /wanted {2}a refusal with code ticket_used\n/);
    assert.match(failed!, /says {4}docs\/contract\.md › Tickets and tokens\n/);
  });

  it('takes a JWK, and a set with one private key in it', async () => {
    const { createPrivateKey } = await import('node:crypto');
    const jwk = { ...createPrivateKey(conformance.pem).export({ format: 'jwk' }), kid: 'tests' };
    for (const [name, key] of [
      ['one.jwk', jwk],
      ['set.json', { keys: [jwk] }],
    ] as const) {
      writeFileSync(join(folder, name), JSON.stringify(key));
      const args = bank().map((arg) => (arg === 'key.pem' ? name : arg));
      assert.equal((await run(...args, '--only', 'assertions')).code, 0, name);
    }
  });

  it('ends with 2 where no run could be made', async () => {
    const gone = [...bank(), '--gateway', 'http://127.0.0.1:9'];
    assert.match((await run(...gone)).out, /^No run could be made: GET \/oidc\/\S+: connect ECONNREFUSED/);
    for (const [args, says] of [
      [gone, /No run could be made/],
      [[], /^--gateway is missing\n\nusage: /],
      [[...bank(), '--gateway', 'http://open.bank.example'], /must be https/],
      [[...bank(), '--origin', 'https://m.partner.example/page'], /--origin is no origin/],
      [[...bank(), '--only', 'everything'], /--only knows origins, .*, and not everything/],
      [[...bank(), '--wait'], /--wait or --clock, not both/],
      [[...bank(), '--polish'], /'--polish'/],
      [bank().map((arg) => (arg === 'key.pem' ? 'absent.pem' : arg)), /--partner-key absent\.pem: ENOENT/],
      [bank().map((arg) => (arg === 'key.pem' ? 'operations' : arg)), /--partner-key operations: /],
      [[...bank(), '--gateway', conformance.rig.partner.origin], /does not answer as a gateway/],
    ] as const) {
      const { code, out } = await run(...args);
      assert.equal(code, 2, out);
      assert.match(out, says);
    }
  });

  it('lists its checks', async () => {
    const { code, out } = await run('--list');
    assert.equal(code, 0);
    for (const { checks } of conformance.groups)
      for (const { id, says } of checks) assert.ok(out.includes(`  ${id}: ${says}`), id);
  });

  it('needs nothing but Node: the validator is in it', () => {
    const code = readFileSync(command, 'utf8');
    const named = new Set([...code.matchAll(/\bimport\s*[\w*{}\s,$]+?\bfrom\s*"([^"]+)"/g)].map(([, from]) => from!));
    assert.ok(named.size > 3);
    assert.deepEqual(
      [...named].filter((name) => !name.startsWith('node:')),
      [],
    );
  });
});
