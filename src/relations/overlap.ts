import type { ActorKind } from '../catalog/vocabulary/common';
import { sortedByInhabitants } from './by-inhabitants';
import type { ActorIndex } from './snapshot/actors';
import type { Bits } from './snapshot/bits';
import { bitsOf } from './snapshot/bits';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/** What two organisations have in common on one day. */
export interface OverlapFigures {
  readonly shared: number;
  readonly onlyA: number;
  readonly onlyB: number;
  /** Shared divided by all, 0 to 1; 0 when neither has a member. */
  readonly jaccard: number;
  /** Shared divided by the smaller roster, 0 to 1; 0 when one has no member. */
  readonly containment: number;
}

/**
 * How far the rosters of two organisations overlap.
 *
 * A member is who holds an ACTIVE membership on the day, in any tier; with a kind, only actors of that kind. A start that is not known counts
 * as always.
 */
export function overlapOf(a: Bits, b: Bits): OverlapFigures {
  const [inA, inB, shared] = [a.size(), b.size(), a.sizeOfAnd(b)];
  const share = (all: number) => (all === 0 ? 0 : shared / all);
  return { shared, onlyA: inA - shared, onlyB: inB - shared, jaccard: share(inA + inB - shared), containment: share(Math.min(inA, inB)) };
}

/** Members of an organisation that are ACTIVE on a day; with a kind, only actors of that kind. */
export function membersOn(graph: Graph, organization: ActorIndex, { on, kind }: { on: DayNumber; kind: ActorKind | null }): Bits {
  const members = graph.activeMembers(organization, on);
  return kind === null ? members : members.and(graph.ofKind(kind));
}

/** Members common to all of some rosters; of none, nobody. */
export function sharedByAll(rosters: readonly Bits[]): Bits {
  return rosters.length === 0 ? bitsOf(0) : rosters.reduce((shared, roster) => shared.and(roster));
}

/** Actors of a set: most inhabitants first, those without a figure last, then in the order of their ids. */
export function byPopulation({ actors: all }: Graph, actors: Bits): ActorIndex[] {
  return sortedByInhabitants(all, actors.numbers());
}
