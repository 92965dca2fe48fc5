import { fold } from '../platform/fold';
import { LANGUAGES } from '../platform/language';
import type { Directory } from './directory';
import { idOf } from './ids';
import type { GivenName } from './names';
import type { ActorRow, TableRow } from './plan';
import type { Tables } from './tables';

/** Where the names of countries come from, in every language. */
const CLDR = 'https://cldr.unicode.org/';

export function countryRecords({ countries }: Tables): ActorRow[] {
  return countries.map((row) => {
    const [code, name] = [row.text('iso_alpha2'), row.text('name_en')];
    if (!/^[A-Z]{2}$/.test(code)) row.fail('iso_alpha2', `"${code}" is no code of two capital letters.`);
    const id = idOf('country', code);
    return {
      id,
      actor: { id, kind: 'COUNTRY', name, folded: fold(name), website: null },
      own: { id, iso_alpha2: code, iso_alpha3: row.maybe('iso_alpha3'), m49: row.maybe('m49'), wikidata_id: row.maybe('wikidata_id') },
    };
  });
}

export function countryNames({ countries }: Tables, directory: Directory): GivenName[] {
  return countries.flatMap((row) => {
    const names = row.textsRequired('name');
    const citation = { sourceId: directory.source(row, 'source_url', CLDR), asOf: row.date('as_of') };
    const actorId = idOf('country', row.text('iso_alpha2'));
    return LANGUAGES.flatMap((language) =>
      names[language] ? [{ actorId, language, kind: 'COMMON', value: names[language], citation }] : [],
    );
  });
}

export function countryExternalIds({ countries }: Tables): TableRow[] {
  return countries.flatMap((row) => {
    const actorId = idOf('country', row.text('iso_alpha2'));
    const [m49, wikidata] = [row.maybe('m49'), row.maybe('wikidata_id')];
    return [
      { actor_id: actorId, scheme: 'iso3166-1', value: row.text('iso_alpha2'), url: null },
      ...(m49 ? [{ actor_id: actorId, scheme: 'm49', value: m49, url: null }] : []),
      ...(wikidata ? [wikidataId(actorId, wikidata)] : []),
    ];
  });
}

export function wikidataId(actorId: string, item: string): TableRow {
  return { actor_id: actorId, scheme: 'wikidata', value: item, url: `https://www.wikidata.org/wiki/${item}` };
}
