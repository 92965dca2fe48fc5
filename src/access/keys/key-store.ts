import { v7 } from 'uuid';
import type { Database } from '../../platform/database';
import { sql } from '../../platform/sql';
import type { HubRole, Scope } from '../roles';
import { newKey } from './secret';

/** A key as it is kept: all but its secret. */
export interface KeyRow {
  readonly __typename: 'ApiKey';
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly organizationId: string | null;
  readonly role: HubRole;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Null: never. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

const columns = sql`'ApiKey' AS "__typename", k.id, k.prefix, k.name, k.organization_id AS "organizationId", k.role, k.scopes,
  k.created_at AS "createdAt", k.created_by AS "createdBy", nullif(k.expires_at, 'infinity') AS "expiresAt",
  k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt"`;

export interface KeyGiven {
  readonly name: string;
  readonly organizationId: string | null;
  readonly role: HubRole;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
  readonly createdBy: string;
}

/** Makes a key; the token is to be shown, and kept nowhere. */
export async function createKey(db: Database, given: KeyGiven): Promise<{ readonly key: KeyRow; readonly token: string }> {
  const { token, prefix, secretHash } = newKey();
  const { name, organizationId, role, scopes, expiresAt, createdBy } = given;
  const [key] = await db.rows<KeyRow>(sql`
    INSERT INTO api_key AS k (id, prefix, secret_sha256, name, organization_id, role, scopes, expires_at, created_by)
    VALUES (${v7()}, ${prefix}, ${secretHash}, ${name}, ${organizationId}, ${role}, ${[...scopes]}, coalesce(${expiresAt}::timestamptz, 'infinity'), ${createdBy})
    RETURNING ${columns}`);
  return { key: key as KeyRow, token };
}

/** Ends a key at once; one that has ended already stays as it is. */
export async function revokeKey(db: Database, id: string): Promise<KeyRow | null> {
  const [key] = await db.rows<KeyRow>(sql`
    UPDATE api_key AS k SET revoked_at = coalesce(k.revoked_at, now()) WHERE k.id = ${id} RETURNING ${columns}`);
  return key ?? null;
}

/** Keys of an organisation (null: of all and of none), those that have ended too, oldest first. */
export function keysOf(db: Database, organizationId: string | null): Promise<KeyRow[]> {
  return db.rows(sql`
    SELECT ${columns} FROM api_key AS k WHERE ${organizationId}::uuid IS NULL OR k.organization_id = ${organizationId} ORDER BY k.id`);
}

export async function keyById(db: Database, id: string): Promise<KeyRow | null> {
  return (await db.rows<KeyRow>(sql`SELECT ${columns} FROM api_key AS k WHERE k.id = ${id}`))[0] ?? null;
}

export interface KeyWithHash extends KeyRow {
  readonly secretHash: Buffer;
  readonly isValid: boolean;
}

/** The key with a prefix, also one that has ended. */
export async function keyByPrefix(db: Database, prefix: string): Promise<KeyWithHash | null> {
  const [key] = await db.rows<KeyWithHash>(sql`
    SELECT ${columns}, k.secret_sha256 AS "secretHash", k.revoked_at IS NULL AND k.expires_at > now() AS "isValid"
    FROM api_key AS k WHERE k.prefix = ${prefix}`);
  return key ?? null;
}

/** Notes that a key is used, at most once a minute. */
export async function noteUse(db: Database, id: string): Promise<void> {
  await db.rows(sql`
    UPDATE api_key SET last_used_at = now() WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`);
}
