import type { ActorKind } from '../../catalog/vocabulary/common';
import type { ActorIndex, Actors } from './actors';
import { type Bits, bitsOf } from './bits';
import type { DayNumber } from './days';
import type { Memberships } from './memberships';
import type { Resources } from './resources';
import type { Tiers } from './tiers';
import type { Ties } from './ties';

export interface GraphParts {
  /** Of the last change it knows of, as `hub.dataVersion` tells it. */
  readonly sequence: string;
  /** Tells releases of the gazetteer apart, which the feed does not tell of place by place. */
  readonly release: string;
  readonly actors: Actors;
  readonly tiers: Tiers;
  readonly memberships: Memberships;
  readonly ties: Ties;
  readonly resources: Resources;
}

/** Rosters of one day that are kept as bits, at most: 17 KB each with every city of the world. */
const MOST_KEPT = 200;

/**
 * What the hub believes of who is connected to whom, at one sequence of the feed: a view that never changes.
 *
 * **How to ask it.** A question is a pure function of a graph and a day. Translate ids once (`actors.indexOf`, -1: unknown), work on indexes,
 * translate back at the end (`actors.idOf`). Indexes are places in columns: they hold for one graph, are in no useful order, and must never
 * be kept from one request to the next or be sorted by; `actors.compare` is an order that stays.
 *
 * - `actors`: kind, country and population of every actor of the hub, linked to others or not.
 * - `memberships`: every span believed now, of every status, found from the member (`heldBy`) and from the organisation (`rosterOf`).
 *   `columns.seen` is the day since which a span counts for growth and comparisons of rosters.
 * - `tiers`: what sort of membership a span's tier is (`categoryOf`, `isMember`), and what it gives.
 * - `ties`: collaborations and offices, found from the tie (`partsIn`) and from the actor (`partsOf`).
 * - `resources`: who may use which resource, by its rules.
 * - `activeMembers`: the members of an organisation that are ACTIVE on a day, as bits; kept for the day asked last. Not to be written to.
 *
 * What the hub believed earlier (`knownAt`) is not here: that is asked of the database.
 */
export class Graph {
  readonly sequence: string;
  readonly release: string;
  readonly actors: Actors;
  readonly tiers: Tiers;
  readonly memberships: Memberships;
  readonly ties: Ties;
  readonly resources: Resources;
  private rosters: { readonly day: DayNumber; readonly bits: Map<ActorIndex, Bits> } = { day: Number.NaN, bits: new Map() };

  private readonly kinds = new Map<ActorKind, Bits>();

  constructor({ sequence, release, actors, tiers, memberships, ties, resources }: GraphParts) {
    this.sequence = sequence;
    this.release = release;
    this.actors = actors;
    this.tiers = tiers;
    this.memberships = memberships;
    this.ties = ties;
    this.resources = resources;
  }

  /** All actors of a kind. Not to be written to. */
  ofKind(kind: ActorKind): Bits {
    const kept = this.kinds.get(kind);
    if (kept) return kept;
    const bits = bitsOf(this.actors.size);
    for (let actor = 0; actor < this.actors.size; actor += 1) if (this.actors.isOfKind(actor, kind)) bits.add(actor);
    this.kinds.set(kind, bits);
    return bits;
  }

  /** Members, of any kind and in any tier, that are ACTIVE on a day. */
  activeMembers(organization: ActorIndex, day: DayNumber): Bits {
    if (this.rosters.day !== day || this.rosters.bits.size >= MOST_KEPT) this.rosters = { day, bits: new Map() };
    const kept = this.rosters.bits.get(organization);
    if (kept) return kept;
    const bits = bitsOf(this.actors.size);
    this.memberships.eachActive(organization, day, (member) => bits.add(member));
    this.rosters.bits.set(organization, bits);
    return bits;
  }
}
