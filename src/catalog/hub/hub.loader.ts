import type { Batch } from '../../platform/loaders';
import { sql } from '../../platform/sql';

/** Figures of the hub on one day. */
export interface Stats {
  readonly asOf: string;
  readonly cities: number;
  readonly countries: number;
  readonly associations: number;
  readonly networks: number;
  readonly institutions: number;
  readonly activeMemberships: number;
  readonly collaborations: number;
  readonly openCommitments: number;
  readonly overdueCommitments: number;
  readonly overdueFollowUps: number;
  readonly resources: number;
  readonly facts: number;
  readonly sources: number;
  readonly partnersOnline: number;
  readonly partnersTotal: number;
}

export const statsOn: Batch<string, Stats> = {
  fetch: (db, days) =>
    db.rows(sql`
      SELECT to_char(day, 'YYYY-MM-DD') AS "asOf",
        (SELECT count(*)::int FROM city) - (SELECT count(*)::int FROM actor WHERE merged_into_id IS NOT NULL AND kind = 'CITY') AS cities,
        (SELECT count(*)::int FROM country) AS countries,
        (SELECT count(*)::int FROM actor WHERE kind = 'ASSOCIATION' AND merged_into_id IS NULL) AS associations,
        (SELECT count(*)::int FROM actor WHERE kind = 'NETWORK' AND merged_into_id IS NULL) AS networks,
        (SELECT count(*)::int FROM actor WHERE kind = 'INSTITUTION' AND merged_into_id IS NULL) AS institutions,
        (SELECT count(*)::int FROM membership WHERE superseded_at = 'infinity' AND status = 'ACTIVE' AND valid_from <= day AND valid_to > day)
          AS "activeMemberships",
        (SELECT count(*)::int FROM collaboration WHERE superseded_at = 'infinity' AND valid_from <= day) AS collaborations,
        (SELECT count(*)::int FROM commitment WHERE superseded_at = 'infinity' AND status IN ('OPEN', 'IN_PROGRESS')) AS "openCommitments",
        (SELECT count(*)::int FROM commitment WHERE superseded_at = 'infinity' AND status IN ('OPEN', 'IN_PROGRESS') AND overdue_from <= day)
          AS "overdueCommitments",
        (SELECT count(*)::int FROM follow_up WHERE superseded_at = 'infinity' AND overdue_from <= day) AS "overdueFollowUps",
        (SELECT count(*)::int FROM resource WHERE superseded_at = 'infinity') AS resources,
        (SELECT count(*)::int FROM fact) AS facts,
        (SELECT count(*)::int FROM source) AS sources,
        (SELECT count(*)::int FROM subgraph WHERE status IN ('ACTIVE', 'DEGRADED')) AS "partnersOnline",
        (SELECT count(*)::int FROM subgraph WHERE status NOT IN ('PROPOSED', 'RETIRED')) AS "partnersTotal"
      FROM unnest(${days}::date[]) AS day`),
  keyOf: (stats) => stats.asOf,
};

interface LastChange {
  readonly key: 'last';
  readonly sequence: string;
}

export const lastChange: Batch<'last', LastChange> = {
  fetch: (db) => db.rows(sql`SELECT 'last' AS key, last::text AS sequence FROM change_counter`),
  keyOf: (row) => row.key,
};
