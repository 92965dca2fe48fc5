import type { Batch } from './loaders';
import type { Wanted } from './selection';
import { raw, type Sql, sql } from './sql';

/** Where rows are found by a key of theirs, which no two of them share. */
export interface Lookup {
  /** Select list; each column under the name of its property, `__typename` among them. */
  columns(wanted: Wanted): Sql;
  /** What follows FROM. */
  from(wanted: Wanted): Sql;
  readonly key: Sql;
  /** PostgreSQL type of the key. */
  readonly type: 'uuid' | 'text' | 'integer';
  /** Besides the key. */
  readonly where?: Sql;
}

/** A batch whose rows can be found within a statement as well. */
export interface Found<Row> extends Batch<string, Row> {
  readonly lookup: Lookup;
}

/** Rows by their key, many in one statement. */
export function batchOf<Row extends object>(lookup: Lookup): Found<Row> {
  const keyed = lookup.type === 'text' ? lookup.key : sql`(${lookup.key})::text`;
  return {
    lookup,
    fetch: (db, keys, _args, wanted = 'all') =>
      db.rows<Row & Keyed>(sql`
        SELECT ${keyed} AS "$key", ${lookup.columns(wanted)} FROM ${lookup.from(wanted)}
        WHERE ${lookup.key} = ANY(${keys}::${raw(lookup.type)}[])${lookup.where ? sql` AND ${lookup.where}` : sql``}`),
    keyOf: (row) => (row as Row & Keyed).$key,
  };
}

interface Keyed {
  /** What it was asked by: of a record that stands for another, that of the other. */
  readonly $key: string;
}
