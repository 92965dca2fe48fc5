import type { ClientBase } from 'pg';
import { writeIdentifiers } from './alternate-identifiers';
import { stageAlternates } from './alternate-names';
import { copyNames, copyPlaces, type PlaceRows } from './copy-places';
import type { LeftOuts } from './left-out';
import type { Tally } from './report';

export interface Merge extends PlaceRows {
  /** GeoNames' `alternateNamesV2.txt`. */
  readonly alternateNames: string | undefined;
  readonly leftOut: LeftOuts;
}

/** Brings the places that are there in line with a newer release. Kinds, labels and slugs stay: the hub may know better. */
export async function mergePlaces(client: ClientBase, { alternateNames, leftOut, ...rows }: Merge): Promise<Tally> {
  await client.query(STAGING);
  await copyPlaces(client, rows, { actor: 'new_actor', city: 'new_city' });
  await copyNames(client, rows, 'new_name');
  if (alternateNames !== undefined) await stageAlternates(client, rows.places, alternateNames, rows.report);
  await client.query('ANALYZE new_city, new_name');
  const count = async (statement: string) => (await client.query(statement)).rowCount ?? 0;
  await count(NEW_ACTORS);
  const city = (await count(NEW_CITIES)) + (await count(CHANGED_CITIES));
  await count(CHANGED_NAMES);
  await count(OLD_NAMES);
  const names = await count(NEW_NAMES);
  const identified = alternateNames === undefined ? 0 : await writeIdentifiers(client, leftOut);
  return { city, place_name: names, 'places identified': identified };
}

const STAGING = /* sql */ `
  CREATE TEMP TABLE new_actor (LIKE actor INCLUDING DEFAULTS) ON COMMIT DROP;
  CREATE TEMP TABLE new_city (LIKE city) ON COMMIT DROP;
  CREATE TEMP TABLE new_name (LIKE place_name) ON COMMIT DROP`;

const NEW_ACTORS = 'INSERT INTO actor SELECT * FROM new_actor ON CONFLICT DO NOTHING';
const NEW_CITIES = 'INSERT INTO city SELECT * FROM new_city ON CONFLICT (id) DO NOTHING';

const CHANGED_CITIES = /* sql */ `
  UPDATE city AS c SET latitude = n.latitude, longitude = n.longitude, population = n.population, source_id = n.source_id,
    admin1_code = n.admin1_code, admin2_code = n.admin2_code
  FROM new_city AS n
  WHERE c.id = n.id AND (c.latitude, c.longitude, c.population, c.source_id, c.admin1_code, c.admin2_code)
    IS DISTINCT FROM (n.latitude, n.longitude, n.population, n.source_id, n.admin1_code, n.admin2_code)`;

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
