import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allowedUrl, originOf, withQuery } from '../../src/core/link.ts';

const bank = 'https://open.bank.example';

test('R2 T9 plain https addresses of the listed origins pass, http on localhost only', () => {
  for (const good of [`${bank}/h5/products/FN30D02A`, bank, `${bank}/`, `${bank}/a?x=1&y=a-b_c.d~`]) {
    assert.equal(allowedUrl(good, [bank]), good);
  }
  for (const local of ['http://localhost:8787', 'http://bank.localhost:8787', 'http://127.0.0.1:1']) {
    assert.equal(allowedUrl(`${local}/h5`, [local]), `${local}/h5`);
  }
});

test('R2 T9 everything else is refused', () => {
  const bad = [
    'http://open.bank.example/h5',
    'https://open.bank.example.evil.example/h5',
    'https://evil.example/https://open.bank.example',
    'https://open.bank.example@evil.example/',
    'https://user:pass@open.bank.example/',
    'https://open.bank.example:8443/',
    'https://open.bank.example\\@evil.example/',
    'https:/\\evil.example',
    '//open.bank.example/h5',
    '/h5/products/x',
    'javascript:alert(1)',
    'intent://open.bank.example#Intent;end',
    'weixin://dl/business',
    'data:text/html,x',
    'https://open.bank.example/%2e%2e/',
    'https://open.bank.example/h5?next=https://evil.example',
    'https://open.bank.example/h5?next=%68ttps%3A%2F%2Fevil.example',
    'https://open.bank.example/h5#https://evil.example',
    'https://open.bank.example/a b',
    'https://open.bank.example/\u202e',
    'https://open.bank.example\u200b/',
    'https://ореn.bank.example/',
    'https://OPEN.bank.example/',
    ' https://open.bank.example/',
    'https://open.bank.example/\n',
    'https://open.bank.example.',
    'https://open..bank.example',
    'http://localhost.evil.example/',
    'http://evil.example/?localhost',
    'http://127.0.0.1.evil.example/',
    '',
  ];
  const origins = [bank, 'http://localhost', undefined];
  for (const url of bad) assert.equal(allowedUrl(url, origins), '', url);
});

test('T9 whatever passes is what a browser would open: same origin, same address', () => {
  const part = fc.string({
    unit: fc.constantFrom(...'abz09.:/@\\?#%=&-_~ \t\u00a0\u3002', 'https://', bank, 'evil.example'),
  });
  fc.assert(
    fc.property(part, (tail) => {
      for (const url of [tail, bank + tail, `https://${tail}`]) {
        if (!allowedUrl(url, [bank])) continue;
        assert.equal(new URL(url).origin, bank, url);
        assert.equal(new URL(url).username, '');
      }
      const origin = originOf(tail);
      if (origin) assert.ok(tail.startsWith(origin));
    }),
    { numRuns: 20_000 },
  );
});

test('a query is added with its values escaped and the empty ones left out', () => {
  assert.equal(withQuery(`${bank}/x`, { a: 'b c&d', e: '', n: 0 }), `${bank}/x?a=b%20c%26d&n=0`);
  assert.equal(withQuery(`${bank}/x?y=1`, { a: 'b' }), `${bank}/x?y=1&a=b`);
});
