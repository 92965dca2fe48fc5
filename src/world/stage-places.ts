import type { ClientBase } from 'pg';
import { fold } from '../platform/fold';
import { copyRows } from './copy';
import { NAME_COLUMNS, nameRowsOf } from './copy-places';
import type { Place } from './gazetteer';
import { IdSet } from './id-set';
import { slugOf } from './slugs';

/** Places sent at once. */
const BATCH = 5_000;

/**
 * Places → the table `new_place`, and their names → `new_name`. However many there are, memory holds some thousands.
 *
 * @returns their GeoNames ids.
 */
export async function stagePlaces(client: ClientBase, batches: AsyncIterable<readonly Place[]>): Promise<IdSet> {
  await client.query(STAGING);
  const ids = new IdSet();
  for await (const places of gathered(batches)) {
    for (const { geonamesId } of places) ids.add(geonamesId);
    await copyRows(client, `new_place (${PLACE_COLUMNS})`, places.map(placeRow));
    await copyRows(client, `new_name (${NAME_COLUMNS})`, places.flatMap(nameRowsOf));
  }
  await client.query('ANALYZE new_place, new_name');
  return ids;
}

async function* gathered(batches: AsyncIterable<readonly Place[]>): AsyncGenerator<Place[]> {
  let places: Place[] = [];
  for await (const some of batches) {
    places.push(...some);
    if (places.length < BATCH) continue;
    yield places;
    places = [];
  }
  yield places;
}

const PLACE_COLUMNS = 'id, geonames_id, name, folded, slug, kind, country_code, admin1_code, admin2_code, latitude, longitude, population';

function placeRow(place: Place) {
  const { id, geonamesId, name, kind, countryCode, admin1Code, admin2Code, latitude, longitude, population } = place;
  return [id, geonamesId, name, fold(name), slugOf(place), kind, countryCode, admin1Code, admin2Code, latitude, longitude, population];
}

const STAGING = /* sql */ `
  CREATE TEMP TABLE new_place (
    id uuid, geonames_id integer, name text, folded text, slug text, kind text, country_code text, admin1_code text, admin2_code text,
    latitude double precision, longitude double precision, population bigint
  ) ON COMMIT DROP;
  CREATE TEMP TABLE new_name (LIKE place_name) ON COMMIT DROP`;
