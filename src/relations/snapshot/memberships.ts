import { MembershipStatus } from '../../catalog/vocabulary/membership';
import type { ActorIndex } from './actors';
import { type Adjacency, listOf, NO_LISTS } from './adjacency';
import { at } from './columns';
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

export const NO_SPANS: SpanColumns = {
  member: new Int32Array(0),
  organization: new Int32Array(0),
  tier: new Int32Array(0),
  status: new Uint8Array(0),
  from: new Int32Array(0),
  to: new Int32Array(0),
  seen: new Int32Array(0),
  confidence: new Float32Array(0),
};

/** Members and organisations: those at one place belong together. */
export interface Pairs {
  readonly member: ActorIndex[];
  readonly organization: ActorIndex[];
}
export const NO_PAIRS: Pairs = { member: [], organization: [] };

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
      ...{ member: at(member, span), organization: at(organization, span), tier: at(tier, span), status: status[span]! },
      ...{ from: at(from, span), to: at(to, span), seen: at(seen, span), confidence: confidence[span]! },
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

  /** Visits the members of an organisation that are ACTIVE on a day, in the order of their ids. */
  eachActive(organization: ActorIndex, day: DayNumber, visit: (member: ActorIndex) => void): void {
    const { start, end, items } = this.roster;
    const last = at(end, organization);
    for (let place = at(start, organization); place < last; place += 1) {
      const span = at(items, place);
      if (this.isActive(span, day)) visit(at(this.columns.member, span));
    }
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
