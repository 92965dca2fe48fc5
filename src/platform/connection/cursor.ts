import { HubError } from '../errors';

/** Forms of the values in a cursor, by the PostgreSQL type they are compared as. */
const FORMS = {
  date: /^(-?infinity|\d{4,5}-\d{2}-\d{2})$/,
  timestamptz: /^(-?infinity|\d{4,5}-\d{2}-\d{2} [0-9:.+-]{8,30})$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  bigint: /^-?\d{1,18}$/,
  'double precision': /^-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?$/,
  text: /^[^\0]{0,400}$/su,
} as const;

export type CursorValue = keyof typeof FORMS;

/** A place in an ordered list: the values of the order's keys, as PostgreSQL writes them. Opaque to callers. */
export function toCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws HubError BAD_USER_INPUT when it is not a cursor of a list in this order. */
export function fromCursor(cursor: string, types: readonly CursorValue[], argument: 'after' | 'before'): string[] {
  const values = decoded(cursor);
  if (values?.length === types.length && values.every((value, at) => FORMS[types[at] ?? 'text'].test(value))) return values;
  throw new HubError('BAD_USER_INPUT', `"${argument}" is not a cursor of this list in this order.`, { argument });
}

function decoded(cursor: string): string[] | null {
  if (cursor.length > 2_000) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : null;
  } catch {
    return null;
  }
}
