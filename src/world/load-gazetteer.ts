import type { ClientBase } from 'pg';
import type { Progress } from '../platform/progress';
import { copyNames, copyPlaces, type PlaceRows } from './copy-places';
import { DataError } from './data-error';
import { type Gazetteer, type Place, readPlaces } from './gazetteer';
import { idOf } from './ids';
import { dropIndexes } from './indexes';
import { upsertRows } from './insert';
import type { LeftOuts } from './left-out';
import { mergePlaces } from './merge-gazetteer';
import type { Records } from './plan';
import { type Stopwatch, sumOf, type Tally } from './report';
import { slugsOf } from './slugs';
import { writeActors } from './write-records';

/** Where the places come from, among the sources of the data. */
const SOURCE = 'https://download.geonames.org/export/dump/';

export interface GazetteerLoad {
  readonly gazetteer: Gazetteer;
  readonly records: Records;
  readonly leftOut: LeftOuts;
  readonly report: Progress;
  readonly watch: Stopwatch;
}

/**
 * Loads the places of a gazetteer, with the countries they are in, in the transaction of the client.
 *
 * The feed hears of the source and of the countries, not of each place. A later release adds places and brings figures and names up to
 * date; it takes none away and changes no slug.
 */
export async function loadGazetteer(client: ClientBase, { gazetteer, records, leftOut, report, watch }: GazetteerLoad): Promise<Tally> {
  const source = records.source.filter(({ url }) => url === SOURCE);
  if (source.length === 0) throw new DataError('sources.csv', 1, 'url', `it lacks the source of the gazetteer, ${SOURCE}.`);
  const places = await watch.time('read the gazetteer', () => placesToLoad(gazetteer, { records, leftOut, report }));
  const first = { source: await upsertRows(client, 'source', source), country: await writeActors(client, 'country', records.country) };
  const { rows: given } = await client.query<{ geonamesId: number | null; slug: string }>(
    'SELECT geonames_id AS "geonamesId", slug FROM city',
  );
  const known = new Map(given.flatMap(({ geonamesId, slug }) => (geonamesId === null ? [] : [[geonamesId, slug] as const])));
  const slugs = slugsOf(
    places,
    known,
    given.map(({ slug }) => slug),
  );
  await client.query(`SET LOCAL hub.gazetteer_release = 'on'`);
  const rows = { places, slugs, sourceId: idOf('source', SOURCE), report };
  const merge = { ...rows, alternateNames: gazetteer.alternateNames, leftOut };
  const isNew = known.size === 0 && gazetteer.alternateNames === undefined;
  const written = isNew ? await fillTables(client, rows, watch) : await watch.time('merge', () => mergePlaces(client, merge));
  await watch.time('analyze', () => client.query('ANALYZE actor, city, place_name'));
  return sumOf(first, written);
}

async function placesToLoad(
  gazetteer: Gazetteer,
  { records, leftOut, report }: Pick<GazetteerLoad, 'records' | 'leftOut' | 'report'>,
): Promise<Place[]> {
  const { places, skipped } = await readPlaces(gazetteer, report);
  for (const [code, count] of skipped) leftOut.add('sections of places, and places that are no more', `places of kind ${code}`, count);
  const countries = new Set(records.country.map(({ own }) => own.iso_alpha2));
  for (const { name, countryCode } of places) {
    if (!countries.has(countryCode)) leftOut.add('places of a country that countries.csv lacks', `${name} (${countryCode})`);
  }
  return places.filter(({ countryCode }) => countries.has(countryCode));
}

async function fillTables(client: ClientBase, rows: PlaceRows, watch: Stopwatch): Promise<Tally> {
  const rebuild = await dropIndexes(client, ['actor', 'city', 'place_name']);
  await watch.time('places', () => copyPlaces(client, rows, { actor: 'actor', city: 'city' }));
  const names = await watch.time('names', () => copyNames(client, rows, 'place_name'));
  rows.report('Indexing the names', 0, 1);
  await watch.time('indexes', rebuild);
  rows.report('Indexing the names', 1, 1);
  return { city: rows.places.length, place_name: names };
}
