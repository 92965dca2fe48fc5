import { networksOf } from './city-keys';
import { activeRosters, networkCounts } from './membership-counts';
import { linking, visitTies } from './neighbours';
import { bestByScore, type Ranked } from './ranked';
import type { ActorIndex } from './snapshot/actors';
import { listOf } from './snapshot/adjacency';
import type { Bits } from './snapshot/bits';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/** A city that is like another. */
export interface Peer extends Ranked {
  /** Networks both are active members of, in the order of their ids. */
  readonly sharedNetworks: readonly ActorIndex[];
  readonly isTwinned: boolean;
  /** Both have a figure of inhabitants, and neither is twice the other. */
  readonly isOfSize: boolean;
  readonly isOfCountry: boolean;
}

/** What each likeness weighs; together 1. */
const WEIGHTS = { networks: 0.6, twinning: 0.2, size: 0.1, country: 0.1 };

/**
 * Cities that have most in common with one on a day. Whoever is in a network with it, is twinned with it, or is in some network and of its country
 * comes into question.
 *
 * The score, 0 to 1, is 0.6 of the networks both are in divided by those either is in, 0.2 when they are twinned, 0.1 when neither has twice the
 * inhabitants of the other, and 0.1 when they are of one country. Memberships count while they are ACTIVE.
 *
 * @param among only cities of these.
 * @returns as `best` has them.
 */
export function peersOf(graph: Graph, city: ActorIndex, on: DayNumber, among: Bits): Peer[] {
  const { actors } = graph;
  const own = networksOf(graph, city, on);
  const ownSet = new Set(own);
  const twins = twinsOf(graph, city, on);
  const counts = networkCounts(graph, on);
  const shared = new Uint16Array(actors.size);
  const rosters = activeRosters(graph, on);
  for (const network of own) for (const member of listOf(rosters, network)) shared[member]! += 1;
  const isOfCountry = (other: ActorIndex) => actors.countryOf(other) === actors.countryOf(city);
  const isOfSize = (other: ActorIndex) => areOfSize(actors.populationOf(city), actors.populationOf(other));
  const inQuestion = among.and(graph.ofKind('CITY')).filter((other) => {
    return other !== city && (shared[other]! > 0 || (isOfCountry(other) && at(counts, other) > 0) || twins.has(other));
  });
  const scoreOf = (other: ActorIndex) => {
    const all = own.length + at(counts, other) - shared[other]!;
    const networks = all === 0 ? 0 : shared[other]! / all;
    const { twinning, size, country } = WEIGHTS;
    return WEIGHTS.networks * networks + twinning * +twins.has(other) + size * +isOfSize(other) + country * +isOfCountry(other);
  };
  return bestByScore(graph, inQuestion.numbers(), scoreOf).map(({ actor, score }) => ({
    ...{ actor, score, isTwinned: twins.has(actor), isOfSize: isOfSize(actor), isOfCountry: isOfCountry(actor) },
    sharedNetworks: networksOf(graph, actor, on).filter((network) => ownSet.has(network)),
  }));
}

/** Whether both numbers of inhabitants are known, and neither is more than twice the other. */
function areOfSize(one: number, other: number): boolean {
  return Math.min(one, other) > 0 && Math.max(one, other) <= 2 * Math.min(one, other);
}

/** Actors a city is twinned with on a day. */
function twinsOf(graph: Graph, city: ActorIndex, on: DayNumber): Set<ActorIndex> {
  const twins = new Set<ActorIndex>();
  visitTies(linking(graph, on, ['TWINNING']), city, (other) => !twins.add(other));
  return twins;
}
