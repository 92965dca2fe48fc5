import type { Batch } from '../platform/loaders';
import { sql } from '../platform/sql';

/** What the database has recorded of a city, besides its own columns. */
interface CityRecord {
  readonly id: string;
  /** Languages it has a recorded name in. */
  readonly languages: number;
  readonly hasOfficeHolder: boolean;
}

export const cityRecordOf: Batch<string, CityRecord, string> = {
  fetch: (db, ids, day) =>
    db.rows(sql`
      SELECT asked.id,
        (SELECT count(DISTINCT n.language)::int FROM actor_name AS n
          WHERE n.actor_id = asked.id AND n.superseded_at = 'infinity' AND n.language NOT LIKE 'und%') AS languages,
        EXISTS (SELECT FROM mandate AS d WHERE d.at_id = asked.id AND d.superseded_at = 'infinity' AND d.valid_from <= ${day} AND d.valid_to > ${day})
          AS "hasOfficeHolder"
      FROM unnest(${ids}::uuid[]) AS asked (id)`),
  keyOf: ({ id }) => id,
};

/** What a record of a city ought to have; the names of its fields. */
export interface CityParts {
  readonly coordinates: boolean;
  readonly population: boolean;
  readonly geonamesId: boolean;
  readonly wikidataId: boolean;
  readonly website: boolean;
  /** In two languages at least. */
  readonly names: boolean;
  /** Somebody in office on the day. */
  readonly officeHolders: boolean;
  /** One that is active on the day. */
  readonly memberships: boolean;
}

/** How complete a record is: the share of its parts it has, each weighing the same, and the names of the others. */
export function completenessOf(parts: CityParts): { readonly score: number; readonly missing: string[] } {
  const names = Object.entries(parts);
  const missing = names.filter(([, has]) => !has).map(([name]) => name);
  return { score: 1 - missing.length / names.length, missing };
}
