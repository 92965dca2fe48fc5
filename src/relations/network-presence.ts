import type { ActorIndex } from './snapshot/actors';
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
  readonly byCountry: ReadonlyMap<number, number>;
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
    const cities = byCountry.get(country) ?? 0;
    return cities === 0 ? [] : [{ network, cities, share: cities / all }];
  });
  return present.sort((left, right) => right.cities - left.cities || graph.actors.compare(left.network, right.network));
}

/** Of the day asked last: a list of countries asks for all of them. */
const kept = new WeakMap<Graph, { readonly on: DayNumber; readonly counts: readonly Counts[] }>();

function countsOn(graph: Graph, on: DayNumber): readonly Counts[] {
  const held = kept.get(graph);
  if (held?.on === on) return held.counts;
  const counts = graph
    .ofKind('NETWORK')
    .numbers()
    .map((network) => countsOf(graph, network, on));
  kept.set(graph, { on, counts });
  return counts;
}

function countsOf({ actors, memberships }: Graph, network: ActorIndex, on: DayNumber): Counts {
  const byCountry = new Map<number, number>();
  let all = 0;
  for (const span of memberships.rosterOf(network)) {
    const member = at(memberships.columns.member, span);
    if (!memberships.isActive(span, on) || !actors.isCity(member)) continue;
    const country = actors.countryOf(member);
    byCountry.set(country, (byCountry.get(country) ?? 0) + 1);
    all += 1;
  }
  return { network, all, byCountry };
}
