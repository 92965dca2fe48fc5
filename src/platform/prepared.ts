import { createHash } from 'node:crypto';

/** Statements that have a name, and how often one must be asked before it gets one: filters make endless others. */
const MOST_NAMED = 300;
const USES_BEFORE = 20;
const MOST_COUNTED = 5_000;

const uses = new Map<string, number>();
/** Names by the text of the statement; the one used last is the last. */
const names = new Map<string, string>();

/** The name under which a connection keeps a statement prepared; undefined for one that is asked seldom. */
export function nameOf(text: string): string | undefined {
  const name = names.get(text) ?? earned(text);
  if (name === undefined) return undefined;
  names.delete(text);
  names.set(text, name);
  if (names.size > MOST_NAMED) names.delete(names.keys().next().value!);
  return name;
}

function earned(text: string): string | undefined {
  if (uses.size >= MOST_COUNTED) uses.clear();
  const count = (uses.get(text) ?? 0) + 1;
  uses.set(text, count);
  if (count < USES_BEFORE) return undefined;
  uses.delete(text);
  return createHash('sha256').update(text).digest('base64url').slice(0, 40);
}

/** By connection, the names of what it has prepared. */
const prepared = new WeakMap<object, Set<string>>();

/**
 * Notes that a connection prepares the statement of a name, and keeps it as long as it is open.
 *
 * @returns whether it then has so many, of which half at least have lost their names, that it is to be closed.
 */
export function isWornBy(connection: object, name: string | undefined): boolean {
  if (name === undefined) return false;
  const before = prepared.get(connection) ?? new Set();
  prepared.set(connection, before.add(name));
  return before.size > 2 * MOST_NAMED;
}
