import { differing } from './differences.ts';
import type { Moment, Transcript } from './transcript.ts';

/** How texts are told apart: by their letters, whatever the templates break them into. */
const spoken = (texts: readonly string[]): string => texts.join(' ').replace(/\s+/g, ' ').trim();

/** Records of the page's session, which begins by itself: when, in relation to the widget's own, is no part of parity. */
const ofPage = ({ name }: { name: string }) => name.startsWith('session_');
const ofWidget = (record: { name: string }) => !ofPage(record);

const sorted = (records: readonly object[]) => JSON.stringify(records.map((record) => JSON.stringify(record)).sort());

/** Where two transcripts of a scenario are not the same, in words; nothing when they are. */
export function compare(web: Transcript, native: Transcript): string[] {
  const found: string[] = [];
  const same = (what: string, one: string, other: string) => {
    if (one !== other) found.push(`${what}\n  web:    ${one}\n  native: ${other}`);
  };
  same('moments', `${web.moments.length}`, `${native.moments.length}`);
  web.moments.forEach((one, at) => {
    const other = native.moments[at];
    if (!other) return;
    const [a, b] = [one, other].map(differing) as [Moment, Moment];
    const of = (what: string) => `${what} after ${one.step}`;
    same(of('status'), a.status, b.status);
    same(of('texts'), spoken(a.texts), spoken(b.texts));
    same(of('buttons'), JSON.stringify(a.buttons), JSON.stringify(b.buttons));
    same(of('events'), JSON.stringify(a.events), JSON.stringify(b.events));
    same(of('tracking records'), JSON.stringify(a.tracks.filter(ofWidget)), JSON.stringify(b.tracks.filter(ofWidget)));
    same(of('addresses'), JSON.stringify(a.goes), JSON.stringify(b.goes));
  });
  const session = ({ moments }: Transcript) => JSON.stringify(moments.flatMap(({ tracks }) => tracks.filter(ofPage)));
  same('records of the session', session(web), session(native));
  same('what arrived at the bank', sorted(differing(web).left), sorted(differing(native).left));
  return found;
}
