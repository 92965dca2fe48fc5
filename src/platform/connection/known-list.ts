import type { Connection } from './connection';
import { type CursorValue, fromCursor, toCursor } from './cursor';
import { type ForwardArgs, windowOf } from './page-args';

/** A list that is known whole, in an order whose keys are unique together. */
export interface KnownList<Item> {
  readonly items: readonly Item[];
  /** The keys of the order, as a cursor has them. */
  place(item: Item): readonly string[];
  readonly types: readonly CursorValue[];
  /** Below 0 when an item comes before a place. Only its sign counts. */
  compare(item: Item, place: readonly string[]): number;
}

/**
 * Pages of a list that is known whole, ordered as it comes. A cursor is a place in the order, and stays one when its entry is gone.
 *
 * @param show the entries of a page, of which there are as many as there are items asked for.
 * @throws HubError BAD_USER_INPUT for a page that cannot be.
 */
export function knownConnection<Item, Node extends object>(
  list: KnownList<Item>,
  args: ForwardArgs,
  show: (item: Item) => Promise<Node | null>,
): Connection<Node> {
  const { size, after } = windowOf(args);
  const place = after === null ? null : fromCursor(after, list.types, 'after');
  const behind = place === null ? 0 : list.items.findIndex((item) => list.compare(item, place) > 0);
  const first = behind < 0 ? list.items.length : behind;
  return {
    page: async () => {
      const items = list.items.slice(first, first + size);
      const nodes = await Promise.all(items.map(show));
      const cursors = items.map((item) => toCursor(list.place(item)));
      return {
        entries: items.flatMap((item, at) =>
          nodes[at] ? [{ ...(typeof item === 'object' ? item : {}), cursor: cursors[at]!, node: nodes[at] }] : [],
        ),
        pageInfo: {
          hasNextPage: first + size < list.items.length,
          hasPreviousPage: after !== null,
          startCursor: cursors.at(0) ?? null,
          endCursor: cursors.at(-1) ?? null,
        },
      };
    },
    count: async () => list.items.length,
  };
}
