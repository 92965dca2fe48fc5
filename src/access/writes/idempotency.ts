import { createHash } from 'node:crypto';
import { type GraphQLResolveInfo, print, responsePathAsArray } from 'graphql';
import type { Database } from '../../platform/database';
import { HubError } from '../../platform/errors';
import { sql } from '../../platform/sql';
import type { Caller } from '../caller';

/** A write that is to happen once, however often it is sent. */
export interface Once {
  readonly caller: string;
  readonly key: string;
  readonly field: string;
  readonly request: Buffer;
}

const SHAPE = /^[\x21-\x7e]{1,200}$/;

/** @throws HubError BAD_USER_INPUT for a key that cannot be one. */
export function onceOf(caller: Caller, key: string | undefined, info: GraphQLResolveInfo): Once | null {
  if (key === undefined) return null;
  if (!SHAPE.test(key)) throw new HubError('BAD_USER_INPUT', 'Idempotency-Key takes 1 to 200 visible ASCII characters.');
  const { operation, fragments, variableValues, path } = info;
  const request = createHash('sha256');
  for (const part of [operation, ...Object.values(fragments)]) request.update(print(part));
  request.update(JSON.stringify(variableValues));
  return { caller: caller.keyId ?? caller.name, key, field: responsePathAsArray(path).join('.'), request: request.digest() };
}

export type Claim = { readonly isNew: true } | { readonly isNew: false; readonly payload: unknown };

interface Kept {
  readonly request: Buffer;
  readonly payload: unknown;
  readonly isOld: boolean;
}

/**
 * The answer this write had; undefined when it had none in the last 24 hours.
 *
 * @throws HubError CONFLICT when the key came with another request.
 */
export async function keptAnswer(db: Database, once: Once): Promise<unknown> {
  await refuseAnother(db, once);
  const { caller, key, field } = once;
  const [kept] = await db.rows<{ payload: unknown }>(sql`
    SELECT payload FROM idempotent_write WHERE caller = ${caller} AND key = ${key} AND field = ${field} AND at >= now() - interval '24 hours'`);
  return kept?.payload;
}

/** Fields of one request share a key; another request may not use it. */
async function refuseAnother(db: Database, { caller, key, request }: Once): Promise<void> {
  const others = await db.rows(sql`
    SELECT FROM idempotent_write
    WHERE caller = ${caller} AND key = ${key} AND request_sha256 <> ${request} AND at >= now() - interval '24 hours' LIMIT 1`);
  if (others.length > 0) throw new HubError('CONFLICT', 'This Idempotency-Key came with another request before; use a new one.');
}

/**
 * Takes the write for this transaction, or finds the answer it had. While another transaction is at it, waits for that one.
 *
 * @throws HubError CONFLICT when the key came with another request in the last 24 hours.
 */
export async function claim(tx: Database, once: Once): Promise<Claim> {
  await refuseAnother(tx, once);
  const { caller, key, field, request } = once;
  const taken = await tx.rows(sql`
    INSERT INTO idempotent_write (caller, key, field, request_sha256) VALUES (${caller}, ${key}, ${field}, ${request})
    ON CONFLICT DO NOTHING RETURNING key`);
  if (taken.length > 0) return { isNew: true };
  const [kept] = await tx.rows<Kept>(sql`
    SELECT request_sha256 AS request, payload, at < now() - interval '24 hours' AS "isOld" FROM idempotent_write
    WHERE caller = ${caller} AND key = ${key} AND field = ${field} FOR UPDATE`);
  if (!kept || kept.isOld) {
    await tx.rows(sql`DELETE FROM idempotent_write WHERE caller = ${caller} AND key = ${key} AND field = ${field}`);
    return claim(tx, once);
  }
  // It was being written until now.
  if (!kept.request.equals(request)) await refuseAnother(tx, once);
  return { isNew: false, payload: kept.payload };
}

/** What is shown once is kept nowhere. */
const SECRETS = ['token', 'secret'];

/** Keeps the answer of a write that was taken. */
export async function keepAnswer(tx: Database, { caller, key, field }: Once, payload: unknown): Promise<void> {
  await tx.rows(sql`
    UPDATE idempotent_write SET payload = ${JSON.stringify(payload, (name, value) => (SECRETS.includes(name) ? null : value))} WHERE caller = ${caller} AND key = ${key} AND field = ${field}`);
}
