import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { until } from '../support/browser.ts';
import type { World } from '../support/world.ts';

const integrity = () => JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as { file: string; sha384: string }[];

/** A sample with the sandbox's addresses and hashes in the place of the examples'. */
export function real(text: string, world: World): string {
  const hashes = new Map(integrity().map(({ file, sha384 }) => [file, sha384]));
  return text
    .replace(
      /(inlay\/0\.1\.0\/([\w./-]+)"(?:(?!<)[^])*?integrity=")sha384-…/g,
      (_, before: string, file: string) => before + (hashes.get(file) ?? 'unknown'),
    )
    .replaceAll(/https:\/\/cdn\.bank\.example\/inlay\/0\.1\.0\//g, `${world.at}/inlay/`)
    .replaceAll(/https:\/\/(open|h5)\.bank\.example/g, world.at)
    .replaceAll('http://bank.localhost:8787', world.at)
    .replaceAll('https://www.partner.example', world.site.origin);
}

/** Notes, before anything else on the page runs, what each widget says. */
export const noteWidgets = `
  globalThis.widgetsSaid = new Map();
  for (const name of ['inlay-ready', 'inlay-empty', 'inlay-error'])
    document.addEventListener(name, (event) => {
      const told = widgetsSaid.get(event.target) ?? [];
      widgetsSaid.set(event.target, [...told, name + ' ' + JSON.stringify(event.detail)]);
    }, true);`;

/** Each widget of the page that has not come: its tag with what it said instead. */
export async function missing(page: Page): Promise<string[]> {
  const ask = () =>
    page.evaluate(() => {
      const said = (globalThis as unknown as { widgetsSaid: Map<EventTarget, string[]> }).widgetsSaid;
      const late = [...document.querySelectorAll('*')]
        .filter((one) => one.localName.startsWith('inlay-'))
        .filter((one) => !said.get(one)?.some((line) => line.startsWith('inlay-ready')) || !one.clientHeight);
      // As a reader does: a widget loads when it is near.
      late[0]?.scrollIntoView();
      return late.map((one) => `<${one.localName}> ${said.get(one)?.join(', ') ?? 'said nothing'}`);
    });
  await until(async () => (await ask()).length === 0, 40);
  return ask();
}
