import type { ClientBase } from 'pg';
import type { Progress } from '../platform/progress';
import { copyNames, copyPlaces } from './copy-places';
import { DataError } from './data-error';
import { type Gazetteer, type Place, placesIn } from './gazetteer';
import { idOf } from './ids';
import { dropIndexes } from './indexes';
import { upsertRows } from './insert';
import type { LeftOuts } from './left-out';
import { type Merge, mergePlaces } from './merge-gazetteer';
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
  const first = { source: await upsertRows(client, 'source', source), country: await writeActors(client, 'country', records.country) };
  await client.query(`SET LOCAL hub.gazetteer_release = 'on'`);
  const given = { gazetteer, places: placesToLoad(gazetteer, { records, leftOut, report }), sourceId: idOf('source', SOURCE), report };
  const { rowCount } = await client.query('SELECT FROM city WHERE geonames_id IS NOT NULL LIMIT 1');
  const isNew = rowCount === 0 && gazetteer.alternateNames === undefined;
  const written = isNew
    ? await fillTables(client, given, watch)
    : await watch.time('merge', () => mergePlaces(client, { ...given, leftOut }));
  await watch.time('analyze', () => client.query('ANALYZE actor, city, place_name'));
  return sumOf(first, written);
}

/** The places of countries the hub knows, some at a time. */
async function* placesToLoad(
  gazetteer: Gazetteer,
  { records, leftOut, report }: Pick<GazetteerLoad, 'records' | 'leftOut' | 'report'>,
): AsyncGenerator<Place[]> {
  const countries = new Set(records.country.map(({ own }) => own.iso_alpha2));
  const skipped = (code: string) => leftOut.add('sections of places, and places that are no more', `places of kind ${code}`);
  for await (const places of placesIn(gazetteer, skipped, report))
    yield places.filter(({ name, countryCode }) => {
      const isKnown = countries.has(countryCode);
      if (!isKnown) leftOut.add('places of a country that countries.csv lacks', `${name} (${countryCode})`);
      return isKnown;
    });
}

/** An empty hub is filled straight, and its indexes are made afterwards: its gazetteer is one that memory holds. */
async function fillTables(client: ClientBase, { places: batches, ...given }: Omit<Merge, 'leftOut'>, watch: Stopwatch): Promise<Tally> {
  const places = await watch.time('read the gazetteer', () => allOf(batches));
  const { rows: others } = await client.query<{ slug: string }>('SELECT slug FROM city');
  const slugs = slugsOf(
    places,
    new Map(),
    others.map(({ slug }) => slug),
  );
  const rows = { ...given, places, slugs };
  const rebuild = await dropIndexes(client, ['actor', 'city', 'place_name']);
  await watch.time('places', () => copyPlaces(client, rows));
  const names = await watch.time('names', () => copyNames(client, rows));
  rows.report('Indexing the names', 0, 1);
  await watch.time('indexes', rebuild);
  rows.report('Indexing the names', 1, 1);
  return { city: rows.places.length, place_name: names };
}

async function allOf(batches: AsyncIterable<readonly Place[]>): Promise<Place[]> {
  const all: Place[] = [];
  for await (const places of batches) all.push(...places);
  return all;
}
