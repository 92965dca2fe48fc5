import { createKey } from '../../src/access/keys/key-store';
import { type HubRole, scopesOf } from '../../src/access/roles';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { CITIES, type Field, newField } from '../relations/field';
import type { Data } from './ask';
import { migratedDatabase } from './database';
import { type Sent, type ServedHub, serve } from './serve';

export const ADMIN_KEY = 'an-administrator-key-of-the-tests-0123456789';

/** A hub over HTTP with six cities, five organisations with three tiers each, and keys for any of them. */
export interface Partners {
  readonly db: HubDatabase;
  readonly hub: ServedHub;
  readonly field: Field;
  /** Global ids: city 0 to 5, organisation 0 to 4 (networks and associations in turn). */
  city(place: number): string;
  organization(place: number): string;
  organizationUuid(place: number): string;
  tier(organization: number, place: number): string;
  /** A key of an organisation. */
  key(organization: number | null, role: HubRole): Promise<string>;
  /** Writes with a key; the payload of the first field, or the code of the error. */
  write(key: string, mutation: string, variables: Record<string, unknown>): Promise<Data>;
  send(key: string | undefined, query: string, variables?: Record<string, unknown>): Promise<Sent>;
  close(): Promise<void>;
}

export const CITED = [{ url: 'https://example.org/news/1', title: 'A page', kind: 'WEBSITE', publishedOn: '2026-01-05', language: 'en' }];

export async function partners(): Promise<Partners> {
  const db = await migratedDatabase();
  const [hub, field] = [await serve(db, ADMIN_KEY), await newField(db)];
  const organizationUuid = (place: number) => field.actors[CITIES + place]!;
  const send: Partners['send'] = (key, query, variables = {}) => hub.send(query, { variables, ...(key && { key }) });
  return {
    ...{ db, hub, field, organizationUuid, send },
    city: (place) => globalId('City', field.actors[place]!),
    organization: (place) => globalId(place % 2 === 0 ? 'Network' : 'Association', organizationUuid(place)),
    tier: (organization, place) => globalId('MembershipTier', field.tiersOf(CITIES + organization)[place]!),
    key: async (organization, role) => {
      const organizationId = organization === null ? null : organizationUuid(organization);
      const given = { name: `A ${role}`, organizationId, role, scopes: scopesOf(role), expiresAt: null, createdBy: 'the tests' };
      return (await createKey(db, given)).token;
    },
    write: async (key, mutation, variables) => {
      const { data, errors } = await send(key, mutation, variables);
      return data ? Object.values(data)[0] : (errors?.[0]?.extensions.code ?? null);
    },
    close: async () => {
      await hub.close();
      await db.close();
    },
  };
}

/** The last rows of the audit record: what was done, and how it ended. */
export async function audited(db: HubDatabase, many: number): Promise<string[]> {
  const rows = await db.rows<{ said: string }>(sql`
    SELECT action || ' ' || outcome || coalesce(' ' || code, '') AS said FROM audit ORDER BY id DESC LIMIT ${many}`);
  return rows.map(({ said }) => said).reverse();
}
