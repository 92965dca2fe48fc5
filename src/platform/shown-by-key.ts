import { type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { type Connection, mapped } from './connection/connection';
import type { Context } from './context';
import type { Loaders } from './loaders';
import type { Found } from './lookup';
import { shownBy } from './one-statement/known-field';

/** Lets graphql-js show the rows whose keys a resolver returned, where a field says so (see `Shows`). */
export function showRowsByKey(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) {
        const [found, resolve] = [shownBy(field), field.resolve as Resolve | undefined];
        if (!found || !resolve) continue;
        field.extensions = { ...field.extensions, [KEYS_OF]: resolve };
        field.resolve = async (root, args, context: Context, info) =>
          rowsOf(found, (await resolve(root, args, context, info)) as Keys, context.loaders.shown(info));
      }
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

const KEYS_OF = Symbol('the resolver that returns keys');

/** What the resolver of a field is, where it returns keys; else its resolver. */
export function keysOf({ extensions, resolve }: GraphQLField<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> | undefined {
  return (extensions as { readonly [KEYS_OF]?: GraphQLFieldResolver<unknown, unknown> })[KEYS_OF] ?? resolve;
}

type Keys = string | null | readonly string[] | Connection<string>;

function rowsOf(found: Found<object>, keys: Keys, loaders: Loaders): unknown {
  if (typeof keys === 'string' || keys === null) return loaders.one(found, keys);
  return 'page' in keys ? mapped(keys, (key) => loaders.one(found, key)) : loaders.many(found, keys);
}
