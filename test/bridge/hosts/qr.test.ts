import assert from 'node:assert/strict';
import { test } from 'node:test';
import decodeQR from 'qr/decode.js';
import { draw } from '../../../src/qr.ts';
import type { Code } from '../../../src/core/ports.ts';

/** Paints a code's path as a screen would, by its subpaths and the even-odd rule, with the quiet zone of four. */
function paint({ size, path }: Code, scale = 4) {
  const dark = Array.from({ length: size }, () => new Uint8Array(size));
  // A module is dark when an odd number of upright edges lies to its left.
  for (const outline of path.split('M').slice(1)) {
    assert.match(outline, /^\d+ \d+(L\d+ \d+)+Z$/);
    const corners = outline
      .replace('Z', '')
      .split('L')
      .map((corner) => corner.split(' ').map(Number));
    corners.forEach(([x = 0, y = 0], index) => {
      const [, to = 0] = corners[(index + 1) % corners.length]!;
      for (let row = Math.min(y, to); row < Math.max(y, to); row++) {
        for (let column = x; column < size; column++) dark[row]![column]! ^= 1;
      }
    });
  }
  const width = (size + 8) * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let at = 0; at < width * width; at++) {
    const row = Math.floor(at / width / scale) - 4;
    const column = Math.floor((at % width) / scale) - 4;
    if (dark[row]?.[column]) data.fill(0, at * 4, at * 4 + 3);
  }
  return { width, height: width, data };
}

test('a code says what it was drawn from', () => {
  for (const text of [
    'https://open.bank.example/h5/products/FN30D02A?pt=lvtu',
    `https://open.bank.example/h5/products/FN30D02A?pt=lvtu&at=${'aB3-_.~'.repeat(40)}`,
    'https://open.bank.example/h5?pl=%E9%A6%96%E9%A1%B5',
  ]) {
    assert.equal(decodeQR(paint(draw(text))), text);
  }
});

test('a code that is damaged is another, or none', () => {
  const code = draw('https://open.bank.example/h5/products/FN30D02A?pt=lvtu');
  assert.throws(() => decodeQR(paint({ ...code, path: code.path.slice(0, code.path.length / 2) })));
});
