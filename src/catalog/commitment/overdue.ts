import type { Row } from '../../platform/one-statement/told';
import { type Sql, sql } from '../../platform/sql';
import type { FollowUp } from './follow-up.entity';

/** The day a follow-up is awaited: of one that was held or missed, the next, if one is known; as `overdue_from` in the database. */
export function awaitedOn({ status, nextDueOn, scheduledOn }: Pick<FollowUp, 'status' | 'nextDueOn' | 'scheduledOn'>): string | null {
  if (status === 'CANCELLED') return null;
  return status === 'PLANNED' ? (nextDueOn ?? scheduledOn) : nextDueOn;
}

/**
 * Whether a partial date has passed on a day: `2026-06` has from 2026-07-01 on, `2026` from 2027-01-01 on. A missing date never has.
 *
 * The same rule as `day_after` in the database, by which lists are filtered.
 */
export function isOverdue(due: string | null, day: string): boolean {
  return due !== null && due < day.slice(0, due.length);
}

/** `awaitedOn` in SQL. */
export function awaitedInSql(followUp: Row): Sql {
  const next = followUp.property('nextDueOn');
  return sql`CASE ${followUp.property('status')} WHEN 'CANCELLED' THEN NULL
    WHEN 'PLANNED' THEN coalesce(${next}, ${followUp.property('scheduledOn')}) ELSE ${next} END`;
}

/** `isOverdue` in SQL. */
export function hasPassed(due: Sql, day: string): Sql {
  return sql`day_after(${due}) <= ${day}::date`;
}
