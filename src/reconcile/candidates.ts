import { countryNamed, countryOf } from '../identity/countries';
import type { Matcher } from '../identity/matcher';
import type { Database } from '../platform/database';
import { fold } from '../platform/fold';
import { countriesLike, type Key, type KnownEntities, keyOfId, knownEntities } from './known-entities';
import type { ReconciliationQuery } from './read-batch';
import { wikidataIdIn } from './read-hints';

/** An entity that may be meant, before anything of it is read. */
export interface Candidate {
  readonly uuid: string;
  readonly score: number;
  readonly match: boolean;
  readonly features: readonly { readonly id: string; readonly value: number }[];
}

/** Kinds of entities, each found in its own way. */
export type Kind = 'cities' | 'organizations' | 'countries' | 'identified';

/** Candidates of one query, by how they were found; each list best first. */
export type Found = ReadonlyMap<Kind, readonly Candidate[]>;

export interface Sources {
  readonly db: Database;
  readonly matcher: Matcher;
}

const KIND_OF_TYPE: Readonly<Record<string, Kind>> = {
  City: 'cities',
  Country: 'countries',
  Association: 'organizations',
  Network: 'organizations',
  Institution: 'organizations',
  Organization: 'organizations',
};

/** Candidates that a type may leave out are asked for all the same. */
const MOST_ORGANIZATIONS = 25;

type Queries = readonly ReconciliationQuery[];

/** Candidates of every query of a batch, in a number of statements that does not depend on its size. */
export async function candidatesOf(sources: Sources, queries: Queries): Promise<Found[]> {
  const known = await knownEntities(sources.db, queries.flatMap(keysOf));
  const found = queries.map((query): Map<Kind, readonly Candidate[]> => new Map([['identified', identified(query, known)]]));
  await Promise.all([
    addCities(sources, queries, { known, found }),
    addOrganizations(sources, queries, { known, found }),
    addCountries(sources, queries, { known, found }),
  ]);
  return found;
}

interface Finding {
  readonly known: KnownEntities;
  readonly found: readonly Map<Kind, readonly Candidate[]>[];
}

function keysOf(query: ReconciliationQuery): Key[] {
  const { country, countryId } = query.hints;
  const code = countryOf(query.name) ?? (country === null ? undefined : countryOf(country));
  return [
    ...keysOfName(query.name),
    ...keysOfHints(query),
    ...(countryId === null ? [] : keyOfId(countryId)),
    ...(code === undefined ? [] : [{ scheme: 'country' as const, value: code }]),
  ];
}

/** Keys that the name itself may be: people reconcile columns of identifiers too. */
function keysOfName(name: string): Key[] {
  const item = wikidataIdIn(name);
  return [...keyOfId(name), ...(item === null ? [] : [{ scheme: 'wikidata' as const, value: item }])];
}

function keysOfHints({ hints: { wikidataId, geonamesId, unlocode } }: ReconciliationQuery): Key[] {
  const keys = [
    { scheme: 'wikidata' as const, value: wikidataId },
    { scheme: 'geonames' as const, value: geonamesId },
    { scheme: 'unlocode' as const, value: unlocode },
  ];
  return keys.flatMap(({ scheme, value }) => (value === null ? [] : [{ scheme, value }]));
}

/** Entities that an identifier names. Beside a name, identifiers are the matcher's to weigh. */
function identified(query: ReconciliationQuery, known: KnownEntities): Candidate[] {
  const entities = known.of(query.name === '' ? keysOfHints(query) : keysOfName(query.name));
  const features = [{ id: 'identifier', value: 100 }];
  return entities.map(({ id }) => ({ uuid: id, score: 100, match: entities.length === 1, features }));
}

function asks(query: ReconciliationQuery, kind: Kind): boolean {
  return query.name !== '' && (query.types.length === 0 || query.types.some((type) => KIND_OF_TYPE[type] === kind));
}

/** Country of a hint: the entity it names, else what it is called. */
function countryHint({ hints }: ReconciliationQuery, known: KnownEntities): string | null {
  const [entity] = hints.countryId === null ? [] : known.of(keyOfId(hints.countryId));
  return entity?.country ?? hints.country;
}

async function addCities({ matcher }: Sources, queries: Queries, { known, found }: Finding): Promise<void> {
  const asked = queries.flatMap((query, at) => (asks(query, 'cities') ? [{ query, at }] : []));
  if (asked.length === 0) return;
  const matches = await matcher.cities(
    asked.map(({ query }) => {
      const { name, limit, hints } = query;
      const { region, latitude, longitude, wikidataId, geonamesId, unlocode } = hints;
      const country = countryHint(query, known);
      return { name, region, limit, country, latitude, longitude, wikidataId, geonamesId, unlocode };
    }),
  );
  for (const [index, { at }] of asked.entries()) {
    found[at]?.set('cities', matches[index]?.candidates.map(({ cityId, ...rest }) => ({ uuid: cityId, ...rest })) ?? []);
  }
}

async function addOrganizations({ matcher }: Sources, queries: Queries, { known, found }: Finding): Promise<void> {
  const asked = queries.flatMap((query, at) => (asks(query, 'organizations') ? [{ query, at }] : []));
  if (asked.length === 0) return;
  const matches = await matcher.organizations(
    asked.map(({ query }) => ({
      name: query.name,
      limit: MOST_ORGANIZATIONS,
      country: countryHint(query, known),
      wikidataId: query.hints.wikidataId,
    })),
  );
  for (const [index, { at }] of asked.entries()) {
    found[at]?.set(
      'organizations',
      matches[index]?.candidates.map(({ organizationId, ...rest }) => ({ uuid: organizationId, ...rest })) ?? [],
    );
  }
}

/** A name that is merely alike is worth this much at most, and never decides. */
const ALIKE_AT_MOST = 88;
/** A code, as the matcher values acronyms. */
const CODE_ALONE = 70;
/** No country has a longer name. */
const LONGEST_COUNTRY = 60;

async function addCountries({ db }: Sources, queries: Queries, { known, found }: Finding): Promise<void> {
  const asked = queries.flatMap((query, at) => (asks(query, 'countries') ? [{ query, at }] : []));
  const inexact: { at: number; folded: string }[] = [];
  for (const { query, at } of asked) {
    const exact = exactCountries(query, known);
    found[at]?.set('countries', exact);
    const folded = fold(query.name);
    // Without a type asked for, a name that is alike to a country's is a city's more often than not.
    if (exact.length === 0 && query.types.length > 0 && folded.length <= LONGEST_COUNTRY) inexact.push({ at, folded });
  }
  if (inexact.length === 0) return;
  const alike = await countriesLike(db, [...new Set(inexact.map(({ folded }) => folded))]);
  for (const { at, folded } of inexact) {
    found[at]?.set(
      'countries',
      alike.filter((one) => one.asked === folded).map(({ id, likeness }) => scored(id, likeness)),
    );
  }
}

/** The country of this name or code. A code decides only where a country was asked for: "CA" alone may be California. */
function exactCountries({ name, types }: ReconciliationQuery, known: KnownEntities): Candidate[] {
  const code = countryOf(name);
  if (code === undefined) return [];
  const isCertain = types.length > 0 || countryNamed(name) !== undefined;
  const score = isCertain ? 100 : CODE_ALONE;
  const features = [{ id: isCertain ? 'name-exact' : 'name-acronym', value: score }];
  return known.of([{ scheme: 'country', value: code }]).map(({ id }) => ({ uuid: id, score, match: isCertain, features }));
}

function scored(uuid: string, likeness: number): Candidate {
  const score = Math.round(likeness * ALIKE_AT_MOST * 10) / 10;
  return { uuid, score, match: false, features: [{ id: 'name-alike', value: score }] };
}
