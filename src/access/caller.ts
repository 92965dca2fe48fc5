import type { Database } from '../platform/database';
import { HubError } from '../platform/errors';
import type { Attempts } from './attempts';
import { keyByPrefix, noteUse } from './keys/key-store';
import { isSame, isSameHash, partsOf } from './keys/secret';
import { type HubRole, type Scope, scopesOf } from './roles';

/** Who asks, by key. */
export interface Caller {
  /** Null: the key of the configuration. */
  readonly keyId: string | null;
  /** For lists and for the audit record; no secret. */
  readonly name: string;
  readonly role: HubRole;
  readonly scopes: readonly Scope[];
  readonly organizationId: string | null;
}

export interface Credentials {
  readonly authorization: string | undefined;
  /** Address the request came from. */
  readonly address: string;
}

/** Milliseconds: the last use of a key is known to the minute. */
const NOTED_EVERY = 60_000;

export interface KeyRing {
  readonly db: Database;
  /** `HUB_ADMIN_KEY`. */
  readonly adminKey: string | undefined;
  readonly attempts: Attempts;
}

/**
 * Who asks; null without a key.
 *
 * @throws HubError UNAUTHENTICATED for a key that is none, has expired or was revoked: it never falls back to reading without one;
 * RATE_LIMITED for an address that has tried too many.
 */
export async function callerOf(ring: KeyRing, { authorization, address }: Credentials): Promise<Caller | null> {
  if (authorization === undefined) return null;
  ring.attempts.refuse(address);
  const token = /^Bearer +(\S{1,512})$/i.exec(authorization)?.[1];
  const caller = token === undefined ? null : await callerWith(ring, token);
  if (caller) return caller;
  ring.attempts.failed(address);
  throw new HubError(
    'UNAUTHENTICATED',
    'The key is not known, has expired or was revoked. Send a valid one as "Authorization: Bearer <key>", or none.',
  );
}

async function callerWith({ db, adminKey }: KeyRing, token: string): Promise<Caller | null> {
  const isAdminKey = isSame(token, adminKey ?? '') && adminKey !== undefined;
  if (isAdminKey) return { keyId: null, name: 'HUB_ADMIN_KEY', role: 'ADMIN', scopes: scopesOf('ADMIN'), organizationId: null };
  const parts = partsOf(token);
  const key = parts && (await keyByPrefix(db, parts.prefix));
  if (!key || !isSameHash(parts.secretHash, key.secretHash) || !key.isValid) return null;
  if (!key.lastUsedAt || Date.now() - key.lastUsedAt.getTime() > NOTED_EVERY) await noteUse(db, key.id);
  const scopes = key.scopes.filter((scope) => scopesOf(key.role).includes(scope));
  return { keyId: key.id, name: `${key.name} (hub_${key.prefix})`, role: key.role, scopes, organizationId: key.organizationId };
}
