import { randomUUID } from 'node:crypto';
import type { HubDatabase } from '../../src/platform/database';
import { poolOf } from '../../src/platform/database';

/** Runs statements in one transaction, in order; rolls back when one fails. */
export async function inTransaction(db: HubDatabase, statements: readonly (readonly [text: string, values?: unknown[]])[]): Promise<void> {
  const client = await poolOf(db.source).connect();
  try {
    await client.query('BEGIN');
    for (const [text, values] of statements) await client.query(text, values ?? []);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export type Statement = readonly [text: string, values?: unknown[]];

/** A source, a country, a city and a network: enough for a membership. */
export interface SmallWorld {
  readonly source: string;
  readonly city: string;
  readonly network: string;
}

export async function smallWorld(db: HubDatabase): Promise<SmallWorld> {
  const [source, country, city, network] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const code = countryCode();
  await inTransaction(db, [
    ['INSERT INTO source (id, kind, title) VALUES ($1, $2, $3)', [source, 'WEBSITE', { en: 'A page' }]],
    ...actor(country, 'COUNTRY', code),
    ['INSERT INTO country (id, iso_alpha2) VALUES ($1, $2)', [country, code]],
    ...actor(city, 'CITY', 'Tangier'),
    ['INSERT INTO city (id, slug, kind, country_code, source_id) VALUES ($1, $2, $3, $4, $5)', [city, city, 'CITY', code, source]],
    ...actor(network, 'NETWORK', 'A network'),
    [
      'INSERT INTO organization (id, kind, slug, scope, source_id) VALUES ($1, $2, $3, $4, $5)',
      [network, 'NETWORK', network, 'GLOBAL', source],
    ],
  ]);
  return { source, city, network };
}

let countries = 0;

/** A code no other small world of this file has. */
function countryCode(): string {
  const number = countries++;
  return String.fromCharCode(65 + Math.floor(number / 26), 65 + (number % 26));
}

function actor(id: string, kind: string, name: string): Statement[] {
  return [['INSERT INTO actor (id, kind, name, folded) VALUES ($1, $2, $3, lower($3))', [id, kind, name]]];
}

export interface MembershipGiven {
  readonly id?: string;
  readonly status?: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly cited?: boolean;
}

/** Statements that record a membership of the small world's city in its network. */
export function membership(world: SmallWorld, given: MembershipGiven = {}): Statement[] {
  const [id, version] = [given.id ?? randomUUID(), randomUUID()];
  const citation: Statement = [
    'INSERT INTO citation (id, fact_id, version_id, source_id) VALUES ($1, $2, $3, $4)',
    [randomUUID(), id, version, world.source],
  ];
  return [
    ["INSERT INTO fact (id, kind) VALUES ($1, 'Membership') ON CONFLICT DO NOTHING", [id]],
    [
      `INSERT INTO membership (version_id, id, member_id, organization_id, status, valid_from_given, valid_to_given, confidence)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 0.9)`,
      [version, id, world.city, world.network, given.status ?? 'ACTIVE', given.from ?? null, given.to ?? null],
    ],
    ...(given.cited === false ? [] : [citation]),
  ];
}
