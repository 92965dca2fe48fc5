import { ActorKind, LocalGovernmentKind } from '../../catalog/vocabulary/common';
import { withRoom } from './columns';
import type { BinaryRow } from './copy-out';
import { numbersFrom } from './order';
import { UuidTable, type Words, wordsOf } from './uuid-table';

/** Place of an actor in the columns of a view. */
export type ActorIndex = number;

/** Kinds of actors as they are numbered in columns. */
export const KINDS = Object.keys(ActorKind) as readonly ActorKind[];

/** Kinds of local governments as they are numbered in columns, from 1; 0: it is none. */
export const GOVERNMENTS = Object.keys(LocalGovernmentKind) as readonly LocalGovernmentKind[];

/** What a change of an actor's row leaves of it. */
export interface ActorRecord {
  readonly id: Words;
  readonly kind: number;
  readonly government: number;
  /** ISO 3166-1 alpha-2; null: none, or several. */
  readonly country: string | null;
  /** -1: not known. */
  readonly population: number;
  /** The record that stands for it, once it was merged. */
  readonly mergedInto: Words | null;
}

/** Every actor of the hub, linked to others or not. */
export class Actors {
  constructor(
    private readonly ids: UuidTable = new UuidTable(),
    readonly size = 0,
    private readonly kinds = new Uint8Array(0),
    private readonly governments = new Uint8Array(0),
    private readonly countries = new Uint16Array(0),
    private readonly populations = new Int32Array(0),
    /** Country codes by their numbers; number 0 is none. */
    readonly countryCodes: readonly string[] = [''],
    /** Cities that were merged, with the records that stand for them. They are of no kind. */
    private readonly merged: ReadonlyMap<ActorIndex, Words> = new Map(),
    /** The order of their ids, as far as it was known when this was made: of the actors there were before. */
    private order: Int32Array = new Int32Array(0),
    private rank: Int32Array = new Int32Array(0),
  ) {}

  /** Where the actor with a uuid is, or the one that stands for it; -1 when there is none. */
  indexOf(uuid: string): ActorIndex {
    const actor = this.find(wordsOf(uuid));
    const standing = this.merged.get(actor);
    return standing ? this.find(standing) : actor;
  }

  find(uuid: Words): ActorIndex {
    return this.known(this.ids.find(uuid));
  }

  /** As `find`, of a column of a row. */
  findIn(row: BinaryRow, column: number): ActorIndex {
    return this.known(row.numberIn(this.ids, column));
  }

  /** Views share the table: what came later is not there yet. */
  private known(index: number): ActorIndex {
    return index < this.size ? index : -1;
  }

  idOf(actor: ActorIndex): string {
    return this.ids.textOf(actor);
  }

  /** By their ids: an order that is the same in every process, and stays. */
  compare(left: ActorIndex, right: ActorIndex): number {
    return this.ids.compare(left, right);
  }

  kindOf(actor: ActorIndex): ActorKind {
    return KINDS[this.kinds[actor] ?? 0] ?? 'CITY';
  }

  /** Never of a city that was merged into another. */
  isOfKind(actor: ActorIndex, kind: ActorKind): boolean {
    return KINDS[this.kinds[actor] ?? 0] === kind;
  }

  /** Not a city that was merged into another. */
  isCity(actor: ActorIndex): boolean {
    return this.kinds[actor] === 0;
  }

  /** What kind of local government it is; null when it is none. */
  governmentOf(actor: ActorIndex): LocalGovernmentKind | null {
    return GOVERNMENTS[(this.governments[actor] ?? 0) - 1] ?? null;
  }

  /** Number of the actor's country in `countryCodes`; 0: of none, or of several. */
  countryOf(actor: ActorIndex): number {
    return this.countries[actor] ?? 0;
  }

  /** Inhabitants; -1 when they are not known, or of an actor that is no city. */
  populationOf(actor: ActorIndex): number {
    return this.populations[actor] ?? -1;
  }

  /** All actors in the order of their ids. Not to be written to. */
  inOrder(): Int32Array {
    if (this.order.length < this.size) this.order = this.ordered(this.order);
    return this.order;
  }

  /** Place of every actor in the order of the ids. Not to be written to. */
  ranks(): Int32Array {
    if (this.rank.length < this.size) {
      this.rank = new Int32Array(this.size);
      this.inOrder().forEach((actor, place) => {
        this.rank[actor] = place;
      });
    }
    return this.rank;
  }

  /** All actors in order, of which the first ones are already. */
  private ordered(known: Int32Array): Int32Array {
    const added = this.ids.inOrder(numbersFrom(known.length, this.size));
    const order = new Int32Array(this.size);
    let [size, taken] = [0, 0];
    for (const actor of known) {
      while (taken < added.length && this.compare(added[taken]!, actor) < 0) order[size++] = added[taken++]!;
      order[size++] = actor;
    }
    order.set(added.subarray(taken), size);
    return order;
  }

  /** With the actors that are new, and what has changed of others. */
  with(records: readonly ActorRecord[]): Actors {
    if (records.length === 0) return this;
    // What is known already may be overwritten, and other views still show it.
    const isChange = records.some(({ id }) => this.find(id) >= 0);
    const own = <C extends Uint8Array | Uint16Array | Int32Array>(column: C): C => (isChange ? (column.slice() as C) : column);
    let [kinds, governments, countries, populations] = [own(this.kinds), own(this.governments), own(this.countries), own(this.populations)];
    const numbers = new Map(this.countryCodes.map((code, number) => [code, number]));
    const merged = new Map(this.merged);
    for (const { id, kind, government, country, population, mergedInto } of records) {
      const actor = this.ids.add(id);
      kinds = withRoom(kinds, actor + 1);
      governments = withRoom(governments, actor + 1);
      countries = withRoom(countries, actor + 1);
      populations = withRoom(populations, actor + 1);
      kinds[actor] = mergedInto ? KINDS.length : kind;
      if (mergedInto) merged.set(actor, mergedInto);
      else merged.delete(actor);
      governments[actor] = government;
      populations[actor] = population;
      const code = country ?? '';
      if (!numbers.has(code)) numbers.set(code, numbers.size);
      countries[actor] = numbers.get(code) ?? 0;
    }
    const all = [kinds, governments, countries, populations, [...numbers.keys()], merged] as const;
    return new Actors(this.ids, this.ids.size, ...all, this.order, this.ids.size === this.size ? this.rank : undefined);
  }
}
