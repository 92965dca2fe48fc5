import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLID,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { Extensions } from 'type-graphql';
import type { Context } from './context';
import { globalId, parseGlobalId } from './global-id';
import type { Batch } from './loaders';

/** Says that a field leads ids of merged records on by itself, or is about the records: it gets its ids as they are given. */
export function IdsAsGiven(): MethodDecorator {
  return Extensions({ idsAsGiven: true }) as MethodDecorator;
}

/** Records that were merged, of any of these types, with what stands for them: one of its type. */
export interface Redirects {
  readonly types: readonly string[];
  readonly merged: Batch<string, { readonly id: string; readonly mergedIntoId: string }>;
}

type Resolve = GraphQLFieldResolver<unknown, Context>;
type Args = Record<string, unknown>;

/**
 * Ids in arguments lead on: whoever names a record that was merged means the one that stands for it.
 *
 * Every argument and input field of type `ID` of every field is led on before its resolver sees it, unless the field says `IdsAsGiven`. It
 * takes one statement, and only when an id of such a type is given.
 */
export function leadIdsOn(schema: GraphQLSchema, redirects: Redirects): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type))
      for (const field of Object.values(type.getFields()) as GraphQLField<unknown, Context>[]) {
        const given = field.args.filter((argument) => mayHoldIds(argument.type));
        if (field.extensions.idsAsGiven === true || given.length === 0) continue;
        const names = (args: Readonly<Args>) => given.some(({ name }) => args[name] != null) && uuidsIn(args, given, redirects).size > 0;
        field.extensions = { ...field.extensions, [LED]: names };
        if (field.resolve) field.resolve = led(field.resolve, field.args, redirects);
        if (field.subscribe) field.subscribe = led(field.subscribe, field.args, redirects);
      }
}

const LED = Symbol('whether arguments name what may have been merged');

/** Whether the ids in the arguments of a field may have to be led on, for which the database is asked. */
export function mayLead({ extensions }: GraphQLField<unknown, unknown>, args: Readonly<Args>): boolean {
  return (extensions as { readonly [LED]?: (args: Readonly<Args>) => boolean })[LED]?.(args) ?? false;
}

function changedIds(args: Readonly<Args>, given: readonly GraphQLArgument[], change: (id: string) => string): Args {
  return Object.fromEntries(given.flatMap(({ name, type }) => (name in args ? [[name, mapIds(type, args[name], change)]] : [])));
}

function uuidsIn(args: Readonly<Args>, given: readonly GraphQLArgument[], { types }: Redirects): Set<string> {
  const uuids = new Set<string>();
  changedIds(args, given, (id) => {
    const parsed = parseGlobalId(id);
    if (parsed && types.includes(parsed.type)) uuids.add(parsed.key);
    return id;
  });
  return uuids;
}

function led(resolve: Resolve, given: readonly GraphQLArgument[], redirects: Redirects): Resolve {
  const { types, merged } = redirects;
  return (root, args: Args, context, info) => {
    const uuids = uuidsIn(args, given, redirects);
    if (uuids.size === 0) return resolve(root, args, context, info);
    return context.loaders.many(merged, [...uuids]).then((found) => {
      const standing = new Map(found.map(({ id, mergedIntoId }) => [id, mergedIntoId]));
      const lead = (id: string) => {
        const parsed = parseGlobalId(id);
        const kept = parsed && types.includes(parsed.type) && standing.get(parsed.key);
        return kept ? globalId(parsed.type, kept) : id;
      };
      return resolve(root, standing.size === 0 ? args : changedIds(args, given, lead), context, info);
    });
  };
}

function mayHoldIds(given: GraphQLInputType, seen: ReadonlySet<unknown> = new Set()): boolean {
  const type = getNamedType(given);
  if (!isInputObjectType(type)) return type === GraphQLID;
  return !seen.has(type) && Object.values(type.getFields()).some((field) => mayHoldIds(field.type, new Set([...seen, type])));
}

/** A value of a type with all its ids changed. */
function mapIds(type: GraphQLInputType, value: unknown, change: (id: string) => string): unknown {
  if (isNonNullType(type)) return mapIds(type.ofType, value, change);
  if (value === null || value === undefined) return value;
  if (isListType(type)) return Array.isArray(value) ? value.map((item) => mapIds(type.ofType, item, change)) : value;
  if (!isInputObjectType(type)) return type === GraphQLID ? change(String(value)) : value;
  const fields = type.getFields();
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapIds(fields[name]!.type, item, change)]));
}
