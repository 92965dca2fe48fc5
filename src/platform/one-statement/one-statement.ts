import { today } from '../clock';
import { HubError } from '../errors';
import type { Sql } from '../sql';
import { type Asking, filledIn } from './asking';
import { Filling } from './filling';
import { Statement, type Writing } from './statement';
import { NOT_SO, NOT_TOLD } from './told';

/**
 * The `data` of the answer to a query as JSON: written by one statement, with what is known without a row (see `Known`) put in its place.
 *
 * The statement is written once for a query, but for what depends on its variables (see `Late`).
 *
 * @returns null when something of the query is not told in SQL (see `told.ts`), is to be refused, or fails: graphql-js then tells which field
 *   it was.
 */
export async function answerOf(asking: Asking): Promise<string | null> {
  const writing = writingFor(asking);
  if (writing === null) return null;
  try {
    const { first, known } = writing;
    const text = typeof first === 'string' ? first : await answerIn(first, asking);
    return known.length === 0 ? text : (await new Filling(asking, known).filled([text]))[0]!;
  } catch {
    return null;
  }
}

async function answerIn(statement: Sql, { context: { loaders } }: Asking): Promise<string> {
  const [row] = await loaders.db.rows<{ readonly answer: string }>(statement);
  return row!.answer;
}

/** Ways a query was written, each for other variables; null: it cannot be, whatever they are. As long as its document is kept. */
const kept = new WeakMap<Asking['operation'], Map<string, readonly (Writing | null)[]>>();
/** Of one query. */
const MOST_WRITINGS = 8;

function writingFor(asking: Asking): Writing | null {
  const all = kept.get(asking.operation) ?? new Map<string, readonly (Writing | null)[]>();
  kept.set(asking.operation, all);
  const conditions = conditionsOf(asking);
  const alike = all.get(conditions) ?? [];
  for (const writing of alike) {
    if (writing === null) return null;
    const ready = filled(writing, asking);
    if (ready) return ready;
  }
  const writing = written(asking);
  if (writing === undefined) return null;
  if (all.size >= MOST_WRITINGS) all.clear();
  all.set(conditions, [writing, ...alike].slice(0, MOST_WRITINGS));
  return writing && filled(writing, asking);
}

/** What is written otherwise on another day, or where `@skip` and `@include` go by something else. */
function conditionsOf({ variables }: Asking): string {
  let conditions = today();
  for (const name in variables) if (typeof variables[name] === 'boolean') conditions += ` ${name} ${variables[name]}`;
  return conditions;
}

/** Null when it cannot be; undefined when it cannot be for this asking. */
function written(asking: Asking): Writing | null | undefined {
  const query = asking.schema.getQueryType();
  if (!query) return null;
  try {
    return new Statement(asking).answer(query);
  } catch (error) {
    if (error === NOT_TOLD) return null;
    if (error === NOT_SO || error instanceof HubError) return undefined;
    throw error;
  }
}

/** With what this asking decides; null when it needs a statement of its own, or none. */
function filled(writing: Writing, asking: Asking): Writing | null {
  if (typeof writing.first === 'string') return writing;
  try {
    return { ...writing, first: filledIn(writing.first, asking) };
  } catch (error) {
    if (error === NOT_SO || error instanceof HubError) return null;
    throw error;
  }
}
