import { deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** A picture as indexes into a table of at most 256 colours. */
interface Indexed {
  width: number;
  height: number;
  /** Three bytes per colour. */
  table: number[];
  /** One byte per point, in base64. */
  points: string;
}

let check: number[] | undefined;

function crc(bytes: Buffer): number {
  check ??= Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });
  let sum = 0xffffffff;
  for (const byte of bytes) sum = check[(sum ^ byte) & 255]! ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
}

/** A screenshot with 64 colours, which is all that a card has and a third of the bytes; `page` is where it is reckoned. */
export async function smallPng(page: Page, png: Buffer): Promise<Buffer> {
  const { width, height, table, points } = await page.evaluate(index, png.toString('base64'));
  const rows = Buffer.from(points, 'base64');
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.copy(lines, y * (width + 1) + 1, y * width, (y + 1) * width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(table)),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Runs in the page: the most frequent colours, and for every point the nearest of them. */
async function index(png: string): Promise<Indexed> {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const counts = new Map<number, number>();
  const colour = (at: number) => (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
  for (let at = 0; at < data.length; at += 4) counts.set(colour(at), (counts.get(colour(at)) ?? 0) + 1);
  const table = [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 64)
    .map(([rgb]) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255]);
  const nearest = new Map<number, number>();
  for (const rgb of counts.keys()) {
    const off = table.map(
      ([r, g, b]) => ((rgb >> 16) - r!) ** 2 + (((rgb >> 8) & 255) - g!) ** 2 + ((rgb & 255) - b!) ** 2,
    );
    nearest.set(rgb, off.indexOf(Math.min(...off)));
  }
  let points = '';
  for (let at = 0; at < data.length; at += 4) points += String.fromCharCode(nearest.get(colour(at))!);
  return { width, height, table: table.flat(), points: btoa(points) };
}
