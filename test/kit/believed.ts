import type { HubDatabase } from '../../src/platform/database';

/** All the hub believes in these tables, with its sources, without the names of versions and the clocks. */
export async function believedIn(db: HubDatabase, tables: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    tables.map((table) =>
      db.source.query<{ said: string }[]>(`
        SELECT '${table} ' || (to_jsonb(v) - '{version_id,recorded_at,superseded_at}'::text[])::text || (
          SELECT coalesce(jsonb_agg(to_jsonb(c) - '{id,version_id,recorded_at}'::text[] ORDER BY c.position, c.source_id), '[]')::text
          FROM citation AS c WHERE c.version_id = v.version_id) AS said
        FROM ${table} AS v WHERE superseded_at = 'infinity'`),
    ),
  );
  return found
    .flat()
    .map(({ said }) => said)
    .sort();
}
