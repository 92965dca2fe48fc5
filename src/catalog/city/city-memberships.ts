import { known } from '../../platform/fact';
import { uuidIn } from '../../platform/global-id';
import { type Sql, sql } from '../../platform/sql';
import { given, type IntRange, rangeConditions } from '../filters';

/** What a filter of cities says of memberships; organisations by their global ids. */
export interface MembershipsOfCity {
  readonly memberOfAny?: readonly string[] | null;
  readonly memberOfAll?: readonly string[] | null;
  readonly memberOfNone?: readonly string[] | null;
  readonly membershipCount?: IntRange | null;
}

/** Conditions on what a city, `c`, is a member of: by ACTIVE memberships on a day, in any tier. A start that is not known counts as always. */
export function membershipConditionsOfCity(filter: MembershipsOfCity, day: string): Sql[] {
  const { memberOfAny, memberOfAll, memberOfNone, membershipCount } = filter;
  const count = sql`(SELECT count(*) FROM membership AS m WHERE m.member_id = c.id AND ${isActive(day)})`;
  return [
    ...given(memberOfAny, (ids) => isMember(uuids(ids, 'where.memberOfAny'), day)),
    ...(memberOfAll ?? []).map((id) => isMember(uuids([id], 'where.memberOfAll'), day)),
    ...given(memberOfNone, (ids) => sql`NOT ${isMember(uuids(ids, 'where.memberOfNone'), day)}`),
    ...rangeConditions(count, membershipCount),
  ];
}

/** That a city, `c`, is responsible for a commitment that is overdue on a day, or that it is not. */
export function hasOverdueCommitments(has: boolean, day: string): Sql {
  const late = sql`c.id IN (
    SELECT unnest(t.responsible_ids) FROM commitment AS t
    WHERE ${known('t', null)} AND t.status IN ('OPEN', 'IN_PROGRESS') AND t.overdue_from <= ${day})`;
  return has ? late : sql`NOT ${late}`;
}

function uuids(ids: readonly string[], argument: string): string[] {
  return ids.map((id) => uuidIn(id, argument));
}

function isMember(organizations: readonly string[], day: string): Sql {
  return sql`c.id IN (SELECT m.member_id FROM membership AS m WHERE m.organization_id = ANY(${organizations}::uuid[]) AND ${isActive(day)})`;
}

function isActive(day: string): Sql {
  return sql`${known('m', null)} AND m.status = 'ACTIVE' AND m.valid_from <= ${day} AND m.valid_to > ${day}`;
}
