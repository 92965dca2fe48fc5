import { randomUUID } from 'node:crypto';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import type { Data } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { inTransaction, type Statement } from '../kit/facts';
import { type ServedHub, serve } from '../kit/serve';

export const ADMIN = 'k'.repeat(40);

/** A hub that partners can join: Tangier, Valletta and a network. */
export interface SmallHub {
  readonly db: HubDatabase;
  readonly hub: ServedHub;
  /** Global id of the network that owns partners. */
  readonly owner: string;
  /** That of another. */
  readonly other: string;
  publish(
    name: string,
    given: { readonly url: string; readonly sdl?: string; readonly key?: string; readonly owner?: string },
  ): Promise<Data>;
  /** Resolves when so many requests to partners are written down, which happens every few seconds. */
  usageIsWritten(requests: number): Promise<void>;
  close(): Promise<void>;
}

const CITIES = [
  { name: 'Tangier', slug: 'ma-tangier', country: 'MA', geonames: 2530335, wikidata: 'Q126148', unlocode: 'MATNG' },
  { name: 'Valletta', slug: 'mt-valletta', country: 'MT', geonames: 2562305, wikidata: 'Q23800', unlocode: 'MTMLA' },
];

export const BARCELONA = {
  name: 'Barcelona',
  slug: 'es-barcelona',
  country: 'ES',
  geonames: 3128760,
  wikidata: 'Q1492',
  unlocode: 'ESBCN',
};

/** @param more cities besides. */
export async function smallHub(more: readonly (typeof BARCELONA)[] = []): Promise<SmallHub> {
  const cities = [...CITIES, ...more];
  const db = await migratedDatabase();
  const [source, network, another] = [randomUUID(), randomUUID(), randomUUID()];
  await inTransaction(db, [
    ['INSERT INTO source (id, kind, title) VALUES ($1, $2, $3)', [source, 'WEBSITE', { en: 'A page' }]],
    ...cities.flatMap(({ country }) =>
      actor(randomUUID(), 'COUNTRY', country, ['INSERT INTO country (id, iso_alpha2) VALUES ($1, $2)', [country]]),
    ),
    ...cities.flatMap(({ name, slug, country, geonames, wikidata, unlocode }) =>
      actor(randomUUID(), 'CITY', name, [
        `INSERT INTO city (id, slug, kind, country_code, source_id, geonames_id, wikidata_id, unlocode) VALUES ($1, $2, 'CITY', $3, $4, $5, $6, $7)`,
        [slug, country, source, geonames, wikidata, unlocode],
      ]),
    ),
    ...[
      { id: network, slug: 'a-network', name: 'A network' },
      { id: another, slug: 'b-network', name: 'Another' },
    ].flatMap(({ id, slug, name }) =>
      actor(id, 'NETWORK', name, [
        `INSERT INTO organization (id, kind, slug, scope, source_id) VALUES ($1, 'NETWORK', $2, 'GLOBAL', $3)`,
        [slug, source],
      ]),
    ),
  ]);
  const hub = await serve(db, ADMIN, { HUB_PARTNER_ADDRESSES: 'any' });
  const owner = globalId('Network', network);
  return {
    ...{ db, hub, owner, other: globalId('Network', another) },
    publish: async (name, { url, sdl, key = ADMIN, owner: given = owner }) => {
      const { data, errors } = await hub.send(PUBLISH, { key, variables: { input: { name, url, sdl, ownerId: given } } });
      if (errors) throw new Error(JSON.stringify(errors));
      return data.publishSubgraph;
    },
    usageIsWritten: async (requests) => {
      const written = () => db.rows(sql`SELECT 1 FROM operation_usage HAVING sum(requests) >= ${requests}::int`);
      while ((await written()).length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    },
    close: async () => {
      await hub.close();
      await db.close();
    },
  };
}

const PUBLISH = `mutation ($input: SubgraphInput!) {
  publishSubgraph(input: $input) {
    subgraph { id name status contributes currentVersion { sdl } owner { slug } }
    check {
      outcome compositionErrors { code message coordinate remedy } changes { coordinate criticality usage } probe { reachable message }
      affectedOperations { name clients requests }
    }
    supergraph { number isCurrent }
    userErrors { code field message }
  }
}`;

function actor(id: string, kind: string, name: string, [text, values = []]: Statement): Statement[] {
  return [
    ['INSERT INTO actor (id, kind, name, folded) VALUES ($1, $2, $3, lower($3))', [id, kind, name]],
    [text, [id, ...values]],
  ];
}
