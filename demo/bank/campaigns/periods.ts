import { addDays, addMonths, dayOf, midnight } from '../clock.ts';

/** A half-open stretch of bank time, in milliseconds: `until` is the first instant that is over. */
export interface Span {
  from: number;
  until: number;
}

export type Period = 'day' | 'week' | 'month' | 'year';

/** A day that comes again. Weekdays count from 1 (Monday); a month without its day has its last day instead. */
export interface Schedule {
  every: 'day' | 'week' | 'month';
  on?: number | undefined;
  /** Bank time of that day, `HH:MM`; `24:00` is its end. */
  from: string;
  until: string;
}

/** Whether an instant lies in a span. */
export const within = (span: Span, instant: number): boolean => span.from <= instant && instant < span.until;

/** Weekday in Shanghai's calendar, 1 (Monday) to 7. */
const weekday = (day: string): number => new Date(day).getUTCDay() || 7;

/** The period of the bank's calendar an instant lies in. A natural week begins on Monday. */
export function periodOf(period: Period, instant: number): Span {
  const day = dayOf(instant);
  const year = day.slice(0, 4);
  const first = {
    day,
    week: addDays(day, 1 - weekday(day)),
    month: `${day.slice(0, 7)}-01`,
    year: `${year}-01-01`,
  }[period];
  const next = {
    day: addDays(first, 1),
    week: addDays(first, 7),
    month: addMonths(first, 1),
    year: `${Number(year) + 1}-01-01`,
  }[period];
  return { from: midnight(first), until: midnight(next) };
}

/** The end of so many natural days of which the instant's own day is the first. */
export function endOfDays(instant: number, days: number): number {
  return midnight(addDays(dayOf(instant), days));
}

/** The window that is open or comes next. */
export function nextWindow(schedule: Schedule, now: number): Span {
  for (let day = dayOf(now); ; day = addDays(day, 1)) {
    if (!falls(schedule, day)) continue;
    const window = { from: at(day, schedule.from), until: at(day, schedule.until) };
    if (window.until > now) return window;
  }
}

function falls({ every, on = 1 }: Schedule, day: string): boolean {
  if (every === 'day') return true;
  if (every === 'week') return weekday(day) === on;
  const first = `${day.slice(0, 7)}-01`;
  return day === [addDays(first, on - 1), addDays(addMonths(first, 1), -1)].sort()[0];
}

function at(day: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return midnight(day) + (hours * 60 + minutes) * 60_000;
}

/** When each of so many coupons becomes active: at most `perMonth` in a calendar month, the rest on the 1st of the next. */
export function activations(now: number, count: number, perMonth = count): number[] {
  const first = periodOf('month', now).from;
  return Array.from({ length: count }, (_, index) => {
    const later = Math.floor(index / perMonth);
    return later ? midnight(addMonths(dayOf(first), later)) : now;
  });
}
