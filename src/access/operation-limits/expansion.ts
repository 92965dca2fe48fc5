import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';

import { HubError } from '../../platform/errors';
import { definitionsOf, type Fragments, fragmentsOf, spreadSelections } from './fragments';
import { LIMITS } from './limits';

/** Fragments that spread fragments double in size with each level: the size is what counts, not the text. */
export function tooManySelections(document: DocumentNode): HubError | undefined {
  const limit = LIMITS.selections;
  const count = expandedSelections(document);
  if (count <= limit) return undefined;
  return new HubError(
    'COST_LIMIT_EXCEEDED',
    `An operation or fragment selects more than ${limit} fields, the most allowed (fragments included).`,
    {
      limit,
      count,
    },
  );
}

/**
 * Selections of the largest operation or fragment with its fragments inlined.
 *
 * Linear in the document, because each fragment is counted once. The fragments must make no cycle.
 */
export function expandedSelections(document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  const known = new Map<SelectionSetNode, number>();
  return Math.max(0, ...definitionsOf(document).map(({ selectionSet }) => sizeOf(selectionSet, fragments, known)));
}

function sizeOf(set: SelectionSetNode, fragments: Fragments, known: Map<SelectionSetNode, number>): number {
  const before = known.get(set);
  if (before !== undefined) return before;
  let size = set.selections.length;
  for (const selection of set.selections) {
    const inner = selection.kind === Kind.FIELD ? selection.selectionSet : spreadSelections(selection, fragments);
    if (inner) size += sizeOf(inner, fragments, known);
  }
  known.set(set, size);
  return size;
}
