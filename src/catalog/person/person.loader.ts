import { columnsOf } from '../../platform/columns';
import { holds, known } from '../../platform/fact';
import type { Batch } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { type Sql, sql } from '../../platform/sql';
import { Mandate } from './mandate.entity';
import { Person } from './person.entity';

export type PersonRow = Person & Typed;
export type MandateRow = Mandate & Typed;

export const personById: Batch<string, PersonRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT 'Person' AS "__typename", ${columnsOf(Person, 'p')} FROM person AS p WHERE p.id = ANY(${ids})`),
  keyOf: (person) => person.id,
};

const columns = () => sql`'Mandate' AS "__typename", ${columnsOf(Mandate, 'm')}`;

export const mandateById: Batch<string, MandateRow> = {
  fetch: (db, ids) =>
    db.rows(
      sql`SELECT DISTINCT ON (m.id) ${columns()} FROM mandate AS m WHERE m.id = ANY(${ids}) AND ${known('m', null)} ORDER BY m.id, m.valid_from DESC`,
    ),
  keyOf: (mandate) => mandate.id,
};

/** Mandates on a day; of several that are not known to have ended, the one seen last comes first. */
function mandatesBy(key: 'atId' | 'personId', column: Sql): Batch<string, MandateRow, string> {
  return {
    fetch: (db, ids, day) =>
      db.rows(sql`
        SELECT ${columns()} FROM mandate AS m WHERE ${column} = ANY(${ids}) AND ${known('m', null)} AND ${holds('m', day)}
        ORDER BY m.valid_from DESC, (SELECT max(first_day(c.as_of)) FROM citation AS c WHERE c.version_id = m.version_id) DESC NULLS LAST, m.id`),
    keyOf: (mandate) => mandate[key] ?? '',
  };
}

export const mandatesAt = mandatesBy('atId', sql`m.at_id`);
export const mandatesOfPerson = mandatesBy('personId', sql`m.person_id`);
