import { activeRosters } from './membership-counts';
import type { ActorIndex } from './snapshot/actors';
import { listOf } from './snapshot/adjacency';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/** How many cities of a country a network has. */
export interface Presence {
  readonly network: ActorIndex;
  readonly cities: number;
  /** Of the cities the network has in all, 0 to 1. */
  readonly share: number;
}

/** Cities of a network by the numbers of their countries. */
interface Counts {
  readonly network: ActorIndex;
  readonly all: number;
  readonly byCountry: Int32Array;
}

/**
 * Networks that have cities of a country among their members on a day.
 *
 * Memberships count while they are ACTIVE, in any tier; a start that is not known counts as always.
 *
 * @param country its number in `actors.countryCodes`.
 * @returns most cities of the country first; those with as many in the order of their ids.
 */
export function networkPresence(graph: Graph, country: number, on: DayNumber): Presence[] {
  const present = countsOn(graph, on).flatMap(({ network, all, byCountry }) => {
    const cities = at(byCountry, country);
    return cities === 0 ? [] : [{ network, cities, share: cities / all }];
  });
  return present.sort((left, right) => right.cities - left.cities || graph.actors.compare(left.network, right.network));
}

/** Of the day asked last: a list of countries asks for all of them. */
const kept = new WeakMap<Graph, { readonly on: DayNumber; readonly counts: readonly Counts[] }>();

function countsOn(graph: Graph, on: DayNumber): readonly Counts[] {
  const held = kept.get(graph);
  if (held?.on === on) return held.counts;
  const rosters = activeRosters(graph, on);
  const counts = graph
    .ofKind('NETWORK')
    .numbers()
    .map((network) => countsOf(graph, network, listOf(rosters, network)));
  kept.set(graph, { on, counts });
  return counts;
}

function countsOf({ actors }: Graph, network: ActorIndex, members: Int32Array): Counts {
  const byCountry = new Int32Array(actors.countryCodes.length);
  let all = 0;
  for (const member of members) {
    if (!actors.isCity(member)) continue;
    byCountry[actors.countryOf(member)]! += 1;
    all += 1;
  }
  return { network, all, byCountry };
}
