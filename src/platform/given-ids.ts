import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLID,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { Extensions } from 'type-graphql';
import type { Context } from './context';
import { globalId, parseGlobalId } from './global-id';
import type { Batch, Loaders } from './loaders';

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
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields()) as GraphQLField<unknown, Context>[]) {
        const given = field.args.filter((argument) => mayHoldIds(argument.type));
        if (field.extensions.idsAsGiven === true || given.length === 0) continue;
        const ids = new GivenIds(given, redirects.types);
        field.extensions = { ...field.extensions, [IDS]: ids };
        if (field.resolve) field.resolve = led(field.resolve, ids, redirects);
        if (field.subscribe) field.subscribe = led(field.subscribe, ids, redirects);
      }
  schema.extensions = { ...schema.extensions, [IDS]: redirects };
}

const IDS = Symbol('ids that lead on');

/** The ids in the arguments of a field that may be of merged records; undefined when it has none, or takes them as they are given. */
export function idsGivenTo({ extensions }: GraphQLField<unknown, unknown>): GivenIds | undefined {
  return (extensions as { readonly [IDS]?: GivenIds })[IDS];
}

/** Uuids of merged records, with those of what stands for them. */
export type Standing = ReadonlyMap<string, string>;

/** Those of some records that were merged. */
export async function standingFor({ extensions }: GraphQLSchema, uuids: Iterable<string>, loaders: Loaders): Promise<Standing> {
  const redirects = (extensions as { readonly [IDS]?: Redirects })[IDS];
  return redirects ? foundStanding(redirects, uuids, loaders) : new Map();
}

async function foundStanding({ merged }: Redirects, uuids: Iterable<string>, loaders: Loaders): Promise<Standing> {
  return new Map((await loaders.many(merged, [...uuids])).map(({ id, mergedIntoId }) => [id, mergedIntoId]));
}

/** Where ids may stand in the arguments of a field. */
export class GivenIds {
  constructor(
    private readonly given: readonly GraphQLArgument[],
    private readonly types: readonly string[],
  ) {}

  /** Uuids of records that may have been merged. */
  uuidsIn(args: Readonly<Args>): ReadonlySet<string> {
    const uuids = new Set<string>();
    if (this.given.every(({ name }) => args[name] == null)) return uuids;
    this.changed(args, (id) => {
      const parsed = parseGlobalId(id);
      if (parsed && this.types.includes(parsed.type)) uuids.add(parsed.key);
      return id;
    });
    return uuids;
  }

  /** The arguments, of which those that were merged are led on. */
  ledOn(args: Args, standing: Standing): Args {
    if (standing.size === 0) return args;
    return this.changed(args, (id) => {
      const parsed = parseGlobalId(id);
      const kept = parsed && this.types.includes(parsed.type) && standing.get(parsed.key);
      return kept ? globalId(parsed.type, kept) : id;
    });
  }

  private changed(args: Readonly<Args>, change: (id: string) => string): Args {
    const ids = this.given.flatMap(({ name, type }) => (name in args ? [[name, mapIds(type, args[name], change)]] : []));
    return { ...args, ...Object.fromEntries(ids) };
  }
}

function led(resolve: Resolve, ids: GivenIds, redirects: Redirects): Resolve {
  return (root, args: Args, context, info) => {
    const uuids = ids.uuidsIn(args);
    if (uuids.size === 0) return resolve(root, args, context, info);
    return foundStanding(redirects, uuids, context.loaders).then((standing) => resolve(root, ids.ledOn(args, standing), context, info));
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
