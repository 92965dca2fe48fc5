import { LocalGovernmentKind, NameKind } from '../catalog/vocabulary/common';
import { fold } from '../platform/fold';
import { scriptOf } from '../platform/script';
import { wikidataId } from './countries';
import { cityIdOf, type Directory } from './directory';
import { idOf } from './ids';
import type { LeftOuts } from './left-out';
import type { GivenName } from './names';
import type { ActorRow, TableRow } from './plan';
import type { Tables } from './tables';

type CityLine = Tables['cities'][number];

/** What the data say of a place of the gazetteer, over what the gazetteer says. */
export interface PlaceDetail {
  readonly row: CityLine;
  readonly id: string;
  readonly geonamesId: number;
  readonly countryCode: string;
  readonly kind: string;
  readonly wikidataId: string | null;
  readonly unlocode: string | null;
  /** Its English name, when the data have one. */
  readonly name: string | null;
}

/** Places of the gazetteer that the data say more about; the first line of each decides. */
export function placeDetails(tables: Tables, directory: Directory, leftOut: LeftOuts): PlaceDetail[] {
  const english = new Map(cityNames(tables, directory).flatMap((name) => (name.language === 'en' ? [[name.actorId, name.value]] : [])));
  const found = new Map<number, PlaceDetail>();
  for (const row of tables.cities) {
    const geonamesId = row.number('geonames_id');
    if (geonamesId === null) continue;
    const first = found.get(geonamesId);
    if (first)
      leftOut.add('another name of a place listed before; both names lead to it', `${row.text('name')} (${first.row.text('name')})`);
    else found.set(geonamesId, { row, geonamesId, ...identityOf(row, directory), name: english.get(cityIdOf(row)) ?? null });
  }
  return [...found.values()];
}

function identityOf(row: CityLine, directory: Directory) {
  const wikidata = row.maybe('wikidata_id');
  const unlocode = row.maybe('unlocode');
  if (wikidata && !/^Q[1-9]\d*$/.test(wikidata)) row.fail('wikidata_id', `"${wikidata}" is no item of Wikidata.`);
  if (unlocode && !/^[A-Z]{2}[A-Z2-9]{3}$/.test(unlocode)) row.fail('unlocode', `"${unlocode}" is no UN/LOCODE of five signs.`);
  const countryCode = directory.countryCode(row, 'country_code') ?? row.fail('country_code', 'it must not be empty.');
  return { id: cityIdOf(row), countryCode, kind: row.word('kind', LocalGovernmentKind), wikidataId: wikidata, unlocode };
}

/** Local governments that no gazetteer has. Their source is a page that mentions them. */
export function ownCities(tables: Tables, directory: Directory): ActorRow[] {
  return tables.cities
    .filter((row) => row.number('geonames_id') === null)
    .map((row) => {
      const { id, countryCode, kind, wikidataId: wikidata_id, unlocode } = identityOf(row, directory);
      const name = row.maybe('canonical_name') ?? row.text('name');
      const evidence = row.list('evidence_url', ' ').find((url) => directory.isSource(url));
      return {
        id,
        actor: { id, kind: 'CITY', name, folded: fold(name), website: null },
        own: {
          ...{ id, slug: slugOf(row, countryCode), kind, country_code: countryCode, wikidata_id, unlocode },
          source_id: evidence ? idOf('source', evidence) : row.fail('evidence_url', 'none of its pages is in sources.csv.'),
        },
      };
    });
}

function slugOf(row: CityLine, countryCode: string): string {
  const slug = row.text('own_slug');
  const isRight = /^[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.startsWith(`${countryCode.toLowerCase()}-`);
  return isRight ? slug : row.fail('own_slug', `"${slug}" must be the country's code and the name, as in ma-tangier.`);
}

export function cityNames(tables: Tables, directory: Directory): GivenName[] {
  const places = new Set(tables.cities.map((row) => row.number('geonames_id')));
  return tables.city_names.map((row) => {
    const place = row.number('geonames_id');
    if (place !== null && !places.has(place)) row.fail('geonames_id', `cities.csv has no place ${place}.`);
    return {
      actorId: place === null ? directory.city(row, 'name', 'country_code') : idOf('city', place),
      language: row.language('language') ?? row.fail('language', 'it must not be empty.'),
      kind: row.word('kind', NameKind),
      value: row.text('value'),
      citation: { sourceId: directory.source(row, 'source_url'), asOf: row.date('as_of') },
    };
  });
}

/** Names of local governments of their own, in whatever language their source is. */
export function ownNames(rows: readonly ActorRow[]): GivenName[] {
  return rows.map(({ id, actor, own }) => {
    const value = String(actor.name);
    return {
      actorId: id,
      language: `und-${scriptOf(value)}`,
      kind: 'COMMON',
      value,
      citation: { sourceId: String(own.source_id), asOf: null },
    };
  });
}

export function cityExternalIds(tables: Tables): TableRow[] {
  const seen = new Set<string>();
  return tables.cities.flatMap((row) => {
    const [id, place, wikidata, unlocode] = [cityIdOf(row), row.number('geonames_id'), row.maybe('wikidata_id'), row.maybe('unlocode')];
    if (seen.has(id)) return [];
    seen.add(id);
    return [
      ...(place ? [{ actor_id: id, scheme: 'geonames', value: String(place), url: `https://www.geonames.org/${place}` }] : []),
      ...(wikidata ? [wikidataId(id, wikidata)] : []),
      ...(unlocode ? [{ actor_id: id, scheme: 'unlocode', value: unlocode, url: null }] : []),
    ];
  });
}
