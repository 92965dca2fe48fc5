import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Asking } from './asking';
import { toldOf } from './told';

/** Fields asked for of a type, by the name each has in the answer. */
export type Selection = ReadonlyMap<string, readonly FieldNode[]>;

interface Selecting {
  readonly selectionSet?: SelectionSetNode | undefined;
}

/** The fields that some nodes ask for of a type, in the order of the answer: as graphql-js collects them. */
export function selectionOf(asking: Asking, type: GraphQLObjectType, nodes: readonly Selecting[]): Selection {
  const selected = new Map<string, FieldNode[]>();
  for (const { selectionSet } of nodes) collect(asking, type, selectionSet, selected);
  return selected;
}

function collect(asking: Asking, type: GraphQLObjectType, set: SelectionSetNode | undefined, into: Map<string, FieldNode[]>): void {
  for (const selection of set?.selections ?? []) {
    if (!isIncluded(selection, asking)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      const before = into.get(key);
      if (before) before.push(selection);
      else into.set(key, [selection]);
    } else {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? asking.fragments.get(selection.name.value) : selection;
      if (applies(asking.schema, fragment?.typeCondition?.name.value, type)) collect(asking, type, fragment?.selectionSet, into);
    }
  }
}

function isIncluded(selection: SelectionNode, { variables }: Asking): boolean {
  if (!selection.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}

/** Whether what is selected of two types is written by the same words. */
export function isTheSame(left: GraphQLObjectType, ofLeft: Selection, right: GraphQLObjectType, ofRight: Selection): boolean {
  const others = [...ofRight];
  return (
    ofLeft.size === ofRight.size &&
    [...ofLeft].every(([key, nodes], at) => {
      const [otherKey, otherNodes] = others[at]!;
      return (
        key === otherKey &&
        nodes.length === otherNodes.length &&
        nodes.every((node, nth) => node === otherNodes[nth] && isSameField(left, right, node))
      );
    })
  );
}

function isSameField(left: GraphQLObjectType, right: GraphQLObjectType, { name: { value: name } }: FieldNode): boolean {
  const [one, other] = [left.getFields()[name], right.getFields()[name]];
  if (!one || !other) return one === other;
  const isPlain = !one.resolve && !other.resolve;
  return toldOf(one) === toldOf(other) && (toldOf(one) !== undefined || isPlain) && String(one.type) === String(other.type);
}
