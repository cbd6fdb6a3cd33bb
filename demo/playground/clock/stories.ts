import { addDays, addMonths } from '../../bank/clock.ts';
import type { Said } from '../say.ts';
import { cutOver, leaves } from './stories-channel.ts';
import { friday, weekly, welcome } from './stories-coffee.ts';

/** What a customer must find on the page. */
export interface Look {
  /** The widget: its tag and what it is about. */
  tag: string;
  key: string;
  says: Said;
  /** Words that stand in it, as a pattern. */
  has?: string;
  /** Words that must not. */
  lacks?: string;
  /** Label of a button that can be tapped. */
  button?: string;
  /** Nothing of ours is drawn: what is left is the page's own link in the tag. */
  gone?: true;
}

/** One stop of a story. */
export interface Step {
  title: Said;
  /** The bank's time, RFC 3339 in Shanghai; the clock stands still there. */
  at: string;
  scene: string;
  page: string;
  host?: string;
  /** Place of the partner's user among the scene's users. */
  user?: string;
  /** What happens before, by the sandbox's switches: path and body. */
  acts?: readonly (readonly [path: string, body: object])[];
  looks: readonly Look[];
  /** The clock then runs on over this instant, the page stays open, and finds this. */
  crosses?: { to: string; looks: readonly Look[] };
}

/** A story of the calendar: plays by itself, or step by step. */
export interface Story {
  id: string;
  title: Said;
  about: Said;
  steps: readonly Step[];
}

/** All stories for the day the sample data were made for: the coffee campaign runs around it, the others have days of their own. */
export function storiesFor(today: string): readonly Story[] {
  const nextMonth = addMonths(`${today.slice(0, 7)}-01`, 1);
  const weekday = (from: string, on: number) => addDays(from, (on - new Date(from).getUTCDay() + 7) % 7);
  const monday = weekday(addDays(nextMonth, 6), 1);
  return [cutOver, welcome(addDays(nextMonth, 19)), weekly(monday), friday(addDays(monday, 4)), leaves];
}
