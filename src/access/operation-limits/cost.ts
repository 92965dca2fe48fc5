import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

import { HubError } from '../../platform/errors';
import { type Given, longestListArgument, numberArgument } from './arguments';
import { ownCost } from './dear-arguments';
import { type Fragments, responseKey } from './fragments';
import { LIMITS } from './limits';

/** Entries of a connection asked without `first` and `last`. */
const DEFAULT_PAGE = 20;
/** Entries of a plain list, whose length nobody can ask for. */
const PLAIN_LIST = 5;
/** Ten plain values weigh as much as one object, so that answers stay small as well. */
const LEAF = 0.1;

/** A variable is not coerced yet, and may be any number. */
const LARGEST_INT = 2 ** 31 - 1;

/** An estimate of the answer. */
export interface Cost {
  readonly objects: number;
  /** The field that brings most of them, by its path; empty when there is none. */
  readonly dearest: { readonly path: string; readonly objects: number };
}

interface Question {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly given: Given;
  /** A fragment costs the same wherever it is spread, but for the page it is in. */
  readonly known: Map<string, Cost>;
}

const NOTHING: Cost = { objects: 0, dearest: { path: '', objects: 0 } };

/** Refuses an operation that asks for too many objects; says how many, and which field is to blame. */
export function tooCostly({ objects, dearest }: Cost): HubError | undefined {
  const limit = LIMITS.cost;
  if (objects <= limit) return undefined;
  const estimate = Math.ceil(objects);
  const message = `The operation would return about ${estimate} objects; at most ${limit} are allowed. The dearest field is ${dearest.path}: ask for fewer per page.`;
  return new HubError('COST_LIMIT_EXCEEDED', message, { limit, estimate, dearest: dearest.path });
}

/**
 * How many objects an operation asks for.
 *
 * Every object counts 1 and a plain value a tenth. The entries of a connection are `first` or `last`, the greater, else 20; a plain
 * list counts as 5, or as long as the longest list it is given. Entries multiply what is inside them. What only some types have
 * (`... on City`) counts always, what the arguments ask for counts by itself (see `ownCost`), and introspection, which has limits of its own, counts nothing.
 * Linear in the document; the fragments must make no cycle.
 */
export function operationCost(schema: GraphQLSchema, given: Given, fragments: Fragments): Cost {
  const root = schema.getRootType(given.operation.operation);
  if (!root) return NOTHING;
  return costOfSelections({ schema, fragments, given, known: new Map() }, given.operation.selectionSet, root, undefined);
}

/** @param page entries of the connection these are the fields of. */
function costOfSelections(ask: Question, set: SelectionSetNode, parent: GraphQLNamedType, page: number | undefined): Cost {
  let objects = 0;
  let dearest = NOTHING.dearest;
  for (const selection of set.selections) {
    const cost = costOfSelection(ask, selection, parent, page);
    objects += cost.objects;
    if (cost.dearest.objects > dearest.objects) dearest = cost.dearest;
  }
  return { objects, dearest };
}

function costOfSelection(
  ask: Question,
  selection: SelectionSetNode['selections'][number],
  parent: GraphQLNamedType,
  page: number | undefined,
): Cost {
  if (selection.kind === Kind.FIELD) return costOfField(ask, selection, parent, page);
  if (selection.kind === Kind.FRAGMENT_SPREAD) return costOfFragment(ask, selection.name.value, page);
  const type = selection.typeCondition ? ask.schema.getType(selection.typeCondition.name.value) : parent;
  return type ? costOfSelections(ask, selection.selectionSet, type, page) : NOTHING;
}

function costOfFragment(ask: Question, name: string, page: number | undefined): Cost {
  const key = `${name} ${page}`;
  const before = ask.known.get(key);
  if (before) return before;
  const fragment = ask.fragments.get(name);
  const type = fragment && ask.schema.getType(fragment.typeCondition.name.value);
  const cost = type ? costOfSelections(ask, fragment.selectionSet, type, page) : NOTHING;
  ask.known.set(key, cost);
  return cost;
}

function costOfField(ask: Question, field: FieldNode, parent: GraphQLNamedType, page: number | undefined): Cost {
  const definition =
    'getFields' in parent ? (parent.getFields() as Record<string, GraphQLField<unknown, unknown>>)[field.name.value] : undefined;
  if (!definition) return field.name.value === '__typename' ? { ...NOTHING, objects: LEAF } : NOTHING;
  const type = getNamedType(definition.type);
  const asked = pageAsked(ask, field, definition);
  const entries = isListType(getNullableType(definition.type)) ? listEntries(ask, field, asked, page) : 1;
  const own = ownCost(field, definition, ask.given);
  if (isLeafType(type) || !field.selectionSet) return { ...NOTHING, objects: entries * LEAF + own };
  const size = type.name.endsWith('Connection') ? (asked ?? DEFAULT_PAGE) : undefined;
  return plus(own, times(entries, responseKey(field), costOfSelections(ask, field.selectionSet, type, size)), responseKey(field));
}

function listEntries(ask: Question, field: FieldNode, asked: number | undefined, page: number | undefined): number {
  const inConnection = field.name.value === 'nodes' || field.name.value === 'edges';
  if (page !== undefined && inConnection) return page;
  return asked ?? Math.max(PLAIN_LIST, longestListArgument(field, ask.given));
}

/** `first` or `last`, the greater of what is asked; else the default the schema gives to one of them. */
function pageAsked(ask: Question, field: FieldNode, definition: GraphQLField<unknown, unknown>): number | undefined {
  const sizes = ['first', 'last'].flatMap((name) => numberArgument(field, name, ask.given) ?? []);
  if (sizes.length > 0) return Math.min(Math.max(0, ...sizes), LARGEST_INT);
  const standard = definition.args.find(({ name }) => name === 'first')?.defaultValue;
  return typeof standard === 'number' ? standard : undefined;
}

/** With what the field costs by itself, which may be the most of it. */
function plus(own: number, { objects, dearest }: Cost, key: string): Cost {
  return { objects: objects + own, dearest: own > dearest.objects ? { path: key, objects: own } : dearest };
}

/** As many objects as there are entries, each with what is inside it. */
function times(entries: number, key: string, inside: Cost): Cost {
  const deeper = entries * inside.dearest.objects;
  const dearest = deeper > entries ? { path: `${key}.${inside.dearest.path}`, objects: deeper } : { path: key, objects: entries };
  return { objects: entries * (1 + inside.objects), dearest };
}
