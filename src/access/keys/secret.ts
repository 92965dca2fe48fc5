import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key as it is shown once: its public prefix, then its secret. */
export interface NewKey {
  readonly token: string;
  readonly prefix: string;
  readonly secretHash: Buffer;
}

const SHAPE = /^hub_([A-Za-z0-9_-]{8})_([A-Za-z0-9_-]{43})$/;

export function newKey(): NewKey {
  const [prefix, secret] = [randomBytes(6).toString('base64url'), randomBytes(32).toString('base64url')];
  return { token: `hub_${prefix}_${secret}`, prefix, secretHash: hashOf(secret) };
}

/** The parts of a token, or null when it is none. */
export function partsOf(token: string): { readonly prefix: string; readonly secretHash: Buffer } | null {
  const [, prefix, secret] = SHAPE.exec(token) ?? [];
  return prefix && secret ? { prefix, secretHash: hashOf(secret) } : null;
}

/** Whether two texts are the same; takes as long whatever they are. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(hashOf(given), hashOf(expected));
}

export function isSameHash(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A secret is random and long: a slow hash would guard nothing more. */
function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
