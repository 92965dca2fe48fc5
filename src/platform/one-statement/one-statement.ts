import { today } from '../clock';
import { HubError } from '../errors';
import { Sql, sql } from '../sql';
import { type Asking, Late } from './asking';
import { selectionOf } from './selection-of-type';
import { Statement } from './statement';
import { NOT_SO, NOT_TOLD, type Row } from './told';

/**
 * The statement that answers a query: its one column, `answer`, is the `data` of the answer as JSON.
 *
 * It is written once for a query, but for what depends on its variables (see `Late`).
 *
 * @returns null when something of it is not told in SQL (see `told.ts`), or is to be refused: then graphql-js answers.
 */
export function oneStatement(asking: Asking): Sql | null {
  const written = keptFor(asking);
  if (written === null) return null;
  return (written && filled(written, asking)) ?? filled(writtenFor(asking), asking);
}

interface Kept {
  /** Null: it cannot be written, whatever the variables are. */
  readonly statement: Sql | null;
  readonly day: string;
  readonly conditions: string;
}

/** For as long as its document is kept. */
const kept = new WeakMap<Asking['operation'], Kept>();

function keptFor(asking: Asking): Sql | null | undefined {
  const before = kept.get(asking.operation);
  return before && before.day === today() && before.conditions === conditionsOf(asking) ? before.statement : undefined;
}

/** What `@skip` and `@include` may go by. */
function conditionsOf({ variables }: Asking): string {
  let conditions = '';
  for (const name in variables) if (typeof variables[name] === 'boolean') conditions += `${name} ${variables[name]} `;
  return conditions;
}

function writtenFor(asking: Asking): Sql | null {
  const statement = written(asking);
  if (statement !== undefined) kept.set(asking.operation, { statement, day: today(), conditions: conditionsOf(asking) });
  return statement ?? null;
}

/** Null when it cannot be; undefined when it cannot be for this asking. */
function written(asking: Asking): Sql | null | undefined {
  const query = asking.schema.getQueryType();
  if (!query) return null;
  try {
    const fields = new Statement(asking).fields(query, selectionOf(asking, query, [asking.operation]), NO_ROW);
    return sql`SELECT ${fields}::text AS answer`;
  } catch (error) {
    if (error === NOT_TOLD) return null;
    if (error === NOT_SO || error instanceof HubError) return undefined;
    throw error;
  }
}

/** Of the query itself. */
const NO_ROW: Row = {
  property: () => {
    throw NOT_TOLD;
  },
};

/** With what this asking decides; null when it needs a statement of its own, or none. */
function filled(written: Sql | null, asking: Asking): Sql | null {
  if (written === null) return null;
  try {
    return new Sql(
      written.strings,
      written.values.map((value) => (value instanceof Late ? value.write(asking) : value)),
    );
  } catch (error) {
    if (error === NOT_SO || error instanceof HubError) return null;
    throw error;
  }
}
