import { nameInLanguages } from '../catalog/actor/name.loader';
import type { Database } from '../platform/database';
import { HubError } from '../platform/errors';
import { type Entity, entitiesById, type Reader } from './entities';
import { TooLarge } from './errors';
import { textAt } from './http';
import { keyOfId, knownEntities } from './known-entities';
import { joinedOrganizations } from './memberships';
import { propertyNamed } from './properties';
import { objectIn } from './read-json';
import { type Named, typeNamed } from './vocabulary';

/** A value in a cell: a text, a number, or an entity of this service. */
type Value = { readonly str: string } | { readonly int: number } | { readonly float: number } | Named;

export interface Extension {
  readonly meta: readonly (Named & { readonly type?: Named })[];
  readonly rows: Readonly<Record<string, Readonly<Record<string, readonly Value[]>>>>;
}

interface ExtensionQuery {
  readonly ids: readonly string[];
  readonly properties: readonly string[];
}

const MOST_IDS = 200;
const MOST_PROPERTIES = 30;

/** @throws HubError BAD_USER_INPUT that says what is wrong; TooLarge when there are too many. */
export function extensionIn(text: string): ExtensionQuery {
  const given = objectIn(text, 'extend');
  const [ids, properties] = [given.get('ids'), given.get('properties')];
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) throw refusal('"ids" takes a list of texts.');
  if (!Array.isArray(properties)) throw refusal('"properties" takes a list.');
  const asked = properties.map((property) => textAt(property, 'id') ?? '');
  if (asked.includes('')) throw refusal('each of "properties" takes an object with an "id".');
  if (ids.length > MOST_IDS) throw new TooLarge(`"ids" takes at most ${MOST_IDS}, not ${ids.length}.`);
  if (asked.length > MOST_PROPERTIES) throw new TooLarge(`"properties" takes at most ${MOST_PROPERTIES}, not ${asked.length}.`);
  return { ids: [...new Set(ids)], properties: [...new Set(asked)] };
}

function refusal(what: string): HubError {
  return new HubError('BAD_USER_INPUT', `"extend": ${what}`);
}

/** Properties whose values are entities, and of which type. */
const TYPE_OF_VALUES: ReadonlyMap<string, string> = new Map([
  ['country', 'Country'],
  ['memberships', 'Organization'],
]);

/** The values of properties of entities. What is not known, an id or a property, has none. */
export async function extend(db: Database, reader: Reader & { readonly today: string }, query: ExtensionQuery): Promise<Extension> {
  const known = await knownEntities(db, query.ids.flatMap(keyOfId));
  const uuidOf = new Map(query.ids.map((id) => [id, known.of(keyOfId(id))[0]?.id ?? '']));
  const entities = await entitiesById(reader, [...uuidOf.values()].filter(Boolean));
  const columns = await Promise.all(query.properties.map((property) => columnOf(reader, property, [...entities.values()])));
  return {
    meta: query.properties.map((id) => {
      const type = TYPE_OF_VALUES.get(id);
      return { ...propertyNamed(id, reader.chain), ...(type === undefined ? {} : { type: typeNamed(type, reader.chain) }) };
    }),
    rows: Object.fromEntries(
      query.ids.map((id) => [
        id,
        Object.fromEntries(query.properties.map((property, at) => [property, columns[at]?.get(uuidOf.get(id) ?? '') ?? []])),
      ]),
    ),
  };
}

type Column = ReadonlyMap<string, readonly Value[]>;

async function columnOf(reader: Reader & { readonly today: string }, property: string, entities: readonly Entity[]): Promise<Column> {
  if (property === 'memberships') return membershipColumn(reader, entities);
  const language = /^name_(fr|es|ar)$/.exec(property)?.[1];
  if (language !== undefined) return nameColumn(reader, language, entities);
  const read = Object.hasOwn(READ, property) ? READ[property] : undefined;
  return new Map(entities.map((entity) => [entity.row.id, read?.(entity) ?? []]));
}

async function nameColumn({ loaders }: Reader, language: string, entities: readonly Entity[]): Promise<Column> {
  const names = await Promise.all(entities.map(({ row }) => loaders.one(nameInLanguages, row.id, [language])));
  return new Map(entities.map(({ row }, at) => [row.id, str(names[at]?.value)]));
}

async function membershipColumn(reader: Reader & { readonly today: string }, entities: readonly Entity[]): Promise<Column> {
  const joined = await Promise.all(entities.map(({ row }) => reader.loaders.list(joinedOrganizations, row.id, reader.today)));
  const organizations = await entitiesById(
    reader,
    joined.flat().map(({ organizationId }) => organizationId),
  );
  return new Map(
    entities.map(({ row }, at) => [
      row.id,
      (joined[at] ?? []).flatMap(({ organizationId }) => reference(organizations.get(organizationId))),
    ]),
  );
}

const READ: Readonly<Record<string, (entity: Entity) => readonly Value[]>> = {
  name_en: ({ row }) => str(row.label),
  country: ({ country }) => reference(country),
  countryCode: ({ row }) => str(row.countryCode ?? row.isoAlpha2),
  geonamesId: ({ row }) => str(row.geonamesId),
  wikidataId: ({ row }) => str(row.wikidataId),
  unlocode: ({ row }) => str(row.unlocode),
  population: ({ row }) => (typeof row.inhabitants === 'number' ? [{ int: row.inhabitants }] : []),
  latitude: ({ row }) => (typeof row.latitude === 'number' ? [{ float: row.latitude }] : []),
  longitude: ({ row }) => (typeof row.longitude === 'number' ? [{ float: row.longitude }] : []),
  acronym: ({ row }) => str(row.acronym),
  website: ({ row }) => str(row.website),
  slug: ({ row }) => str(row.slug),
};

function str(value: string | number | null | undefined): readonly Value[] {
  return value === null || value === undefined || value === '' ? [] : [{ str: String(value) }];
}

function reference(entity: Entity | null | undefined): readonly Value[] {
  return entity ? [{ id: entity.id, name: entity.name }] : [];
}
