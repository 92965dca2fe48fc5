import { type GraphQLSchema, isObjectType } from 'graphql';
import { HubError } from '../../platform/errors';
import type { Typed } from '../../platform/node';
import { keysOf } from './keys';

/** Finds an entity by a key; null when there is none. Whatever is asked for in one turn should be one batch. */
export type EntityOf<Context> = (context: Context, asked: AskedEntity) => Promise<Entity | null>;

export interface Entity extends Typed {
  /** By which two of a type are told apart. */
  readonly id?: unknown;
}

export interface AskedEntity {
  readonly type: string;
  readonly key: string;
  readonly value: string;
}

/** Entities one request may ask for. */
const MOST = 1_000;

interface Asked<Context> {
  readonly representations: readonly unknown[];
  readonly context: Context;
}

/**
 * The entities of representations, in their order; null for one that is not known, an error in the place of one that cannot be read, or whose
 * keys are of different things.
 *
 * @throws HubError BAD_USER_INPUT for more than 1,000.
 */
export function entitiesOf<Context>(schema: GraphQLSchema, entityOf: EntityOf<Context>, asked: Asked<Context>): Promise<unknown>[] {
  const { representations, context } = asked;
  if (representations.length > MOST)
    throw new HubError('BAD_USER_INPUT', `"representations" takes at most ${MOST} entries, not ${representations.length}.`, {
      limit: MOST,
    });
  return representations.map(async (representation) => {
    const keys = keysIn(schema, representation);
    return theOne(keys, await Promise.all(keys.map((key) => entityOf(context, key))));
  });
}

/** What several keys lead to, of which some may be unknown. @throws HubError BAD_USER_INPUT when that is not one thing. */
function theOne(keys: readonly AskedEntity[], found: readonly (Entity | null)[]): Entity | null {
  const known = found.filter((entity) => entity !== null);
  if (new Set(known.map(({ id }) => id)).size <= 1) return known[0] ?? null;
  const names = keys.map(({ key }) => key).join(', ');
  throw new HubError('BAD_USER_INPUT', `The keys of this ${keys[0]?.type} are of different ones: ${names}.`);
}

/** The keys a representation has of its type. @throws HubError BAD_USER_INPUT when it has none. */
function keysIn(schema: GraphQLSchema, representation: unknown): AskedEntity[] {
  const given = (typeof representation === 'object' ? representation : null) as Readonly<Record<string, unknown>> | null;
  const type = typeof given?.__typename === 'string' ? schema.getType(given.__typename) : undefined;
  const names = isObjectType(type) ? keysOf(type) : [];
  if (!given || !type || names.length === 0)
    throw new HubError('BAD_USER_INPUT', 'A representation takes "__typename" of a type with a key.');
  const keys = names.flatMap((key) => {
    const value = given[key];
    return typeof value === 'string' || Number.isSafeInteger(value) ? [{ type: type.name, key, value: String(value) }] : [];
  });
  if (keys.length === 0) throw new HubError('BAD_USER_INPUT', `A representation of ${type.name} takes one of ${names.join(', ')}.`);
  return keys;
}
