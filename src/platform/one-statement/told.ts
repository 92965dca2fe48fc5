import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Listed } from '../connection/connection';
import type { Context } from '../context';
import type { Found, FoundLists } from '../lookup';
import type { Sql } from '../sql';

/** A row within a statement. */
export interface Row {
  /** A column of it, by the property that is read from it. */
  property(name: string): Sql;
}

type Args = Readonly<Record<string, unknown>>;

/** How a field is written in SQL. Each may say null, when it cannot be with these arguments or in this context. */
export type Told =
  | { readonly as: 'value'; readonly needs: readonly string[]; write(row: Row, args: Args, context: Context): Sql | null }
  | { readonly as: 'part'; part(args: Args): Part | null }
  | { readonly as: 'object'; find(row: Row, args: Args): ByKey | null }
  | { readonly as: 'each'; readonly found: Found<object>; readonly property: string }
  | { readonly as: 'list'; list(row: Row, args: Args): ListByKey | null }
  | { readonly as: 'page'; list(args: Args): Page | null }
  | { readonly as: 'known'; readonly property: string };

/** Thrown, and caught, where a query asks for what is not told in SQL, or not with these arguments. */
export const NOT_TOLD = Symbol('not told in SQL');
export const NOT_SO = Symbol('not told in SQL with these arguments');

export function notTold(): never {
  throw NOT_TOLD;
}

export function orNotSo<What>(what: What | null): What {
  if (what === null) throw NOT_SO;
  return what;
}

/** How a field is told in SQL, if it is. */
export function toldOf({ extensions }: GraphQLField<unknown, unknown>): Told | undefined {
  return (extensions as { readonly told?: Told }).told;
}

/** Columns of a row that make an object of their own. */
export interface Part {
  /** The property without which there is none. */
  readonly exists: string;
  /** Properties of the row, or what is the same in all rows, by the properties of the object. */
  readonly properties: Readonly<Record<string, string | Sql>>;
}

export interface ByKey {
  readonly found: Found<object>;
  /** A column, or a value. */
  readonly key: unknown;
  /** Types it may be of; absent: any. */
  readonly types?: readonly string[];
}

export interface ListByKey {
  // biome-ignore lint/suspicious/noExplicitAny: of any rows, read in any way.
  readonly found: FoundLists<any, any>;
  /** A column, or a value. */
  readonly key: unknown;
  readonly args?: unknown;
}

export interface Page {
  // biome-ignore lint/suspicious/noExplicitAny: of any rows; the query is one of its own.
  readonly listed: Listed<any, any>;
  readonly query: unknown;
  /** What entries are shown as, found by their id: by the first of these that has their type. Absent: as they are. */
  readonly shownAs?: readonly Found<object>[];
}

/**
 * The field is written in SQL as well as resolved, from these properties of its object.
 *
 * What is told so must be what the resolver says: a query all of whose fields are told is answered by one statement. A test asks both.
 */
function told(how: Told, needs: readonly string[]): MethodDecorator & PropertyDecorator {
  return Extensions({ told: how, needs });
}

/** A value made of some properties; of one, as it is, unless told how. */
export function InSql<Given>(
  needs: readonly string[],
  write: (row: Row, args: Given, context: Context) => Sql | null = (row) => row.property(needs[0]!),
): MethodDecorator {
  return told({ as: 'value', needs, write: (row, args, context) => write(row, args as Given, context) }, needs);
}

/** An object of some columns of the row. */
export function PartInSql<Given>(needs: readonly string[], part: (args: Given) => Part | null): MethodDecorator & PropertyDecorator {
  return told({ as: 'part', part: (args) => part(args as Given) }, needs);
}

/** The object whose key is in a property. */
export function FoundBy<Shown extends object>(found: Found<Shown>, property: string): MethodDecorator {
  return told({ as: 'object', find: (row) => ({ found: found as Found<object>, key: row.property(property) }) }, [property]);
}

/** The objects whose keys are in a property, in that order. */
export function FoundByEach<Shown extends object>(found: Found<Shown>, property: string): MethodDecorator {
  return told({ as: 'each', found: found as Found<object>, property }, [property]);
}

/** The list of the rows whose key is in a property, read as the arguments of the field say. */
export function ListedBy<Shown extends object, How, Given = never>(
  found: FoundLists<Shown, How>,
  property: string,
  how: (given: Given) => How = () => undefined as How,
): MethodDecorator {
  return told({ as: 'list', list: (row, args) => ({ found, key: row.property(property), args: how(args as Given) }) }, [property]);
}

/** The list of all rows that a key of the hub's own stands for. */
export function ListedAll<Shown extends object>(found: FoundLists<Shown>, key: string): MethodDecorator {
  return told({ as: 'list', list: () => ({ found, key }) }, []);
}

/** The object the arguments name. */
export function FoundByArgs<Given>(find: (args: Given) => ByKey | null): MethodDecorator {
  return told({ as: 'object', find: (_row, args) => find(args as Given) }, []);
}

/** A page of the list that belongs to the object, or to the whole hub. @param needs what the resolver reads of the object, besides its id. */
export function Paged<Given>(list: (args: Given) => Page | null, needs: readonly string[] = []): MethodDecorator {
  return told({ as: 'page', list: (args) => list(args as Given) }, needs);
}
