import template, { empty, join, raw, Sql } from 'sql-template-tag';

/** An SQL statement or a part of one; values become parameters, parts nest. `pg` takes any value, so any is accepted here. */
export const sql = template as (strings: readonly string[], ...values: readonly unknown[]) => Sql;

export { empty, join, raw, Sql };
