import { HubError } from '../errors';
import { isUuid } from '../global-id';
import { isDay } from '../scalars';

/** What the values in a cursor may be, by the PostgreSQL type they are compared as. */
const ACCEPTS = {
  date: (text: string) => text === '-infinity' || text === 'infinity' || isDay(text) || text === '10000-01-01',
  timestamptz: (text: string) =>
    /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$/.test(text) &&
    !Number.isNaN(Date.parse(text.replace(' ', 'T').replace('+00', 'Z'))),
  uuid: isUuid,
  bigint: (text: string) => /^-?\d{1,18}$/.test(text),
  'double precision': (text: string) => /^-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,2})?$/.test(text),
  text: (text: string) => text.length <= 400 && !text.includes('\0'),
} as const;

export type CursorValue = keyof typeof ACCEPTS;

/** A place in an ordered list: the values of the order's keys, as PostgreSQL writes them. Opaque to callers. */
export function toCursor(values: readonly string[]): string {
  return cursorAt(JSON.stringify(values));
}

/** As `toCursor`, of values that are written as a list in JSON already. */
export function cursorAt(place: string): string {
  return Buffer.from(place).toString('base64url');
}

/** @throws HubError BAD_USER_INPUT when it is not a cursor of a list in this order. */
export function fromCursor(cursor: string, types: readonly CursorValue[], argument: 'after' | 'before'): string[] {
  const values = decoded(cursor);
  if (values?.length === types.length && values.every((value, at) => ACCEPTS[types[at] ?? 'text'](value))) return values;
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
