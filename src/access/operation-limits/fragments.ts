import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Where a field stands: its response key below the place of its parent; undefined above the root fields. */
export interface Place {
  readonly key: string;
  readonly field: FieldNode;
  readonly parent: Place | undefined;
  readonly depth: number;
}

export type Definition = OperationDefinitionNode | FragmentDefinitionNode;

export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])));
}

/** Operations and fragments; type definitions, which validation refuses, are left out. */
export function definitionsOf(document: DocumentNode): Definition[] {
  return document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION);
}

/** What a spread or an inline fragment selects; an unknown fragment selects nothing, and validation says so. */
export function spreadSelections(node: Exclude<SelectionNode, FieldNode>, fragments: Fragments): SelectionSetNode | undefined {
  return node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value)?.selectionSet;
}

/** The name a field has in the answer. */
export function responseKey(field: FieldNode): string {
  return (field.alias ?? field.name).value;
}

/**
 * Calls `visit` for every field with its fragments inlined, parents first.
 *
 * Only for documents whose fragments make no cycle and whose `expandedSelections` are within the limit: it takes a step for each.
 */
export function eachField(selections: SelectionSetNode, fragments: Fragments, visit: (place: Place) => void, parent?: Place): void {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      const place = { key: responseKey(selection), field: selection, parent, depth: (parent?.depth ?? 0) + 1 };
      visit(place);
      if (selection.selectionSet) eachField(selection.selectionSet, fragments, visit, place);
    } else {
      const inner = spreadSelections(selection, fragments);
      if (inner) eachField(inner, fragments, visit, parent);
    }
  }
}

/** `cities.nodes.name` */
export function pathOf(place: Place): string {
  return place.parent ? `${pathOf(place.parent)}.${place.key}` : place.key;
}
