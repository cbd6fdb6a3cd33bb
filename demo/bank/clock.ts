/** The bank's time. Only the sandbox can move it; every dated rule and every `Date` header follows. */
export interface BankClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** The calendar day in Shanghai, `YYYY-MM-DD`. */
  today(): string;
  /** Moves the clock by so many milliseconds from real time, or freezes it at an instant; nothing given sets it right. */
  set(change: { offsetMs?: number | undefined; frozenAt?: number | undefined }): void;
  state(): { offsetMs: number; frozenAt: number | null };
}

const shanghaiOffset = 8 * 3_600_000;

/** Makes a clock that tells real time until it is moved. */
export function createClock(): BankClock {
  let offsetMs = 0;
  let frozenAt: number | null = null;
  const now = () => frozenAt ?? Date.now() + offsetMs;
  return {
    now,
    today: () => dayOf(now()),
    set(change) {
      offsetMs = change.offsetMs ?? 0;
      frozenAt = change.frozenAt ?? null;
    },
    state: () => ({ offsetMs, frozenAt }),
  };
}

/** The calendar day in Shanghai of an instant in milliseconds. */
export function dayOf(instant: number): string {
  return new Date(instant + shanghaiOffset).toISOString().slice(0, 10);
}

/** RFC 3339 with `+08:00`, to the second. */
export function rfc3339(instant: number): string {
  return `${new Date(instant + shanghaiOffset).toISOString().slice(0, 19)}+08:00`;
}

/** Midnight in Shanghai of a day, in milliseconds. */
export function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** The day so many days later (or earlier, when negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day so many calendar months later; the last of the month when that day does not exist. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
