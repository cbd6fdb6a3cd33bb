import type { Scenario } from './format.ts';
import type { Transcript } from './transcript.ts';

/** What of a transcript is not as its scenario says; nothing, on a good day. */
export function unexpected({ expect, widget }: Scenario, { moments, left, asked }: Transcript): string[] {
  const last = moments[moments.length - 1]!;
  const said = last.texts.join(' ');
  const act = last.buttons.find(({ label }) => label === expect.button) ?? last.buttons[0];
  const all = <K extends 'events' | 'tracks' | 'goes'>(key: K) => moments.flatMap((moment) => moment[key] as unknown[]);
  const names = (list: unknown[]) => (list as { name: string }[]).map(({ name }) => name);
  const found: string[] = [];
  const same = (what: string, is: unknown, should: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(should))
      found.push(`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`);
  };
  same('status', last.status, expect.status);
  for (const text of expect.says ?? []) if (!said.includes(text)) found.push(`"${text}" is not said: ${said}`);
  for (const text of expect.not ?? []) if (said.includes(text)) found.push(`"${text}" is said`);
  if (expect.button !== undefined) same('button', buttonOf(last.buttons, widget, expect.button), expect.button);
  if (expect.enabled !== undefined) same('enabled', act?.enabled, expect.enabled);
  same('events', names(all('events')), expect.events);
  if (expect.tracks) same('tracks', names(all('tracks')), expect.tracks);
  const goes = all('goes') as string[];
  if (expect.goes)
    same(
      'goes',
      goes.map((address, i) => (address.startsWith(expect.goes![i] ?? '?') ? expect.goes![i] : address)),
      expect.goes,
    );
  for (const [line, count] of Object.entries(expect.asks ?? {})) same(line, asked[line] ?? 0, count);
  // What was tracked has left, and nothing else has; purposes travel apart, so in another order.
  const sorted = (list: unknown[]) => list.map((record) => JSON.stringify(record)).sort();
  same('what arrived', sorted(left), sorted(all('tracks')));
  return found;
}

const buttonOf = (buttons: readonly { label: string }[], _widget: string, wanted: string | null) =>
  wanted === null
    ? (buttons.find(({ label }) => label !== '关闭')?.label ?? null)
    : (buttons.find(({ label }) => label === wanted)?.label ?? buttons.map(({ label }) => label).join());
