import { setImmediate } from 'node:timers/promises';
import type { Actors } from './actors';
import { type Adjacency, adjacencyOf, itemsInOrder } from './adjacency';
import { at, type Column } from './columns';
import { Memberships, type Span, type SpanColumns } from './memberships';
import { numbersFrom } from './order';
import { SPAN_COLUMNS, type SpanWriter } from './span-writer';

/** By whom spans are listed, and by whom they are ordered within a list. */
export interface Side {
  readonly own: 'member' | 'organization';
  readonly other: 'member' | 'organization';
}
export const HELD: Side = { own: 'member', other: 'organization' };
export const ROSTER: Side = { own: 'organization', other: 'member' };

/** Memberships of all spans of a writer, in turns that let others in between. */
export async function membershipsOf({ columns, size }: SpanWriter, actors: Actors): Promise<Memberships> {
  return renumbered(columns, await listsOf(columns, numbersFrom(0, size), ROSTER, actors), actors);
}

/** Lists and spans nobody sees any more, beside as many that count. */
const MOST_LEFT_OVER = 500_000;

/** The same memberships without what earlier changes have left behind, once that is much. */
export async function tidied(memberships: Memberships, actors: Actors): Promise<Memberships> {
  const { size, believed, held, roster, columns } = memberships;
  if (Math.max(size, held.used, roster.used) < 2 * believed + MOST_LEFT_OVER) return memberships;
  return renumbered(columns, roster, actors);
}

/** Memberships whose spans are numbered in the order of the rosters: whoever reads a roster reads columns from one place to the next. */
async function renumbered(columns: SpanColumns, { start, end, items }: Adjacency, actors: Actors): Promise<Memberships> {
  const [starts, ends] = [new Int32Array(start.length), new Int32Array(end.length)];
  const spans = new Int32Array(items.length);
  let size = 0;
  for (let organization = 0; organization < start.length; organization += 1) {
    starts[organization] = size;
    for (let place = at(start, organization); place < at(end, organization); place += 1) spans[size++] = at(items, place);
    ends[organization] = size;
  }
  const own: Partial<Record<keyof SpanColumns, Column>> = {};
  for (const name of SPAN_COLUMNS) {
    await setImmediate();
    own[name] = gathered(columns[name], spans.subarray(0, size));
  }
  const ordered = own as unknown as SpanColumns;
  const all = numbersFrom(0, size);
  const held = await listsOf(ordered, all, HELD, actors);
  return new Memberships(ordered, size, held, { start: starts, end: ends, items: all, used: size }, size);
}

function gathered(column: Column, places: Int32Array): Column {
  const entries = new (column.constructor as new (length: number) => Column)(places.length);
  for (let place = 0; place < places.length; place += 1) entries[place] = column[places[place]!]!;
  return entries;
}

/** Spans by the actors on one side, in the order of the ids on the other, then of their starts. */
async function listsOf(columns: SpanColumns, spans: Int32Array, { own, other }: Side, actors: Actors): Promise<Adjacency> {
  const byOther = adjacencyOf(columns[other], spans, actors.size);
  await setImmediate();
  const ordered = itemsInOrder(byOther, actors.inOrder());
  await setImmediate();
  const lists = adjacencyOf(columns[own], ordered, actors.size);
  await setImmediate();
  for (let actor = 0; actor < actors.size; actor += 1)
    lists.end[actor] = settled(lists.items, at(lists.start, actor), at(lists.end, actor), { columns, other });
  await setImmediate();
  return lists;
}

/**
 * Puts the spans of one pair, which are next to each other, in the order of their starts. Of those that start on the same day, as one comes once for
 * each day it was sighted on, the first stays, seen as early as any of them.
 *
 * @returns where the list now ends.
 */
export function settled(
  items: Int32Array,
  start: number,
  end: number,
  { columns, other }: { readonly columns: SpanColumns } & Pick<Side, 'other'>,
): number {
  const others = columns[other];
  const { from, seen } = columns;
  let size = start;
  for (let place = start; place < end; place += 1) {
    const span: Span = at(items, place);
    let behind = size;
    while (behind > start && others[items[behind - 1]!] === others[span] && at(from, items[behind - 1]!) > at(from, span)) behind -= 1;
    const last = items[behind - 1]!;
    if (behind > start && others[last] === others[span] && from[last] === from[span]) {
      seen[last] = Math.min(at(seen, last), at(seen, span));
      continue;
    }
    if (behind < size) items.copyWithin(behind + 1, behind, size);
    items[behind] = span;
    size += 1;
  }
  return size;
}
