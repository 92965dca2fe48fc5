import type { ClientBase } from 'pg';
import { fold } from '../platform/fold';
import type { PlaceDetail } from './cities';
import { insertRows, upsertRows } from './insert';
import type { LeftOuts } from './left-out';
import type { ActorRow, Records, TableRow } from './plan';
import type { Tally } from './report';

/** Said of each change the loader makes; a change without it was made by somebody else. */
export const REASON = 'Default data';

/** In the tally: places of the gazetteer that got a kind or an identifier from the data. */
const DETAILED = 'places identified';

/** Records are changed in place; those that somebody changed in the hub are left as they are. */
export async function writeRecords(
  client: ClientBase,
  records: Records,
  places: readonly PlaceDetail[],
  leftOut: LeftOuts,
): Promise<Tally> {
  const touched = await touchedIds(client, [...idsOf(records), ...places.map(({ id }) => id)]);
  for (const id of touched) leftOut.add('changed in the hub since it was loaded, and left as it is', id);
  const untouched = <Row extends { readonly id?: unknown }>(rows: readonly Row[]) => rows.filter(({ id }) => !touched.has(id as string));
  return {
    source: await upsertRows(client, 'source', untouched(records.source)),
    theme: await upsertRows(client, 'theme', records.theme),
    country: await writeActors(client, 'country', untouched(records.country)),
    region: await upsertRows(client, 'region', records.region),
    region_country: await writeRegionCountries(client, records.region_country),
    city: await writeActors(client, 'city', untouched(records.city)),
    [DETAILED]: await writeDetails(client, untouched(places), leftOut),
    organization: await writeActors(client, 'organization', untouched(records.organization)),
    person: await upsertRows(client, 'person', untouched(records.person)),
    external_id: await writeExternalIds(client, records.external_id),
  };
}

function idsOf({ source, country, city, organization, person }: Records): string[] {
  return [source, country, city, organization, person].flatMap((rows) => rows.map(({ id }) => String(id)));
}

async function touchedIds(client: ClientBase, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>(TOUCHED, [ids, REASON]);
  return new Set(rows.map(({ id }) => id));
}

const TOUCHED = /* sql */ `
  SELECT DISTINCT entity_id AS id FROM change
  WHERE entity_id = ANY($1::uuid[]) AND kind <> 'CREATED' AND reason IS DISTINCT FROM $2`;

/** @returns how many actors are new or changed, in either of their two tables (the larger number of the two). */
export async function writeActors(
  client: ClientBase,
  table: 'country' | 'city' | 'organization',
  rows: readonly ActorRow[],
): Promise<number> {
  const actors = await upsertRows(
    client,
    'actor',
    rows.map(({ actor }) => actor),
  );
  return Math.max(
    actors,
    await upsertRows(
      client,
      table,
      rows.map(({ own }) => own),
    ),
  );
}

/** The countries of each region, exactly as the data have them. */
async function writeRegionCountries(client: ClientBase, rows: readonly TableRow[]): Promise<number> {
  const removed = await client.query(NO_LONGER_IN_REGION, [JSON.stringify(rows)]);
  return (removed.rowCount ?? 0) + (await insertRows(client, 'region_country', rows, 'ON CONFLICT DO NOTHING'));
}

const NO_LONGER_IN_REGION = /* sql */ `
  WITH given AS (SELECT * FROM jsonb_populate_recordset(NULL::region_country, $1::jsonb))
  DELETE FROM region_country AS r
  WHERE r.region_id IN (SELECT region_id FROM given)
    AND NOT EXISTS (SELECT FROM given AS g WHERE g.region_id = r.region_id AND g.country_code = r.country_code)`;

/** What the data say of places of the gazetteer: kind and identifiers, and the English name as label. */
async function writeDetails(client: ClientBase, places: readonly PlaceDetail[], leftOut: LeftOuts): Promise<number> {
  await checkPlaces(client, places, leftOut);
  const rows = places.map(({ id, kind, wikidataId, unlocode, name }) => ({
    ...{ id, kind, wikidata_id: wikidataId, unlocode },
    ...{ name, folded: name && fold(name) },
  }));
  const { rowCount } = await client.query(DETAILS, [JSON.stringify(rows)]);
  await client.query(LABELS, [JSON.stringify(rows)]);
  return rowCount ?? 0;
}

async function checkPlaces(client: ClientBase, places: readonly PlaceDetail[], leftOut: LeftOuts): Promise<void> {
  const { rows } = await client.query<{ id: string; country: string }>(COUNTRIES, [places.map(({ id }) => id)]);
  const there = new Map(rows.map(({ id, country }) => [id, country]));
  for (const { id, geonamesId, countryCode, row } of places) {
    const country = there.get(id) ?? row.fail('geonames_id', `${geonamesId} is no place of the gazetteer.`);
    if (country === countryCode) continue;
    leftOut.add(
      'the country of a city where the gazetteer has another, which is kept',
      `${row.text('name')}: ${countryCode}, not ${country}`,
    );
  }
}

const COUNTRIES = 'SELECT id, country_code AS country FROM city WHERE id = ANY($1::uuid[])';

const DETAILS = /* sql */ `
  UPDATE city AS c SET kind = d.kind, wikidata_id = d.wikidata_id, unlocode = d.unlocode
  FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, kind text, wikidata_id text, unlocode text)
  WHERE c.id = d.id AND (c.kind, c.wikidata_id, c.unlocode) IS DISTINCT FROM (d.kind, d.wikidata_id, d.unlocode)`;

const LABELS = /* sql */ `
  UPDATE actor AS a SET name = d.name, folded = d.folded, updated_at = now()
  FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, name text, folded text)
  WHERE a.id = d.id AND d.name IS NOT NULL AND a.name <> d.name`;

/** An actor has one identifier of each scheme: a corrected one takes the place of the old. */
async function writeExternalIds(client: ClientBase, rows: readonly TableRow[]): Promise<number> {
  await client.query(CORRECTED, [JSON.stringify(rows)]);
  return insertRows(client, 'external_id', rows, 'ON CONFLICT DO NOTHING');
}

const CORRECTED = /* sql */ `
  DELETE FROM external_id AS e USING jsonb_populate_recordset(NULL::external_id, $1::jsonb) AS given
  WHERE e.actor_id = given.actor_id AND e.scheme = given.scheme AND e.value <> given.value`;
