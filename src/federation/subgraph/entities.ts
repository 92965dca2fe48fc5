import { type GraphQLSchema, isObjectType } from 'graphql';
import { HubError } from '../../platform/errors';
import { keysOf } from './keys';

/** Finds an entity by a key; null when there is none. Whatever is asked for in one turn should be one batch. */
export type EntityOf<Context> = (context: Context, asked: AskedEntity) => Promise<unknown>;

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
 * The entities of representations, in their order; null for one that is not known, an error in the place of one that cannot be read.
 *
 * @throws HubError BAD_USER_INPUT for more than 1,000.
 */
export function entitiesOf<Context>(schema: GraphQLSchema, entityOf: EntityOf<Context>, asked: Asked<Context>): Promise<unknown>[] {
  const { representations, context } = asked;
  if (representations.length > MOST)
    throw new HubError('BAD_USER_INPUT', `"representations" takes at most ${MOST} entries, not ${representations.length}.`, {
      limit: MOST,
    });
  return representations.map(async (representation) => entityOf(context, askedIn(schema, representation)));
}

/** The first key of its type that a representation has. @throws HubError BAD_USER_INPUT when it has none. */
function askedIn(schema: GraphQLSchema, representation: unknown): AskedEntity {
  const given = (typeof representation === 'object' ? representation : null) as Readonly<Record<string, unknown>> | null;
  const type = typeof given?.__typename === 'string' ? schema.getType(given.__typename) : undefined;
  const keys = isObjectType(type) ? keysOf(type) : [];
  if (!given || !type || keys.length === 0)
    throw new HubError('BAD_USER_INPUT', 'A representation takes "__typename" of a type with a key.');
  for (const key of keys) {
    const value = given[key];
    if (typeof value === 'string' || Number.isSafeInteger(value)) return { type: type.name, key, value: String(value) };
  }
  throw new HubError('BAD_USER_INPUT', `A representation of ${type.name} takes one of ${keys.join(', ')}.`);
}
