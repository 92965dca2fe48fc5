import { columnsOf } from '../../platform/columns';
import { holds, known } from '../../platform/fact';
import { batchOf, type Found, type FoundLists, listsOf } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
import type { Wanted } from '../../platform/selection';
import { empty, type Sql, sql } from '../../platform/sql';
import type { OfficeRole } from '../vocabulary/common';
import { Mandate } from './mandate.entity';
import { Person } from './person.entity';

export type PersonRow = Person & Typed;
export type MandateRow = Mandate & Typed;

export const personById: Found<PersonRow> = batchOf({
  columns: (wanted) => sql`'Person' AS "__typename", ${columnsOf(Person, 'p', [], wanted)}`,
  from: () => sql`person AS p`,
  key: sql`p.id`,
  type: 'uuid',
  types: ['Person'],
});

const MANDATES = {
  columns: (wanted: Wanted) => sql`'Mandate' AS "__typename", ${columnsOf(Mandate, 'm', [], wanted)}`,
  from: () => sql`mandate AS m`,
};

export const mandateById: Found<MandateRow> = batchOf({
  ...MANDATES,
  key: sql`m.id`,
  type: 'uuid',
  where: () => known('m', null),
  order: sql`m.valid_from DESC`,
  types: ['Mandate'],
});

/** Which mandates are meant. */
export interface MandateQuery {
  readonly role: OfficeRole | null;
  readonly day: string;
}

/** Mandates on a day; of several that are not known to have ended, the one seen last comes first. */
function mandatesBy(key: Sql): FoundLists<MandateRow, MandateQuery> {
  return listsOf({
    ...MANDATES,
    key,
    type: 'uuid',
    where: ({ role, day }) => sql`${known('m', null)} AND ${holds('m', day)}${role ? sql` AND m.role = ${role}` : empty}`,
    order: sql`m.valid_from DESC, (SELECT max(first_day(c.as_of)) FROM citation AS c WHERE c.version_id = m.version_id) DESC NULLS LAST, m.id`,
  });
}

export const mandatesAt = mandatesBy(sql`m.at_id`);
export const mandatesOfPerson = mandatesBy(sql`m.person_id`);
