import type { ClientBase } from 'pg';
import type { Progress } from '../platform/progress';
import { writeIdentifiers } from './alternate-identifiers';
import { stageAlternates } from './alternate-names';
import type { Gazetteer, Place } from './gazetteer';
import type { LeftOuts } from './left-out';
import type { Tally } from './report';
import { stagePlaces } from './stage-places';

export interface Merge {
  readonly gazetteer: Gazetteer;
  /** Its places, some at a time. */
  readonly places: AsyncIterable<readonly Place[]>;
  readonly sourceId: string;
  readonly leftOut: LeftOuts;
  readonly report: Progress;
}

const STEP = 'Comparing with what is there';
const STEPS = 8;

/** Brings the places that are there in line with a newer release. Kinds, labels and slugs stay: the hub may know better. */
export async function mergePlaces(client: ClientBase, { gazetteer, places, sourceId, leftOut, report }: Merge): Promise<Tally> {
  const ids = await stagePlaces(client, places);
  const { alternateNames } = gazetteer;
  if (alternateNames !== undefined) await stageAlternates(client, ids, alternateNames, report);
  let done = 0;
  const count = async (statement: string, values: unknown[] = []) => {
    report(STEP, done++, STEPS);
    return (await client.query(statement, values)).rowCount ?? 0;
  };
  const created = await count(CREATED, [sourceId]);
  await count(NEW_ACTORS);
  await count(NEW_CITIES);
  const changed = await count(CHANGED_CITIES, [sourceId]);
  await count(CHANGED_NAMES);
  await client.query('ANALYZE changed_names');
  await count(OLD_NAMES);
  const names = await count(NEW_NAMES);
  const identified = alternateNames === undefined ? 0 : await writeIdentifiers(client, leftOut);
  report(STEP, STEPS, STEPS);
  return { city: created + changed, place_name: names, 'places identified': identified };
}

/**
 * Places that are not there, with their slugs: of several with the same one the most populous gets it (then the lowest id), if no city has it;
 * the others get their GeoNames id behind it. As `slugsOf`, which is for places that memory holds.
 */
const CREATED = /* sql */ `
  CREATE TEMP TABLE created ON COMMIT DROP AS
  WITH ranked AS (
    SELECT n.*, row_number() OVER (PARTITION BY n.slug ORDER BY coalesce(n.population, 0) DESC, n.geonames_id) AS rank,
      EXISTS (SELECT FROM city AS c WHERE c.slug = n.slug) AS is_taken
    FROM new_place AS n
    WHERE NOT EXISTS (SELECT FROM city AS c WHERE c.id = n.id OR c.geonames_id = n.geonames_id)
  ), longer AS (
    SELECT r.*, rank = 1 AND NOT is_taken AS is_first, r.slug || '-' || geonames_id AS own FROM ranked AS r
  )
  SELECT id, CASE WHEN is_first THEN slug
      WHEN EXISTS (SELECT FROM city AS c WHERE c.slug = own) OR EXISTS (SELECT FROM ranked AS r WHERE r.slug = own) THEN own || '-' || geonames_id
      ELSE own END AS slug,
    kind, country_code, admin1_code, admin2_code, geonames_id, latitude, longitude, population, $1::uuid AS source_id, name, folded
  FROM longer`;

const NEW_ACTORS = `INSERT INTO actor (id, kind, name, folded) SELECT id, 'CITY', name, folded FROM created ON CONFLICT DO NOTHING`;
const COLUMNS = 'id, slug, kind, country_code, admin1_code, admin2_code, geonames_id, latitude, longitude, population, source_id';
const NEW_CITIES = `INSERT INTO city (${COLUMNS}) SELECT ${COLUMNS} FROM created`;

const CHANGED_CITIES = /* sql */ `
  UPDATE city AS c SET latitude = n.latitude, longitude = n.longitude, population = n.population, source_id = $1::uuid,
    admin1_code = n.admin1_code, admin2_code = n.admin2_code
  FROM new_place AS n
  WHERE c.id = n.id AND (c.latitude, c.longitude, c.population, c.source_id, c.admin1_code, c.admin2_code)
    IS DISTINCT FROM (n.latitude, n.longitude, n.population, $1::uuid, n.admin1_code, n.admin2_code)`;

/** All that is said of a name. */
const SAID = `concat_ws(E'\\t', value, language, kind)`;

/** Names whose languages are known do not give way to names of which nobody tells the language. */
const CHANGED_NAMES = /* sql */ `
  CREATE TEMP TABLE changed_names ON COMMIT DROP AS
  SELECT city_id FROM (SELECT city_id, array_agg(${SAID} ORDER BY position) AS names, count(language) AS told FROM new_name GROUP BY city_id) AS new
  LEFT JOIN (SELECT city_id, array_agg(${SAID} ORDER BY position) AS names, count(language) AS told FROM place_name GROUP BY city_id) AS old USING (city_id)
  WHERE old.names IS DISTINCT FROM new.names AND (new.told > 0 OR coalesce(old.told, 0) = 0)`;

const OLD_NAMES = 'DELETE FROM place_name WHERE city_id IN (SELECT city_id FROM changed_names)';
const NEW_NAMES = 'INSERT INTO place_name SELECT * FROM new_name WHERE city_id IN (SELECT city_id FROM changed_names)';
