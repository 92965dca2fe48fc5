/** A day: days since 1970-01-01, UTC. */
export type DayNumber = number;

/** In place of a start or an end that is open. Any day lies between them. */
export const ALWAYS: DayNumber = -(2 ** 31);
export const NEVER: DayNumber = 2 ** 31 - 1;

const MS_PER_DAY = 86_400_000;

/** The number of a day written `YYYY-MM-DD`. */
export function dayNumber(day: string): DayNumber {
  return Date.parse(day) / MS_PER_DAY;
}

/** A day as it is written. */
export function dayText(day: DayNumber): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** PostgreSQL counts from 2000-01-01, and sends the smallest and the largest number for an open end. */
const POSTGRES_EPOCH = 10_957;

export function dayFromPostgres(count: number): DayNumber {
  return count === ALWAYS || count === NEVER ? count : count + POSTGRES_EPOCH;
}
