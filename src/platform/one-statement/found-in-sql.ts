import { getNamedType, isNonNullType } from 'graphql';
import { type Found, type Lookup, rowsOf } from '../lookup';
import { empty, raw, type Sql, sql } from '../sql';
import { type Asking, filledIn, KEYS } from './asking';
import type { ShownRows } from './pieces';
import { type ByKey, NOT_SO, orNotSo, type Told } from './told';
import type { AskedField, Shown, SubqueryRow, Writer } from './writer';

/** What is selected of the row with a key. Where there must be one and is none, the statement fails: which field it was, graphql-js tells. */
export function foundInSql(statement: Writer, { found: { lookup }, types = lookup.types }: KindOfRow, key: unknown, asked: Shown): Sql {
  const [row, shown] = shownOf(statement, asked, types);
  const found = sql`(SELECT ${shown} FROM (${firstOf(lookup, key, row)}) AS ${raw(row.alias)})`;
  return isNonNullType(asked.definition.type) ? sql`coalesce(${found}, missing())` : found;
}

type KindOfRow = Omit<ByKey, 'key'>;

/** What is selected of the row the arguments of a field name; they may name one of the same kind alone in another asking. */
export function objectInSql(statement: Writer, how: Extract<Told, { as: 'object' }>, asked: AskedField): Sql {
  const by = (asking: Asking) => orNotSo(how.find(asked.row, asked.argsIn(asking)));
  const first = by(statement.asking);
  const key = statement.late(asked, (asking) => {
    const other = by(asking);
    if (other.found !== first.found || String(other.types) !== String(first.types)) throw NOT_SO;
    return sql`${other.key}`;
  });
  return foundInSql(statement, first, key, asked);
}

/** What is selected of each row whose key is in a list, in the order of the keys. */
export function eachInSql(statement: Writer, { lookup }: Found<object>, keys: Sql, asked: Shown): Sql {
  const [row, shown] = shownOf(statement, asked);
  const [alias, key] = [raw(row.alias), raw(`${row.alias}k`)];
  return sql`(SELECT coalesce(json_agg(${shown} ORDER BY ${key}.nth), '[]') FROM unnest(${keys}) WITH ORDINALITY AS ${key} (key, nth)
    CROSS JOIN LATERAL (${firstOf(lookup, sql`${key}.key`, row)}) AS ${alias})`;
}

/** What is selected of all rows that share a key, in their order. */
export function listInSql(statement: Writer, how: Extract<Told, { as: 'list' }>, asked: AskedField): Sql {
  const [row, shown] = shownOf(statement, asked);
  const rows = statement.late(asked, (asking) => {
    const { found, key, args } = orNotSo(how.list(asked.row, asked.argsIn(asking)));
    return rowsOf(found.lists, key, args, row.wanted);
  });
  return sql`(SELECT coalesce(json_agg(${shown}), '[]') FROM (${rows}) AS ${raw(row.alias)})`;
}

/** What is selected of the rows with any of some keys, to be shown in many places: see `ShownRows`. */
export function rowsByKey(statement: Writer, { lookup }: Found<object>, asked: Shown): ShownRows {
  const [row, shown] = shownOf(statement, asked, lookup.types);
  const alias = raw(row.alias);
  const written = sql`
    SELECT ${alias}k.key::text AS key, (${shown})::text AS shown FROM unnest(${KEYS}::${raw(lookup.type)}[]) AS ${alias}k (key)
    CROSS JOIN LATERAL (${firstOf(lookup, sql`${alias}k.key`, row)}) AS ${alias}`;
  return { statement: (asking, keys) => filledIn(written, asking, keys) };
}

function shownOf(statement: Writer, { definition, nodes }: Shown, only?: readonly string[]): [SubqueryRow, Sql] {
  const row = statement.newRow();
  return [row, statement.object(getNamedType(definition.type), nodes, row, only)];
}

function firstOf(lookup: Lookup, key: unknown, { wanted }: SubqueryRow): Sql {
  return sql`${rowsOf(lookup, key, undefined, wanted)}${lookup.order ? raw(' LIMIT 1') : empty}`;
}
