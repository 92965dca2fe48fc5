import { setImmediate } from 'node:timers/promises';
import type { ActorIndex, Actors } from './actors';
import type { Adjacency } from './adjacency';
import { type Bits, bitsOf } from './bits';
import { at, withRoom } from './columns';
import { HELD, ROSTER, type Side, settled } from './membership-lists';
import { Memberships, type Pairs, type SpanColumns } from './memberships';
import { numbersFrom, orderedBy } from './order';
import type { SpanWriter } from './span-writer';

/**
 * With the spans of some pairs replaced by others: those a writer has added behind the ones before, all of which are of these pairs. In turns that
 * let others in between.
 */
export async function withPairs(before: Memberships, actors: Actors, pairs: Pairs, { columns, size }: SpanWriter): Promise<Memberships> {
  if (pairs.member.length === 0) return before;
  const change = { columns, actors, pairs, gone: spansBetween(before, pairs), added: numbersFrom(before.size, size) };
  await setImmediate();
  const held = await relisted(before.held, HELD, change);
  const roster = await relisted(before.roster, ROSTER, change);
  return new Memberships(columns, size, held.lists, roster.lists, before.believed + roster.more);
}

/** The spans of some pairs. */
function spansBetween({ held, columns, size }: Memberships, { member, organization }: Pairs): Bits {
  const spans = bitsOf(size);
  member.forEach((one, pair) => {
    for (let place = at(held.start, one); place < at(held.end, one); place += 1) {
      const span = at(held.items, place);
      if (columns.organization[span] === organization[pair]) spans.add(span);
    }
  });
  return spans;
}

interface Change {
  readonly columns: SpanColumns;
  readonly actors: Actors;
  readonly pairs: Pairs;
  /** Spans that are in the lists, and stay in none. */
  readonly gone: Bits;
  readonly added: Int32Array;
}

/** The lists of one side with those of the pairs' actors anew, and how many more spans are in them. */
async function relisted(before: Adjacency, { own, other }: Side, { columns, actors, pairs, gone, added }: Change) {
  const [start, end] = [grown(before.start, actors.size), grown(before.end, actors.size)];
  const [ranks, owner] = [actors.ranks(), columns[own]];
  const rankOf = (span: number) => at(ranks, at(columns[other], span));
  const more = orderedBy(orderedBy(added, rankOf), (span) => at(owner, span));
  await setImmediate();
  let { items, used } = before;
  let [taken, sum] = [0, 0];
  for (const actor of distinct(pairs[own], actors.size)) {
    let next = taken;
    while (next < more.length && owner[more[next]!] === actor) next += 1;
    const last = settled(more, taken, next, { columns, other });
    const [from, to] = [at(start, actor), at(end, actor)];
    items = withRoom(items, used + to - from + last - taken);
    start[actor] = used;
    for (let place = from; place < to; place += 1) {
      const span = at(items, place);
      if (gone.has(span)) continue;
      while (taken < last && rankOf(more[taken]!) < rankOf(span)) items[used++] = more[taken++]!;
      items[used++] = span;
    }
    while (taken < last) items[used++] = more[taken++]!;
    end[actor] = used;
    sum += used - at(start, actor) - (to - from);
    taken = next;
  }
  await setImmediate();
  return { lists: { start, end, items, used }, more: sum };
}

function distinct(actors: readonly ActorIndex[], bound: number): number[] {
  const set = bitsOf(bound);
  for (const actor of actors) set.add(actor);
  return set.numbers();
}

/** A copy with at least so many entries. */
function grown(column: Int32Array, size: number): Int32Array {
  const copy = new Int32Array(Math.max(size, column.length));
  copy.set(column);
  return copy;
}
