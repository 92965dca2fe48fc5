import { getMetadataArgsStorage } from 'typeorm';
import type { Wanted } from './selection';
import { join, raw, type Sql, sql } from './sql';

/**
 * The columns of an entity's table as a select list, each under the name of its property: `m.member_id AS "memberId"`.
 *
 * So a row read by SQL has the shape of the entity, and a column is declared in one place.
 *
 * @param leftOut properties that no reader of the rows looks at.
 * @param wanted of the rest, the properties to read besides the id.
 */
export function columnsOf(entity: abstract new () => unknown, alias: string, leftOut: readonly string[] = [], wanted: Wanted = 'all'): Sql {
  const isWanted = (property: string) => wanted === 'all' || property === 'id' || wanted.has(property);
  const shown = columnNames(entity).filter(({ property }) => !leftOut.includes(property) && isWanted(property));
  return join(
    shown.map(({ column, property }) => sql`${raw(`${alias}.${column} AS "${property}"`)}`),
    ', ',
  );
}

interface ColumnName {
  readonly column: string;
  readonly property: string;
}

const known = new WeakMap<object, ColumnName[]>();

/** Columns of an entity and of the classes it extends, in the order of their declaration. */
export function columnNames(entity: abstract new () => unknown): ColumnName[] {
  const names = known.get(entity) ?? declaredColumns(entity);
  known.set(entity, names);
  return names;
}

function declaredColumns(entity: abstract new () => unknown): ColumnName[] {
  const lineage: unknown[] = [];
  for (let at: unknown = entity; typeof at === 'function' && at !== Function.prototype; at = Object.getPrototypeOf(at)) {
    lineage.push(at);
  }
  return getMetadataArgsStorage()
    .columns.filter((column) => lineage.includes(column.target))
    .map((column) => ({ column: column.options.name ?? column.propertyName, property: column.propertyName }));
}
