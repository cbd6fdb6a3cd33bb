import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { direction, formatFen, isDecimal, percent, signedPercent } from '../../src/core/money.ts';

test('C8 amounts are whole fen, shown with two decimals and thousands marks', () => {
  const rows: [number, string, string, string][] = [
    [0, '0.00元', '0.00元', 'CNY 0.00'],
    [1, '0.01元', '0.01元', 'CNY 0.01'],
    [100, '1.00元', '1.00元', 'CNY 1.00'],
    [1_234_567, '12,345.67元', '12,345.67元', 'CNY 12,345.67'],
    [999_999, '9,999.99元', '9,999.99元', 'CNY 9,999.99'],
    [1_000_000, '1万元', '1萬元', 'CNY 10,000.00'],
    [1_500_000, '15,000.00元', '15,000.00元', 'CNY 15,000.00'],
    [123_000_000, '123万元', '123萬元', 'CNY 1,230,000.00'],
    [10_000_000_000, '1亿元', '1億元', 'CNY 100,000,000.00'],
    [15_000_000_000, '15,000万元', '15,000萬元', 'CNY 150,000,000.00'],
  ];
  for (const [fen, cn, hk, en] of rows) {
    assert.deepEqual([formatFen(fen, 'zh-CN'), formatFen(fen, 'zh-HK'), formatFen(fen, 'en')], [cn, hk, en]);
  }
});

test('an amount that is no whole, safe number from 0 is refused', () => {
  for (const bad of [1.5, NaN, Infinity, -1, -0.1, 2 ** 53, '100' as unknown as number, null as unknown as number]) {
    assert.throws(() => formatFen(bad, 'zh-CN'), { code: 'internal' }, String(bad));
  }
});

test('no amount is ever rounded: reading it back gives the same fen', () => {
  fc.assert(
    fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (fen) => {
      const back = BigInt(formatFen(fen, 'en').replace(/\D/g, ''));
      assert.equal(back, BigInt(fen));
      const chinese = formatFen(fen, 'zh-CN');
      const unit = chinese.includes('亿') ? 10_000_000_000n : chinese.includes('万') ? 1_000_000n : 1n;
      assert.equal(BigInt(chinese.replace(/\D/g, '')) * unit, BigInt(fen));
    }),
  );
});

test('rates keep the precision they came with, and never pass through floating point', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,9}\.\d{1,8}$/), (decimal) => {
      assert.equal(percent(decimal), `${decimal}%`);
    }),
  );
  assert.equal(percent('2.20'), '2.20%');
  assert.equal(percent('0.10000000'), '0.10000000%');
});

test('X3 a change carries its sign, nought none', () => {
  assert.deepEqual(['3.42', '-1.20', '0.00', '-0.00'].map(signedPercent), ['+3.42%', '−1.20%', '0.00%', '0.00%']);
  assert.deepEqual(['0.01', '-0.01', '0.00', '-0.00'].map(direction), ['up', 'down', 'flat', 'flat']);
});

test('only plain decimals are decimals', () => {
  for (const good of ['0', '1.0000', '-1.20', '123456789.12345678']) assert.ok(isDecimal(good), good);
  for (const bad of ['', '.5', '1.', '1e3', '0E-8', '+1', '1,000', ' 1', '1\n', '１', 'NaN', '1234567890']) {
    assert.ok(!isDecimal(bad), bad);
  }
});
