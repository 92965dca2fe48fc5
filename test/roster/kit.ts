import { randomUUID } from 'node:crypto';
import { LocalMatcher } from '../../src/identity/local-matcher';
import type { HubDatabase } from '../../src/platform/database';
import { fold } from '../../src/platform/fold';
import { Loaders } from '../../src/platform/loaders';
import { sql } from '../../src/platform/sql';
import { type RosterUpload, startImport } from '../../src/roster/import-roster';
import { type ImportRow, importOf, type RowRow, rowsOfImport } from '../../src/roster/store';
import { migratedDatabase } from '../kit/database';
import { inTransaction, type Statement } from '../kit/facts';

export interface RosterWorld {
  readonly db: HubDatabase;
  readonly matcher: LocalMatcher;
  readonly organizationId: string;
  /** Ids of the cities, by name. */
  readonly cities: ReadonlyMap<string, string>;
}

type Town = readonly [name: string, country: string, ...others: string[]];

/** A hub that knows one network, `net`, and some cities with their names in other scripts. */
export async function rosterWorld(towns: readonly Town[]): Promise<RosterWorld> {
  const db = await migratedDatabase();
  const [source, organizationId] = [randomUUID(), randomUUID()];
  const countries = [...new Set(towns.map(([, country]) => country))];
  const cities = new Map(towns.map(([name]) => [name, randomUUID()]));
  await inTransaction(db, [
    ['INSERT INTO source (id, kind, title) VALUES ($1, $2, $3)', [source, 'WEBSITE', { en: 'A page' }]],
    ...countries.flatMap((code): Statement[] => {
      const id = randomUUID();
      return [actor(id, 'COUNTRY', code), ['INSERT INTO country (id, iso_alpha2) VALUES ($1, $2)', [id, code]]];
    }),
    ...towns.flatMap(([name, country, ...others], at): Statement[] => [
      actor(cities.get(name)!, 'CITY', name),
      [
        `INSERT INTO city (id, slug, kind, country_code, geonames_id, population, source_id) VALUES ($1, $2, 'CITY', $3, $4, 100000, $5)`,
        [cities.get(name), `${country.toLowerCase()}-${fold(name).replaceAll(' ', '-')}`, country, at + 1, source],
      ],
      ...others.map(
        (other, place): Statement => [
          "INSERT INTO place_name (city_id, position, value, folded, script) VALUES ($1, $2, $3, $4, 'Arab')",
          [cities.get(name), place, other, fold(other)],
        ],
      ),
    ]),
    actor(organizationId, 'NETWORK', 'A network'),
    ["INSERT INTO organization (id, kind, slug, scope, source_id) VALUES ($1, 'NETWORK', 'net', 'GLOBAL', $2)", [organizationId, source]],
    ...['full', 'observer'].flatMap((code) => tier(organizationId, source, code)),
  ]);
  return { db, matcher: new LocalMatcher(db), organizationId, cities };
}

function actor(id: string, kind: string, name: string): Statement {
  return ['INSERT INTO actor (id, kind, name, folded) VALUES ($1, $2, $3, $4)', [id, kind, name, fold(name)]];
}

function tier(organizationId: string, source: string, code: string, openTo = '{CITY}'): Statement[] {
  const [id, version] = [randomUUID(), randomUUID()];
  return [
    ["INSERT INTO fact (id, kind) VALUES ($1, 'MembershipTier')", [id]],
    ['INSERT INTO citation (id, fact_id, version_id, source_id) VALUES ($1, $2, $3, $4)', [randomUUID(), id, version, source]],
    [
      `INSERT INTO membership_tier (version_id, id, organization_id, code, name, category, open_to, confidence)
       VALUES ($1, $2, $3, $4, $5, 'FULL_MEMBER', $6, 0.9)`,
      [version, id, organizationId, code, { en: `${code} member` }, openTo],
    ],
  ];
}

export interface GivenOrganization {
  readonly kind: 'ASSOCIATION' | 'NETWORK' | 'INSTITUTION';
  readonly slug: string;
  /** In English, and further ones in French. */
  readonly names: readonly [string, ...string[]];
  readonly acronym?: string;
  readonly country?: string;
}

/** Adds organisations to the world. @returns their ids, by slug. */
export async function withOrganizations({ db }: RosterWorld, given: readonly GivenOrganization[]): Promise<ReadonlyMap<string, string>> {
  const source = randomUUID();
  const ids = new Map(given.map(({ slug }) => [slug, randomUUID()]));
  await inTransaction(db, [
    ['INSERT INTO source (id, kind, title) VALUES ($1, $2, $3)', [source, 'WEBSITE', { en: 'Another page' }]],
    ...given.flatMap(({ kind, slug, names: [name, ...others], acronym = null, country = null }): Statement[] => [
      actor(ids.get(slug)!, kind, name),
      [
        'INSERT INTO organization (id, kind, slug, acronym, country_code, scope, institution_kind, source_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
        [
          ids.get(slug),
          kind,
          slug,
          acronym,
          country,
          kind === 'INSTITUTION' ? null : 'NATIONAL',
          kind === 'INSTITUTION' ? 'UNIVERSITY' : null,
          source,
        ],
      ],
      ...others.flatMap((other) => nameInFrench(ids.get(slug)!, source, other)),
    ]),
  ]);
  return ids;
}

function nameInFrench(actorId: string, source: string, value: string): Statement[] {
  const [id, version] = [randomUUID(), randomUUID()];
  return [
    ["INSERT INTO fact (id, kind) VALUES ($1, 'Name')", [id]],
    ['INSERT INTO citation (id, fact_id, version_id, source_id) VALUES ($1, $2, $3, $4)', [randomUUID(), id, version, source]],
    [
      `INSERT INTO actor_name (version_id, id, actor_id, value, folded, language, script, kind, confidence)
       VALUES ($1, $2, $3, $4, $5, 'fr', 'Latn', 'OFFICIAL', 0.9)`,
      [version, id, actorId, value, fold(value)],
    ],
  ];
}

/** Gives the network a tier for members of these kinds. */
export async function withTier({ db, organizationId }: RosterWorld, code: string, openTo: string): Promise<void> {
  const source = randomUUID();
  await inTransaction(db, [
    ['INSERT INTO source (id, kind, title) VALUES ($1, $2, $3)', [source, 'WEBSITE', { en: 'Statutes' }]],
    ...tier(organizationId, source, code, openTo),
  ]);
}

export type Given = Partial<Omit<RosterUpload, 'bytes'>>;

/** Imports a file as far as review. */
export async function uploaded(world: RosterWorld, file: string | Buffer, given: Given = {}): Promise<ImportRow> {
  const { id, finished } = await startImport(world, {
    ...{ organization: 'net', asOf: '2026-01-31', isComplete: false, fileName: 'roster.csv', createdBy: 'tester', ...given },
    bytes: bytesOf(Buffer.from(file)),
  });
  await finished;
  return (await importOf(world.db, id))!;
}

async function* bytesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

export interface Held {
  readonly name: string;
  readonly status: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly tier: string | null;
}

/** What the hub believes now of the network's members, in the order of their names. */
export function heldNow({ db, organizationId }: RosterWorld): Promise<Held[]> {
  return db.rows(sql`
    SELECT a.name, m.status, m.valid_from_given AS from, m.valid_to_given AS to, t.code AS tier
    FROM membership AS m JOIN actor AS a ON a.id = m.member_id LEFT JOIN membership_tier AS t ON t.id = m.tier_id
    WHERE m.organization_id = ${organizationId} AND m.superseded_at = 'infinity' ORDER BY a.name, m.valid_from`);
}

/** The first hundred rows of an import. */
export async function rowsIn(db: HubDatabase, importId: string): Promise<RowRow[]> {
  const { entries } = await rowsOfImport.connection(new Loaders(db), { first: 100 }, { decision: null }, importId).page();
  return entries.map(({ node }) => node);
}
