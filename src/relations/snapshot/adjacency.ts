import { at, withRoom } from './columns';

/**
 * Lists of numbers, one for each key: compressed sparse rows.
 *
 * The list of `key` is `items` from `start[key]` up to `end[key]`, exclusive. A change writes the new list behind all others and points to it
 * from copies of `start` and `end`, so that whoever holds the old ones sees the old lists.
 */
export interface Adjacency {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly items: Int32Array;
  /** Items written, those of lists that were replaced among them. */
  readonly used: number;
}

export const NO_LISTS: Adjacency = { start: new Int32Array(0), end: new Int32Array(0), items: new Int32Array(0), used: 0 };

/** Lists of the given items by their keys; within a list they keep their order. */
export function adjacencyOf(keyOf: Int32Array, items: Int32Array, keys: number): Adjacency {
  const start = new Int32Array(keys);
  const end = new Int32Array(keys);
  for (const item of items) end[at(keyOf, item)]! += 1;
  let sum = 0;
  for (let key = 0; key < keys; key += 1) {
    start[key] = sum;
    sum += at(end, key);
    end[key] = at(start, key);
  }
  const placed = new Int32Array(items.length);
  for (const item of items) {
    const key = at(keyOf, item);
    placed[at(end, key)] = item;
    end[key]! += 1;
  }
  return { start, end, items: placed, used: placed.length };
}

/** All items in the order of their keys, the keys taken in the given order. */
export function itemsInOrder({ start, end, items }: Adjacency, keys: Int32Array): Int32Array {
  const ordered = new Int32Array(items.length);
  let size = 0;
  for (const key of keys) {
    const list = items.subarray(at(start, key), at(end, key));
    ordered.set(list, size);
    size += list.length;
  }
  return ordered.subarray(0, size);
}

/** The list of a key. */
export function listOf({ start, end, items }: Adjacency, key: number): Int32Array {
  return items.subarray(at(start, key), at(end, key));
}

/** With other lists for some keys, and room for as many keys as are asked for. */
export function withLists(adjacency: Adjacency, lists: ReadonlyMap<number, readonly number[]>, keys: number): Adjacency {
  const [start, end] = [new Int32Array(Math.max(keys, adjacency.start.length)), new Int32Array(Math.max(keys, adjacency.end.length))];
  start.set(adjacency.start);
  end.set(adjacency.end);
  let { items, used } = adjacency;
  for (const [key, list] of lists) {
    items = withRoom(items, used + list.length);
    items.set(list, used);
    start[key] = used;
    used += list.length;
    end[key] = used;
  }
  return { start, end, items, used };
}
