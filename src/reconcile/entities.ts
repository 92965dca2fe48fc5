import { type ActorRow, actorById } from '../catalog/actor/actor.loader';
import { nameInLanguages } from '../catalog/actor/name.loader';
import { countryByCode } from '../catalog/country/country.loader';
import { globalId } from '../platform/global-id';
import type { Loaders } from '../platform/loaders';
import type { Node, Typed } from '../platform/node';
import { type Named, typeNamed, withBroader } from './vocabulary';
import { type Language, wordsIn } from './words';

/** An actor of any kind with the columns of its own kind, as far as this service shows them. */
export type Row = ActorRow & {
  readonly slug?: string | null;
  readonly countryCode?: string | null;
  readonly isoAlpha2?: string | null;
  readonly wikidataId?: string | null;
  readonly geonamesId?: number | null;
  readonly unlocode?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly inhabitants?: number | null;
  readonly acronym?: string | null;
};

/** Who reads, and in which languages: a chain to try, and the one the hub's own words are in. */
export interface Reader {
  readonly loaders: Loaders;
  readonly chain: readonly string[];
  readonly language: Language;
}

export interface Entity {
  readonly row: Row;
  /** Global id: what the protocol and GraphQL call it by. */
  readonly id: string;
  readonly name: string;
  readonly country: Entity | null;
  readonly description: string;
  readonly types: readonly Named[];
}

/** Entities by their uuids, named in the reader's language; the same number of statements however many. */
export async function entitiesById(reader: Reader, uuids: readonly string[]): Promise<ReadonlyMap<string, Entity>> {
  const rows: Row[] = await reader.loaders.many(actorById, [...new Set(uuids)]);
  const codes = [...new Set(rows.flatMap(({ countryCode }) => countryCode ?? []))];
  const countries = await named(reader, await reader.loaders.many(countryByCode, codes), new Map());
  const byCode = new Map(countries.map((country) => [country.row.isoAlpha2 ?? '', country]));
  return new Map((await named(reader, rows, byCode)).map((entity) => [entity.row.id, entity]));
}

function named(reader: Reader, rows: readonly Row[], countries: ReadonlyMap<string, Entity>): Promise<Entity[]> {
  return Promise.all(
    rows.map(async (row) => {
      const country = countries.get(row.countryCode ?? '') ?? null;
      return {
        row,
        id: globalId(row.__typename, row.id),
        name: await nameOf(reader, row),
        country,
        description: descriptionOf(row, country, reader),
        types: withBroader(row.__typename).map((type) => typeNamed(type, reader.chain)),
      };
    }),
  );
}

/** The label is the name in English, so nothing after English is ever looked for. */
async function nameOf({ loaders, chain }: Reader, row: Typed & Node & { readonly label: string }): Promise<string> {
  const before = chain.slice(0, chain.indexOf('en')).filter((tag) => !tag.startsWith('en-'));
  if (before.length === 0) return row.label;
  return (await loaders.one(nameInLanguages, row.id, before))?.value ?? row.label;
}

/** What tells namesakes apart, in a line. */
function descriptionOf(row: Row, country: Entity | null, { chain, language }: Reader): string {
  const words = wordsIn(language);
  const [type] = withBroader(row.__typename);
  const parts = [
    type === 'City' ? null : typeNamed(row.__typename, chain).name,
    row.acronym,
    row.isoAlpha2,
    country?.name,
    row.inhabitants ? words.inhabitants(row.inhabitants) : null,
  ];
  return parts.filter(Boolean).join(' · ');
}
