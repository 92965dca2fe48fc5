import { externalIdsOfActor } from '../catalog/actor/external-id.loader';
import { namesOfActor } from '../catalog/actor/name.loader';
import type { Database } from '../platform/database';
import { type Entity, entitiesById, type Reader } from './entities';
import { type Html, html, page } from './html';
import { keyOfId, knownEntities } from './known-entities';
import { joinedOrganizations } from './memberships';
import { wordsIn } from './words';

export interface PageReader extends Reader {
  readonly today: string;
  readonly publicUrl: string;
}

/** The entity an id names, or null. */
export async function entityWithId(db: Database, reader: Reader, id: string): Promise<Entity | null> {
  const [known] = (await knownEntities(db, keyOfId(id))).of(keyOfId(id));
  return known === undefined ? null : ((await entitiesById(reader, [known.id])).get(known.id) ?? null);
}

export function notFoundPage({ language }: Reader, isSmall: boolean): string {
  const { notFound } = wordsIn(language);
  return page({ language, title: notFound, isSmall }, html`<p>${notFound}</p>`);
}

/** Organisations named in a preview. */
const FEW = 4;

/** A few lines about an entity, for a frame of 400 by 150 pixels. */
export async function previewPage(reader: PageReader, entity: Entity): Promise<string> {
  const words = wordsIn(reader.language);
  const joined = await organizationsOf(reader, entity);
  const more = joined.length > FEW ? ` +${joined.length - FEW}` : '';
  const body = html`<h1 dir="auto">${entity.name}</h1>
${about(entity)}
<p>${words.memberOf}: ${named(joined.slice(0, FEW))}${joined.length === 0 ? words.none : more}</p>`;
  return page({ language: reader.language, title: entity.name, isSmall: true }, body);
}

/** Its type, and what tells it from its namesakes; the description of what is no city begins with the type. */
function about({ row, types, description }: Entity): Html {
  return html`${row.__typename === 'City' ? html`<p>${types[0]?.name ?? ''}</p>` : ''}<p dir="auto">${description}</p>`;
}

function named(entities: readonly Entity[]): Html[] {
  return entities.map(({ name }, at) => html`${at > 0 ? ', ' : ''}<bdi>${name}</bdi>`);
}

/** What the hub shows to somebody who follows an id to its page. */
export async function viewPage(reader: PageReader, entity: Entity): Promise<string> {
  const words = wordsIn(reader.language);
  const { row, country } = entity;
  const [names, external, joined] = await Promise.all([
    reader.loaders.list(namesOfActor, row.id, { language: null, kind: null }),
    reader.loaders.list(externalIdsOfActor, row.id),
    organizationsOf(reader, entity),
  ]);
  const identifiers = [
    ...ownIdentifiers(entity),
    ...external.filter(isElsewhere).map(({ scheme, value }) => html`<li>${scheme}: <bdi>${value}</bdi></li>`),
  ];
  const body = html`<h1 dir="auto">${entity.name}</h1>
${about(entity)}
${country === null ? '' : html`<h2>${words.country}</h2><p>${link(reader, country)}</p>`}
<h2>${words.memberOf}</h2>${list(
    joined.map((one) => html`<li>${link(reader, one)}</li>`),
    words.none,
  )}
<h2>${words.identifiers}</h2>${list(identifiers, words.none)}
<h2>${words.names}</h2>${list(names.slice(0, MOST_NAMES).map(nameItem), words.none)}
${row.website ? html`<p><a href="${row.website}" rel="noreferrer">${words.website}</a></p>` : ''}
<p><a href="${explorerLink(reader, entity)}">${words.explore}</a></p>`;
  return page({ language: reader.language, title: entity.name, isSmall: false }, body);
}

const MOST_NAMES = 100;

async function organizationsOf(reader: PageReader, { row }: Entity): Promise<Entity[]> {
  const joined = await reader.loaders.list(joinedOrganizations, row.id, reader.today);
  return [
    ...(
      await entitiesById(
        reader,
        joined.map(({ organizationId }) => organizationId),
      )
    ).values(),
  ];
}

function list(items: readonly Html[], none: string): Html {
  return items.length === 0 ? html`<p>${none}</p>` : html`<ul>${items}</ul>`;
}

function nameItem({ value, language }: { readonly value: string; readonly language: string }): Html {
  return html`<li><bdi lang="${language}">${value}</bdi> <bdi>(${language})</bdi></li>`;
}

function link({ publicUrl }: PageReader, { id, name }: Entity): Html {
  return html`<a href="${`${publicUrl}/reconcile/view/${id}`}"><bdi>${name}</bdi></a>`;
}

/** Identifiers that the entity does not carry itself. */
function isElsewhere({ scheme }: { readonly scheme: string }): boolean {
  return !['geonames', 'wikidata', 'unlocode', 'iso3166-1'].includes(scheme);
}

function ownIdentifiers({ id, row }: Entity): Html[] {
  const own: readonly (readonly [string, string | number | null | undefined, string?])[] = [
    ['Hub', id],
    ['slug', row.slug],
    ['ISO 3166-1', row.isoAlpha2],
    ['GeoNames', row.geonamesId, `https://www.geonames.org/${row.geonamesId}`],
    ['Wikidata', row.wikidataId, `https://www.wikidata.org/wiki/${row.wikidataId}`],
    ['UN/LOCODE', row.unlocode],
  ];
  return own.flatMap(([scheme, value, url]) => {
    if (value === null || value === undefined) return [];
    const text = html`<bdi>${value}</bdi>`;
    return [html`<li>${scheme}: ${url === undefined ? text : html`<a href="${url}" rel="noreferrer">${text}</a>`}</li>`];
  });
}

/** The explorer with a question about the entity in it. */
function explorerLink({ publicUrl }: PageReader, { id, row }: Entity): string {
  const question = `{\n  node(id: "${id}") {\n    ... on ${row.__typename} {\n      name\n      memberships {\n        nodes {\n          organization {\n            name\n          }\n          status\n        }\n      }\n    }\n  }\n}\n`;
  return `${publicUrl}/explorer?query=${encodeURIComponent(question)}`;
}
