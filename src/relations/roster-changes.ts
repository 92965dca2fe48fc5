import { sortedByInhabitants } from './by-inhabitants';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import type { Span } from './snapshot/memberships';

/** What became of a roster between two days. Members are most populous first; those without a figure, and others than cities, come last. */
export interface RosterChanges {
  readonly joined: readonly ActorIndex[];
  readonly left: readonly ActorIndex[];
  readonly tierChanged: readonly ActorIndex[];
  /** Members on both days, in the same tier. */
  readonly unchanged: number;
}

/**
 * Who joined, left or changed tier between two days: members on the one, on the other or on both. What happened in between and was undone by the
 * later day is no change.
 *
 * Memberships count while they are ACTIVE. One whose start is not known counts from the day a source first saw it, as for `growthOf`.
 */
export function rosterChanges(graph: Graph, organization: ActorIndex, from: DayNumber, to: DayNumber): RosterChanges {
  const [before, after] = [tiersOn(graph, organization, from), tiersOn(graph, organization, to)];
  const both = [...before.keys()].filter((member) => after.has(member));
  const tierChanged = both.filter((member) => before.get(member) !== after.get(member));
  const inOrder = (members: readonly ActorIndex[]) => sortedByInhabitants(graph.actors, members);
  return {
    joined: inOrder([...after.keys()].filter((member) => !before.has(member))),
    left: inOrder([...before.keys()].filter((member) => !after.has(member))),
    tierChanged: inOrder(tierChanged),
    unchanged: both.length - tierChanged.length,
  };
}

/** Members on a day, with the number of the tier of each. */
function tiersOn({ memberships }: Graph, organization: ActorIndex, on: DayNumber): Map<ActorIndex, number> {
  const { member, tier, seen } = memberships.columns;
  const counts = (span: Span) => memberships.isActive(span, on) && at(seen, span) <= on;
  return new Map([...memberships.rosterOf(organization)].filter(counts).map((span) => [at(member, span), at(tier, span)]));
}
