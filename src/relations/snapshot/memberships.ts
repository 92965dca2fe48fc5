import { MembershipStatus } from '../../catalog/vocabulary/membership';
import type { ActorIndex, Actors } from './actors';
import { type Adjacency, adjacencyOf, itemsInOrder, listOf, NO_LISTS, withLists } from './adjacency';
import { at, withRoom } from './columns';
import type { DayNumber } from './days';

/** A span of a membership: its place in the columns. */
export type Span = number;

/** States of a membership as they are numbered in columns. */
export const STATUSES = Object.keys(MembershipStatus) as readonly MembershipStatus[];
export const ACTIVE = STATUSES.indexOf('ACTIVE');

/** A span as it is read. */
export interface SpanRecord {
  readonly member: ActorIndex;
  readonly organization: ActorIndex;
  /** Number of its tier; -1: none. */
  readonly tier: number;
  readonly status: number;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly seen: DayNumber;
  readonly confidence: number;
}

/** The spans of memberships the hub believes now, as columns. */
export interface SpanColumns {
  readonly member: Int32Array;
  readonly organization: Int32Array;
  readonly tier: Int32Array;
  readonly status: Uint8Array;
  /** First day on which it holds; ALWAYS when it is not known. */
  readonly from: Int32Array;
  /** First day on which it holds no more; NEVER when it is open. */
  readonly to: Int32Array;
  /** The day since which it counts for growth: `from`, and where that is not known the earliest day a source speaks of. */
  readonly seen: Int32Array;
  readonly confidence: Float32Array;
}

const NO_SPANS: SpanColumns = {
  member: new Int32Array(0),
  organization: new Int32Array(0),
  tier: new Int32Array(0),
  status: new Uint8Array(0),
  from: new Int32Array(0),
  to: new Int32Array(0),
  seen: new Int32Array(0),
  confidence: new Float32Array(0),
};

/** A member and an organisation. */
export interface Pair {
  readonly member: ActorIndex;
  readonly organization: ActorIndex;
}

/** Memberships, found by either side. Spans that are no longer believed stay in the columns until all is built anew, but in no list. */
export class Memberships {
  constructor(
    readonly columns: SpanColumns = NO_SPANS,
    /** Spans written, those in no list among them. */
    readonly size = 0,
    /** Spans of a member, in the order of the organisations' ids. */
    readonly held: Adjacency = NO_LISTS,
    /** Spans of an organisation's roster, in the order of the members' ids. */
    readonly roster: Adjacency = NO_LISTS,
    /** Spans in the lists. */
    readonly believed = 0,
  ) {}

  isActive(span: Span, day: DayNumber): boolean {
    const { status, from, to } = this.columns;
    return status[span] === ACTIVE && at(from, span) <= day && at(to, span) > day;
  }

  holds(span: Span, day: DayNumber): boolean {
    return at(this.columns.from, span) <= day && at(this.columns.to, span) > day;
  }

  record(span: Span): SpanRecord {
    const { member, organization, tier, status, from, to, seen, confidence } = this.columns;
    return {
      ...{ member: at(member, span), organization: at(organization, span), tier: at(tier, span), status: at(status, span) },
      ...{ from: at(from, span), to: at(to, span), seen: at(seen, span), confidence: at(confidence, span) },
    };
  }

  /** Spans of a member. */
  heldBy(member: ActorIndex): Int32Array {
    return listOf(this.held, member);
  }

  /** Spans of an organisation's roster. */
  rosterOf(organization: ActorIndex): Int32Array {
    return listOf(this.roster, organization);
  }

  /** The active span of a member in an organisation on a day, -1 when there is none. */
  activeBetween(member: ActorIndex, organization: ActorIndex, day: DayNumber): Span {
    const { start, end, items } = this.held;
    for (let place = at(start, member); place < at(end, member); place += 1) {
      const span = at(items, place);
      if (this.columns.organization[span] === organization && this.isActive(span, day)) return span;
    }
    return -1;
  }
}

/** Memberships of all spans of a writer. */
export function membershipsOf({ columns, size }: SpanWriter, actors: Actors): Memberships {
  const spans = Int32Array.from({ length: size }, (_, span) => span);
  const order = actors.inOrder();
  const byMember = adjacencyOf(columns.member, spans, actors.size);
  const roster = adjacencyOf(columns.organization, itemsInOrder(byMember, order), actors.size);
  const held = adjacencyOf(columns.member, itemsInOrder(roster, order), actors.size);
  return new Memberships(columns, size, held, roster, size);
}

/** Lists and spans nobody sees any more, beside as many that count. */
const MOST_LEFT_OVER = 500_000;

/** The same memberships without what earlier changes have left behind, once that is much. */
export function tidied(memberships: Memberships, actors: Actors): Memberships {
  const { size, believed, held, roster } = memberships;
  if (Math.max(size, held.used, roster.used) < 2 * believed + MOST_LEFT_OVER) return memberships;
  const writer = new SpanWriter();
  for (let organization = 0; organization < actors.size; organization += 1) {
    for (const span of memberships.rosterOf(organization)) writer.add(memberships.record(span));
  }
  return membershipsOf(writer, actors);
}

/** Writes spans behind those a view knows of. */
export class SpanWriter {
  constructor(
    public columns: SpanColumns = NO_SPANS,
    public size = 0,
  ) {}

  add(record: SpanRecord): void {
    if (this.size >= this.columns.member.length) this.columns = wider(this.columns, this.size + 1);
    const { columns, size } = this;
    columns.member[size] = record.member;
    columns.organization[size] = record.organization;
    columns.tier[size] = record.tier;
    columns.status[size] = record.status;
    columns.from[size] = record.from;
    columns.to[size] = record.to;
    columns.seen[size] = record.seen;
    columns.confidence[size] = record.confidence;
    this.size += 1;
  }
}

const NAMES = Object.keys(NO_SPANS) as readonly (keyof SpanColumns)[];

function wider(columns: SpanColumns, size: number): SpanColumns {
  return Object.fromEntries(NAMES.map((name) => [name, withRoom(columns[name], size)])) as unknown as SpanColumns;
}

/** With the spans of some pairs replaced by others: those a writer has added behind the ones before, all of which are of these pairs. */
export function withPairs(before: Memberships, actors: Actors, pairs: readonly Pair[], { columns, size }: SpanWriter): Memberships {
  const added = Int32Array.from({ length: size - before.size }, (_, place) => before.size + place);
  const one = (own: keyof Pair, other: keyof Pair, list: (actor: ActorIndex) => Int32Array) =>
    relisted({ columns, actors, pairs, added, own, other, list });
  const held = one('member', 'organization', (actor) => before.heldBy(actor));
  const roster = one('organization', 'member', (actor) => before.rosterOf(actor));
  const gone = [...held].reduce((sum, [actor, list]) => sum + before.heldBy(actor).length - list.length, 0);
  return new Memberships(
    columns,
    size,
    withLists(before.held, held, actors.size),
    withLists(before.roster, roster, actors.size),
    before.believed - gone,
  );
}

interface Relisting {
  readonly columns: SpanColumns;
  readonly actors: Actors;
  readonly pairs: readonly Pair[];
  readonly added: Int32Array;
  readonly own: keyof Pair;
  readonly other: keyof Pair;
  readonly list: (actor: ActorIndex) => Int32Array;
}

/** The new lists of the actors on one side of the pairs. */
function relisted({ columns, actors, pairs, added, own, other, list }: Relisting): Map<ActorIndex, number[]> {
  const order = (left: Span, right: Span) => actors.compare(at(columns[other], left), at(columns[other], right)) || left - right;
  const touched = grouped(pairs, (pair) => pair[own]);
  const additions = grouped([...added], (span) => at(columns[own], span));
  return new Map(
    [...touched].map(([actor, ofActor]) => {
      const gone = new Set(ofActor.map((pair) => pair[other]));
      const kept = [...list(actor)].filter((span) => !gone.has(at(columns[other], span)));
      return [actor, merged(kept, (additions.get(actor) ?? []).sort(order), order)];
    }),
  );
}

/** Two ordered lists as one. */
function merged(left: readonly number[], right: readonly number[], order: (left: number, right: number) => number): number[] {
  const all: number[] = [];
  let taken = 0;
  for (const item of left) {
    while (taken < right.length && order(right[taken]!, item) < 0) all.push(right[taken++]!);
    all.push(item);
  }
  return [...all, ...right.slice(taken)];
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => number): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
