import { HubError } from '../platform/errors';
import { TooLarge } from './errors';
import { textAt } from './http';
import { type Hints, hintsOf } from './read-hints';
import { isObject, listOf, objectIn, short } from './read-json';

/** One question of a batch: which entity is this? */
export interface ReconciliationQuery {
  /** Empty when the properties alone shall tell. */
  readonly name: string;
  /** Empty: any type. */
  readonly types: readonly string[];
  /** Whether an entity must be of every type asked for, rather than of one of them. */
  readonly ofAllTypes: boolean;
  readonly limit: number;
  readonly hints: Hints;
}

const MOST_QUERIES = 100;
const MOST_TYPES = 20;
/** Longer than any name; what is longer is no name, and finds nothing. */
const LONGEST_NAME = 300;
const USUAL_LIMIT = 5;
const MOST_CANDIDATES = 25;
/** Candidates in one answer, so that it stays below a megabyte. */
const MOST_OF_BATCH = 1_500;

/** The queries of a batch by their keys. @throws HubError that names the query at fault; TooLarge when there are too many. */
export function queriesIn(text: string): ReadonlyMap<string, ReconciliationQuery> {
  const given = objectIn(text, 'queries');
  if (given.size > MOST_QUERIES) throw new TooLarge(`A batch takes at most ${MOST_QUERIES} queries, not ${given.size}.`);
  const most = Math.min(MOST_CANDIDATES, Math.floor(MOST_OF_BATCH / Math.max(1, given.size)));
  return new Map([...given].map(([key, query]) => [key, queryOf(key, query, most)]));
}

function queryOf(key: string, query: unknown, most: number): ReconciliationQuery {
  const refuse = (what: string) => new HubError('BAD_USER_INPUT', `Query "${short(key)}": ${what}`, { query: short(key) });
  if (!isObject(query)) throw refuse('it takes an object with "query" or "properties".');
  const name = textAt(query, 'query');
  if (query.query !== undefined && name === undefined) throw refuse('"query" takes a text.');
  const properties = listOf(query.properties);
  if (query.properties !== undefined && !Array.isArray(query.properties)) throw refuse('"properties" takes a list.');
  if (name === undefined && properties.length === 0) throw refuse('one of "query" and "properties" must be given.');
  const types = typesIn(query.type);
  if (types === null) throw refuse(`"type" takes a text or a list of at most ${MOST_TYPES}.`);
  const { type_strict: strict = 'any', limit = USUAL_LIMIT } = query;
  if (strict !== 'any' && strict !== 'should' && strict !== 'all') throw refuse('"type_strict" takes any, should or all.');
  if (typeof limit !== 'number') throw refuse('"limit" takes a number.');
  const trimmed = name?.trim() ?? '';
  return {
    name: trimmed.length > LONGEST_NAME ? '' : trimmed,
    types,
    ofAllTypes: strict === 'all',
    limit: limit >= 1 ? Math.min(most, Math.floor(limit)) : Math.min(most, USUAL_LIMIT),
    hints: hintsOf(properties),
  };
}

/** Types as texts, or as objects with an id, which some clients send. Null when they are neither. */
function typesIn(given: unknown): string[] | null {
  const types = listOf(given).filter((type) => type !== '');
  if (types.length > MOST_TYPES) return null;
  const ids = types.map((type) => (typeof type === 'string' ? type : textAt(type, 'id')));
  return ids.every((id) => id !== undefined) ? ids : null;
}
