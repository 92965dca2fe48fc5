/**
 * Whether a partial date has passed on a day: `2026-06` has from 2026-07-01 on, `2026` from 2027-01-01 on. A missing date never has.
 *
 * The same rule as `day_after` in the database, by which lists are filtered.
 */
export function isOverdue(due: string | null, day: string): boolean {
  return due !== null && due < day.slice(0, due.length);
}
