import { readFile } from 'node:fs/promises';
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Bank, Env } from '../context.ts';
import { ownChannel } from '../own-channel.ts';
import { modeOf } from './mode.ts';
import type { Markup } from './page.ts';

/** The snippet of the SDK in the head of a page of the bank, pinned by the build's own hashes. */
export async function sdkTags(
  bank: Bank,
  c: Context<Env>,
  { channel = ownChannel, account = '', locale = 'zh-CN' } = {},
): Promise<Markup> {
  const list = await readFile(`${bank.dist}/integrity.json`, 'utf8').catch(() => '[]');
  const files = JSON.parse(list) as { file: string; sha384: string }[];
  // Without a build there is no hash, and no file either: the page then is what its <noscript> and its links make it.
  const integrity = files.find((one) => one.file === 'inlay.js')?.sha384 ?? '';
  return html`<link rel="stylesheet" href="/inlay/inlay.css" />
    <script
      type="module"
      src="/inlay/inlay.js"
      integrity="${integrity}"
      data-partner="${channel}"
      data-gateway="${bank.origin}"
      data-locale="${locale}"
      data-mode="${modeOf(c)}"
      ${account && html`data-account="${account}"`}
    ></script>`;
}
