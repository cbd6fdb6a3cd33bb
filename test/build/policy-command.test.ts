import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { policyVectors } from '../support/policy-vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'inlay-policy-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs the built command on texts; each becomes a file. */
function lint(...texts: string[]): { code: number | null; lines: string[] } {
  const files = texts.map((text, at) => {
    const file = join(folder, `${at}.json`);
    writeFileSync(file, text);
    return file;
  });
  const { status, stdout } = spawnSync('dist/bin/inlay-policy.js', ['lint', ...files], { encoding: 'utf8' });
  return { code: status, lines: stdout.replaceAll(`${folder}/`, '').trim().split('\n') };
}

const faulty = `{
  "partner": "lvtu",
  "surface": "partner",
  "rules": [
    {
      "id": "step, one: {1}",
      "host": "*", "productClass": "coupon", "verb": "claim",
      "verdict": "allow",
      "until": "2025-07-10T00:00:00+08:00"
    },
    {
      "id": "two", "host": "*", "productClass": "coupon", "verb": "claim", "verdict": "hide",
      "from": "2025-07-11T00:00:00+08:00"
    },
    { "id": "three", "host": "wechat", "productClass": "share_reward", "verb": "show",
      "verdict": "allow" }
  ],
  "targets": {
    "bank_page": { "kind": "h5", "name": { "zh-CN": "a", "zh-HK": "a", "en": "a" }, "origin": "https://bank.example" },
    "app": { "kind": "app", "name": { "zh-CN": "a", "zh-HK": "a", "en": "a" },
      "origin": "https://bank.example",
      "app": "life" }
  }
}
`;

test('a clean file ends with 0', () => {
  const clean = policyVectors().find(({ file }) => /standing-wealth/.test(file))!;
  assert.deepEqual(lint(JSON.stringify(clean.policy)), { code: 0, lines: ['0.json: nothing wrong'] });
});

test('each fault comes with its line, rule and fix, in the order of the file, and the end is 1', () => {
  const { code, lines } = lint(faulty);
  assert.equal(code, 1);
  assert.deepEqual(
    lines.map((line) => /^(0\.json:\d+ \w+): .+; fix: .+/.exec(line)?.[1] ?? line),
    ['0.json:6 form', '0.json:13 gap', '0.json:16 I1', '0.json:22 app', '0.json: 4 to mend'],
  );
  const named = lint(faulty.replace('step, one: {1}', 'one'));
  assert.match(
    named.lines[0]!,
    /^0\.json:9 gap: nothing decides coupon\/claim from 2025-07-10T00:00 to 2025-07-11T00:00; fix: let "one" end where "two" begins/,
  );
});

test('several files: one fault anywhere ends with 1', () => {
  const clean = JSON.stringify({ partner: 'lvtu', surface: 'partner', rules: [] });
  assert.deepEqual(lint(clean, faulty).code, 1);
  assert.deepEqual(lint(clean, clean), { code: 0, lines: ['0.json: nothing wrong', '1.json: nothing wrong'] });
});

test('what is no JSON is told with its line', () => {
  const { code, lines } = lint('{\n  "rules": [\n    // none\n  ]\n}');
  assert.equal(code, 1);
  assert.match(lines[0]!, /^0\.json:3 json: .+; fix: /);
});

test('a file that is not there, or a word it does not know, ends with 2', () => {
  for (const args of [['lint', 'absent.json'], ['lint'], ['polish', 'x.json'], []]) {
    assert.equal(spawnSync('dist/bin/inlay-policy.js', args).status, 2);
  }
});

test('the command needs nothing but Node, and is in the package', () => {
  const code = readFileSync('dist/bin/inlay-policy.js', 'utf8');
  assert.deepEqual(
    [...code.matchAll(/from "([^"]+)"/g)].map(([, from]) => from),
    ['node:fs'],
  );
  const { bin, files } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    bin: Record<string, string>;
    files: string[];
  };
  assert.equal(bin['inlay-policy'], './dist/bin/inlay-policy.js');
  assert.ok(files.includes('dist'));
});
