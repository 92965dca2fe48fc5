import type { Batch } from './loaders';
import type { Wanted } from './selection';
import { empty, raw, type Sql, sql } from './sql';

/** Where rows are found by a key of theirs. `Args` is plain JSON: what tells two readings of the same rows apart. */
export interface Lookup<Args = void> {
  /** Select list; each column under the name of its property, `__typename` among them. */
  columns(wanted: Wanted): Sql;
  /** What follows FROM. */
  from(wanted: Wanted): Sql;
  readonly key: Sql;
  /** PostgreSQL type of the key. */
  readonly type: 'uuid' | 'text' | 'integer';
  /** Besides the key. */
  where?(args: Args): Sql;
  /** Of rows that share a key. Absent: no two do. */
  readonly order?: Sql;
  /** GraphQL types the rows are of, where they are shown among others. */
  readonly types?: readonly string[];
}

/** A batch whose rows can be found within a statement as well: of each key one, the first of those that share it. */
export interface Found<Row> extends Batch<string, Row> {
  readonly lookup: Lookup;
}

/** As `Found`: of each key all rows, in their order. */
export interface FoundLists<Row, Args = void> extends Batch<string, Row, Args> {
  readonly lists: Lookup<Args>;
}

/** Rows by their key, many in one statement. */
export function batchOf<Row extends object>(lookup: Lookup): Found<Row> {
  const { order } = lookup;
  return {
    lookup,
    fetch: (db, keys, _args, wanted = 'all') =>
      db.rows<Row & Keyed>(sql`
        SELECT ${order ? sql`DISTINCT ON (${lookup.key}) ` : empty}${rowsWith(lookup, keys, undefined, wanted)}
        ${order ? sql`ORDER BY ${lookup.key}, ${order}` : empty}`),
    keyOf,
  };
}

/** Lists of rows by the key they share, many in one statement. */
export function listsOf<Row extends object, Args = void>(lists: Lookup<Args> & { readonly order: Sql }): FoundLists<Row, Args> {
  return {
    lists,
    fetch: (db, keys, args, wanted = 'all') =>
      db.rows<Row & Keyed>(sql`SELECT ${rowsWith(lists, keys, args, wanted)} ORDER BY ${lists.order}`),
    keyOf,
  };
}

function rowsWith<Args>(lookup: Lookup<Args>, keys: readonly string[], args: Args, wanted: Wanted): Sql {
  const keyed = lookup.type === 'text' ? lookup.key : sql`(${lookup.key})::text`;
  return sql`${keyed} AS "$key", ${lookup.columns(wanted)} FROM ${lookup.from(wanted)}
    WHERE ${lookup.key} = ANY(${keys}::${raw(lookup.type)}[])${besides(lookup, args)}`;
}

/** The rows of one key. */
export function rowsOf<Args>(lookup: Lookup<Args>, key: unknown, args: Args, wanted: Wanted = 'all'): Sql {
  const order = lookup.order ? sql` ORDER BY ${lookup.order}` : empty;
  return sql`SELECT ${lookup.columns(wanted)} FROM ${lookup.from(wanted)} WHERE ${lookup.key} = ${key}${besides(lookup, args)}${order}`;
}

function besides<Args>({ where }: Lookup<Args>, args: Args): Sql {
  return where ? sql` AND ${where(args)}` : empty;
}

interface Keyed {
  /** What it was asked by: of a record that stands for another, that of the other. */
  readonly $key: string;
}

const keyOf = (row: object): string => (row as Keyed).$key;

/** The key of a list of all rows there are, which stand under `ALL`. */
export const ALL = 'all';
export const ALL_ROWS = sql`'all'::text`;
