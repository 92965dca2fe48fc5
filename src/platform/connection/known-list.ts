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
 * @param show what an entry is shown as: an object, or the key of a row (see `Shows`).
 * @throws HubError BAD_USER_INPUT for a page that cannot be.
 */
export function knownConnection<Item, Node>(list: KnownList<Item>, args: ForwardArgs, show: (item: Item) => Node): Connection<Node> {
  const { size, after } = windowOf(args);
  const place = after === null ? null : fromCursor(after, list.types, 'after');
  const behind = place === null ? 0 : list.items.findIndex((item) => list.compare(item, place) > 0);
  const first = behind < 0 ? list.items.length : behind;
  const items = list.items.slice(first, first + size);
  const cursorOf = (item: Item | undefined) => (item === undefined ? null : toCursor(list.place(item)));
  return {
    page: async () => ({
      entries: items.map((item) => ({ ...(typeof item === 'object' ? item : {}), cursor: cursorOf(item)!, node: show(item) })),
      pageInfo: {
        hasNextPage: first + size < list.items.length,
        hasPreviousPage: after !== null,
        startCursor: cursorOf(items.at(0)),
        endCursor: cursorOf(items.at(-1)),
      },
    }),
    count: async () => list.items.length,
  };
}
