import type { ActorIndex, Actors } from './actors';
import { type Adjacency, adjacencyOf, itemsInOrder, listOf, NO_LISTS, withLists } from './adjacency';
import { at, withRoom } from './columns';
import type { DayNumber } from './days';
import { numbersFrom, orderedBy } from './order';
import { UuidTable, type Words } from './uuid-table';

/** What ties actors together besides memberships, as it is numbered in columns, in the order in which ways prefer it. */
export const TIE_KINDS = ['TWINNING', 'JOINT_PROJECT', 'EVENT', 'AGREEMENT', 'MANDATE'] as const;
export type TieKind = (typeof TIE_KINDS)[number];

/** A tie: its number. */
export type Tie = number;
/** An actor's part in a tie: its place in the columns. */
export type Part = number;

/** A part as it is read. */
export interface PartRecord {
  readonly tie: Words;
  readonly kind: number;
  readonly actor: ActorIndex;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly confidence: number;
  /** The participation or mandate it rests on. */
  readonly fact: Words;
  /** 1: the actor itself holds the office; 0: it has somebody in it, or it is no office. */
  readonly isHolder: number;
}

export interface PartColumns {
  readonly tie: Int32Array;
  readonly actor: Int32Array;
  /** First day on which it ties. */
  readonly from: Int32Array;
  /** First day on which it ties no more. */
  readonly to: Int32Array;
  readonly confidence: Float32Array;
  readonly fact: Int32Array;
  readonly isHolder: Uint8Array;
}

const NO_PARTS: PartColumns = {
  tie: new Int32Array(0),
  actor: new Int32Array(0),
  from: new Int32Array(0),
  to: new Int32Array(0),
  confidence: new Float32Array(0),
  fact: new Int32Array(0),
  isHolder: new Uint8Array(0),
};

/**
 * Collaborations, and people (or actors) in office: two actors are tied on a day when both have a part in the same tie on it.
 *
 * A twinning ties while it holds. A project, an event or an agreement ties from the day it began, for ever: people met. What is only planned, was
 * called off, or is a twinning that lapsed ties nobody. A person ties the actors at which that person is in office on the same day, and
 * an actor that holds an office itself is tied to where it does.
 */
export class Ties {
  constructor(
    private readonly ids: UuidTable = new UuidTable(),
    private readonly facts: UuidTable = new UuidTable(),
    private readonly kinds = new Uint8Array(0),
    readonly columns: PartColumns = NO_PARTS,
    /** Parts written, those in no list among them. */
    readonly size = 0,
    /** Parts of a tie, in the order of the actors' ids, then of the facts'. */
    readonly within: Adjacency = NO_LISTS,
    /** Parts of an actor, in the order of the ties' kinds and ids, then of the facts'. */
    readonly of: Adjacency = NO_LISTS,
  ) {}

  /** A person, an actor's mandate or a collaboration, by its kind. */
  idOf(tie: Tie): string {
    return this.ids.textOf(tie);
  }

  kindOf(tie: Tie): TieKind {
    return TIE_KINDS[this.kindNumberOf(tie)] ?? 'EVENT';
  }

  /** Place of its kind in `TIE_KINDS`. */
  kindNumberOf(tie: Tie): number {
    return this.kinds[tie] ?? 0;
  }

  /** The participation or mandate that a part rests on. */
  factOf(part: Part): string {
    return this.facts.textOf(at(this.columns.fact, part));
  }

  holds(part: Part, day: DayNumber): boolean {
    return at(this.columns.from, part) <= day && at(this.columns.to, part) > day;
  }

  partsIn(tie: Tie): Int32Array {
    return listOf(this.within, tie);
  }

  partsOf(actor: ActorIndex): Int32Array {
    return listOf(this.of, actor);
  }

  /** With the parts in some ties replaced by others, all of which are in these ties. */
  with(records: readonly PartRecord[], changed: readonly Words[], actors: Actors): Ties {
    const touched = new Set(changed.map((tie) => this.ids.add(tie)));
    const { kinds, columns } = this.written(records);
    const added = records.map((_, place) => this.size + place);
    const gone = [...touched].flatMap((tie) => [...this.partsIn(tie)]);
    const compare = this.order(kinds, columns, actors);
    const within = new Map([...touched].map((tie): [Tie, Part[]] => [tie, []]));
    for (const part of added) within.get(at(columns.tie, part))!.push(part);
    for (const list of within.values()) list.sort(compare.inTie);
    const of = new Map([...gone, ...added].map((part): [ActorIndex, Part[]] => [at(columns.actor, part), []]));
    for (const [actor, list] of of) list.push(...[...this.partsOf(actor)].filter((part) => !touched.has(at(columns.tie, part))));
    for (const part of added) of.get(at(columns.actor, part))!.push(part);
    for (const list of of.values()) list.sort(compare.ofActor);
    return new Ties(
      ...([this.ids, this.facts, kinds, columns, this.size + records.length] as const),
      withLists(this.within, within, this.ids.size),
      withLists(this.of, of, actors.size),
    );
  }

  /** Ties of all parts that are read. */
  static of(records: Iterable<PartRecord>, actors: Actors): Ties {
    const { ids, facts, kinds, columns, size } = new Ties().written(records);
    const order = orderedBy(ids.inOrder(numbersFrom(0, ids.size)), (tie) => kinds[tie]!);
    const places = new Int32Array(facts.size);
    facts.inOrder(numbersFrom(0, facts.size)).forEach((fact, place) => {
      places[fact] = place;
    });
    const parts = orderedBy(numbersFrom(0, size), (part) => at(places, at(columns.fact, part)));
    const byActor = itemsInOrder(adjacencyOf(columns.actor, parts, actors.size), actors.inOrder());
    const within = adjacencyOf(columns.tie, byActor, ids.size);
    return new Ties(ids, facts, kinds, columns, size, within, adjacencyOf(columns.actor, itemsInOrder(within, order), actors.size));
  }

  /** The columns with parts behind those there are. */
  private written(records: Iterable<PartRecord>) {
    const { ids, facts } = this;
    let { kinds, columns, size } = this;
    for (const record of records) {
      if (size >= columns.tie.length) columns = wider(columns, size + 1);
      const tie = ids.add(record.tie);
      kinds = withRoom(kinds, tie + 1);
      kinds[tie] = record.kind;
      columns.tie[size] = tie;
      columns.actor[size] = record.actor;
      columns.from[size] = record.from;
      columns.to[size] = record.to;
      columns.confidence[size] = record.confidence;
      columns.fact[size] = facts.add(record.fact);
      columns.isHolder[size] = record.isHolder;
      size += 1;
    }
    return { ids, facts, kinds, columns, size };
  }

  private order(kinds: Uint8Array, columns: PartColumns, actors: Actors) {
    const { ids, facts } = this;
    const byFact = (left: Part, right: Part) => facts.compare(at(columns.fact, left), at(columns.fact, right));
    return {
      inTie: (left: Part, right: Part) => actors.compare(at(columns.actor, left), at(columns.actor, right)) || byFact(left, right),
      ofActor: (left: Part, right: Part) => {
        const [first, second] = [at(columns.tie, left), at(columns.tie, right)];
        return kinds[first]! - kinds[second]! || ids.compare(first, second) || byFact(left, right);
      },
    };
  }
}

const NAMES = Object.keys(NO_PARTS) as readonly (keyof PartColumns)[];

function wider(columns: PartColumns, size: number): PartColumns {
  return Object.fromEntries(NAMES.map((name) => [name, withRoom(columns[name], size)])) as unknown as PartColumns;
}
