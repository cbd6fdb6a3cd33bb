import { addDays } from '../../bank/clock.ts';

/** An instant in Shanghai, RFC 3339. */
export const at = (day: string, time: string) => `${day}T${time}+08:00`;
/** A minute before midnight of a day: the evening before. */
export const before = (day: string) => at(addDays(day, -1), '23:59:00');
