import { networksOf } from './city-keys';
import type { Peer } from './city-peers';
import { networkPresence } from './network-presence';
import { best, type Ranked, rounded } from './ranked';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/** A network that a city could join. */
export interface NetworkSuggestion extends Ranked {
  /** Its peers that are active members, best first. */
  readonly similar: readonly ActorIndex[];
  /** Active members that are cities of its country. */
  readonly compatriots: number;
}

/**
 * Networks that a city could join on a day: those its peers are active members of, and of which no membership of it is recorded, whatever became
 * of it: who was invited, left or said no needs no telling.
 *
 * The score, 0 to 1, is the share of the peers that are members, each weighing as much as it is like the city.
 *
 * @param peers of the city on that day.
 * @returns as `best` has them.
 */
export function suggestedNetworks(graph: Graph, city: ActorIndex, on: DayNumber, peers: readonly Peer[]): NetworkSuggestion[] {
  const { actors, memberships } = graph;
  const known = new Set([...memberships.heldBy(city)].map((span) => at(memberships.columns.organization, span)));
  const similar = new Map<ActorIndex, Peer[]>();
  for (const peer of peers) {
    for (const network of networksOf(graph, peer.actor, on)) {
      if (known.has(network)) continue;
      const members = similar.get(network) ?? [];
      similar.set(network, members);
      members.push(peer);
    }
  }
  const compatriots = new Map(networkPresence(graph, actors.countryOf(city), on).map(({ network, cities }) => [network, cities]));
  const weight = (some: readonly Peer[]) => some.reduce((sum, { score }) => sum + score, 0);
  const all = weight(peers);
  const suggestions = [...similar].map(([network, members]) => ({
    actor: network,
    score: all === 0 ? 0 : rounded(weight(members) / all),
    similar: members.map(({ actor }) => actor),
    compatriots: compatriots.get(network) ?? 0,
  }));
  return best(graph, suggestions);
}
