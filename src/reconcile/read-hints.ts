import { textAt } from './http';
import { isObject, listOf } from './read-json';

/** What a query says about an entity besides its name. Null: nothing usable. */
export interface Hints {
  /** A code or a name. */
  readonly country: string | null;
  /** A country given as an entity of this service. */
  readonly countryId: string | null;
  readonly region: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly wikidataId: string | null;
  readonly geonamesId: string | null;
  readonly unlocode: string | null;
}

/** Values of one property, as texts; of an entity its id and its name. */
interface Value {
  readonly text: string;
  readonly id: string;
}

/** Other words that users write for a property, folded to lower case. */
const ALSO: Readonly<Record<string, string>> = {
  countrycode: 'country',
  iso: 'country',
  admin: 'region',
  admin1: 'region',
  state: 'region',
  province: 'region',
  wikidata: 'wikidataid',
  geonames: 'geonamesid',
  lat: 'latitude',
  lon: 'longitude',
  lng: 'longitude',
};

/** Most values of all properties of one query that are read. */
const MOST_VALUES = 50;

/** Reads the properties of a query. What is not known or makes no sense is passed over: a hint is only a hint. */
export function hintsOf(properties: readonly unknown[]): Hints {
  const values = new Map<string, Value[]>();
  for (const property of properties.slice(0, MOST_VALUES)) {
    const pid = textAt(property, 'pid')?.trim().toLowerCase() ?? '';
    const key = ALSO[pid] ?? pid;
    if (isObject(property)) values.set(key, [...(values.get(key) ?? []), ...valuesOf(property.v)].slice(0, MOST_VALUES));
  }
  const first = <Read>(key: string, read: (value: Value) => Read | null): Read | null => {
    for (const value of values.get(key) ?? []) {
      const found = read(value);
      if (found !== null) return found;
    }
    return null;
  };
  const position = first('coordinates', pairOf);
  return {
    country: first('country', ({ text }) => (text === '' ? null : text.slice(0, 100))),
    countryId: first('country', ({ id }) => (id === '' ? null : id)),
    region: first('region', ({ text }) => (text === '' ? null : text.slice(0, 100))),
    latitude: first('latitude', ({ text }) => degrees(text, 90)) ?? position?.latitude ?? null,
    longitude: first('longitude', ({ text }) => degrees(text, 180)) ?? position?.longitude ?? null,
    wikidataId: first('wikidataid', ({ id, text }) => wikidataIdIn(id) ?? wikidataIdIn(text)),
    geonamesId: first('geonamesid', ({ id, text }) => geonamesIdIn(id) ?? geonamesIdIn(text)),
    unlocode: first('unlocode', ({ text }) => /^([A-Z]{2}) ?([A-Z2-9]{3})$/.exec(text.toUpperCase())?.slice(1).join('') ?? null),
  };
}

function valuesOf(given: unknown): Value[] {
  return listOf(given)
    .slice(0, MOST_VALUES)
    .flatMap((value): Value[] => {
      if (typeof value === 'string') return [{ text: value.replaceAll('\0', ' ').trim(), id: '' }];
      if (typeof value === 'number') return [{ text: String(value), id: '' }];
      const id = textAt(value, 'id')?.trim() ?? '';
      return id === '' ? [] : [{ text: textAt(value, 'name')?.trim() ?? '', id }];
    });
}

/** The item in `Q126148` or in an address that ends with it. */
export function wikidataIdIn(text: string): string | null {
  return /^(?:https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/)?(Q[1-9]\d{0,11})$/i.exec(text.trim())?.[1]?.toUpperCase() ?? null;
}

/** The number of a place, alone or in an address of GeoNames. */
function geonamesIdIn(text: string): string | null {
  const id = /^(?:https?:\/\/(?:www\.|sws\.)?geonames\.org\/)?(\d{1,9})(?:\/.*)?$/i.exec(text.trim())?.[1];
  return id === undefined ? null : String(Number(id));
}

function degrees(text: string, most: number): number | null {
  if (!/^[+-]?\d{1,3}(?:[.,]\d{1,15})?$/.test(text)) return null;
  const value = Number(text.replace(',', '.'));
  return Math.abs(value) <= most ? value : null;
}

/** `35.77, -5.80`, with whatever stands between the two. */
function pairOf({ text }: Value): { latitude: number; longitude: number } | null {
  const [, north = '', east = ''] = /^([+-]?\d{1,3}(?:\.\d{1,15})?)[\s,;/|]{1,5}([+-]?\d{1,3}(?:\.\d{1,15})?)$/.exec(text) ?? [];
  const [latitude, longitude] = [degrees(north, 90), degrees(east, 180)];
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
