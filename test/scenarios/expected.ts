import type { Scenario } from './format.ts';
import type { Transcript } from './transcript.ts';

/** What of a transcript is not as its scenario says; nothing, on a good day. */
export function unexpected({ expect }: Scenario, { moments, left, asked }: Transcript): string[] {
  const last = moments[moments.length - 1]!;
  const said = last.texts.join(' ');
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
  const marks = /^[×−+]$|^(活动规则|活動規則|Rules)$/;
  const [act] = last.buttons.filter(({ label }) => !marks.test(label));
  if (expect.button !== undefined) same('button', act?.label ?? null, expect.button);
  if (expect.enabled !== undefined) same('enabled', act?.enabled, expect.enabled);
  same('events', names(all('events')), expect.events);
  // The session begins by itself: its records stand first, whenever they came.
  const tracks = names(all('tracks'));
  const page = (name: string) => name.startsWith('session_');
  const inOrder = (list: string[]) => [...list.filter(page), ...list.filter((name) => !page(name))];
  if (expect.tracks) same('tracks', inOrder(tracks), inOrder(expect.tracks));
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
