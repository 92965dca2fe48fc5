import type { Database } from '../database';
import type { Batch } from '../loaders';
import type { Wanted } from '../selection';
import { empty, join, raw, type Sql, sql } from '../sql';
import { cursorAt, fromCursor } from './cursor';
import type { Listing, Order } from './listing';
import type { Window } from './page-args';

/** An entry of a page: the row, and its place. */
export interface Entry<Row> {
  readonly cursor: string;
  readonly node: Row;
}

/** One page of one list, as fetched: at most one entry more than asked for, which tells that there are more. */
export interface Fetched {
  readonly $parent: string | null;
  /** The values of the order's keys, as a list in JSON; absent when no cursor is shown. */
  readonly $place?: string;
}

/** What tells two pages of the same listing apart. */
export interface PageRequest<Args> {
  readonly args: Args;
  readonly window: Window;
  readonly cursors: boolean;
}

/** In place of a parent's uuid: a list of the whole hub. */
export const WHOLE_HUB = '';

/** Pages of one listing for many parents, in one statement. The key is the parent's uuid, or `WHOLE_HUB`. */
export function pagesOf<Row extends object, Args>(listing: Listing<Args>): Batch<string, Row & Fetched, PageRequest<Args>> {
  return {
    fetch: (db, parents, request, wanted = 'all') => db.rows(pageStatement(listing, parents, { ...request, wanted })),
    keyOf: (row) => row.$parent ?? WHOLE_HUB,
  };
}

export interface Counted {
  readonly $parent: string | null;
  readonly count: number;
}

/** Sizes of one listing for many parents, in one statement. */
export function countsOf<Args>(listing: Listing<Args>): Batch<string, Counted, Args> {
  return {
    fetch: (db: Database, parents, args) => {
      if (listing.within === undefined) return db.rows(sql`SELECT NULL AS "$parent", (${countOf(listing, args)}) AS count`);
      const count = countOf(listing, args, sql`parent.id`);
      return db.rows(sql`SELECT parent.id AS "$parent", (${count}) AS count FROM unnest(${parents}::uuid[]) AS parent (id)`);
    },
    keyOf: (row) => row.$parent ?? WHOLE_HUB,
  };
}

export function cursorOf(row: Fetched): string {
  if (row.$place === undefined) throw new Error('A cursor is shown of a list that was read without.');
  return cursorAt(row.$place);
}

interface PageRead<Args> extends PageRequest<Args> {
  readonly wanted: Wanted;
}

function pageStatement<Args>(listing: Listing<Args>, parents: readonly string[], read: PageRead<Args>): Sql {
  if (listing.within === undefined) return sql`SELECT NULL AS "$parent", page.* FROM (${pageOf(listing, read)}) AS page`;
  return sql`
    SELECT parent.id AS "$parent", page.* FROM unnest(${parents}::uuid[]) AS parent (id)
    CROSS JOIN LATERAL (${pageOf(listing, read, sql`parent.id`)}) AS page`;
}

/** One page, with one entry to spare unless told otherwise. @param parent an expression for the uuid of the object whose list it is. */
export function pageOf<Args>(listing: Listing<Args>, { args, window, cursors, wanted }: PageRead<Args>, parent?: Sql, spare = 1): Sql {
  const order = listing.order(args);
  const place = sql`, json_build_array(${join(order.keys.map((key) => sql`(${key.value})::text`))})::text AS "$place"`;
  // The size is part of the text, not a parameter: plans for any number of rows are bad ones.
  return sql`
    SELECT ${listing.columns(args, wanted)}${cursors ? place : empty}
    FROM ${listing.from(args)}
    ${whereClause([...conditions(listing, args, parent), ...keyset(order, window)])}
    ORDER BY ${ordering(order, window)}
    LIMIT ${raw(String(window.size + spare))}`;
}

/** How many entries there are. */
export function countOf<Args>(listing: Listing<Args>, args: Args, parent?: Sql): Sql {
  return sql`SELECT count(*)::int FROM ${listing.from(args)} ${whereClause(conditions(listing, args, parent))}`;
}

function conditions<Args>(listing: Listing<Args>, args: Args, parent: Sql | undefined): Sql[] {
  return [...(parent && listing.within ? [listing.within(parent, args)] : []), ...listing.where(args)];
}

export function whereClause(all: readonly Sql[]): Sql {
  return all.length === 0 ? empty : sql`WHERE ${join([...all], ' AND ')}`;
}

/** Only entries behind `after` and ahead of `before`, compared as rows so that an index on the keys serves. */
function keyset(order: Order, window: Window): Sql[] {
  const types = order.keys.map((key) => key.type);
  const keys = join(order.keys.map((key) => key.value));
  const beyond = (cursor: string, argument: 'after' | 'before', sign: '<' | '>') => {
    const values = fromCursor(cursor, types, argument).map((value, at) => sql`${value}::${raw(types[at] ?? 'text')}`);
    return sql`(${keys}) ${raw(sign)} (${join(values)})`;
  };
  return [
    ...(window.after === null ? [] : [beyond(window.after, 'after', order.descending ? '<' : '>')]),
    ...(window.before === null ? [] : [beyond(window.before, 'before', order.descending ? '>' : '<')]),
  ];
}

function ordering(order: Order, window: Window): Sql {
  const direction = raw(order.descending === window.fromEnd ? 'ASC' : 'DESC');
  return join(order.keys.map((key) => sql`${key.value} ${direction}`));
}
