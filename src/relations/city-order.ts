import type { CursorValue } from '../platform/connection/cursor';
import { type ByActor, connectedness, membershipCounts } from './membership-counts';
import type { ActorIndex, Actors } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import { orderedBy } from './snapshot/order';

/** Orders of cities that a graph knows. */
export type GraphOrder = 'POPULATION' | 'MEMBERSHIP_COUNT' | 'CONNECTEDNESS';

/** All cities in a total order. */
export interface OrderedCities {
  readonly ascending: Int32Array;
  /** What a city is ordered by, as a cursor has it: the number ordered by, its inhabitants (-1: no figure), its id. */
  place(city: ActorIndex): string[];
  readonly types: readonly CursorValue[];
  /** Below 0 when a city comes before a place in ascending order. */
  compare(city: ActorIndex, place: readonly string[]): number;
}

/**
 * Cities by inhabitants, by the memberships that are ACTIVE on a day, or by the actors they are linked to on it. Those with as many go by inhabitants,
 * then by id. Without a figure of inhabitants a city has -1.
 */
export function orderedCities(graph: Graph, field: GraphOrder, on: DayNumber): OrderedCities {
  const { actors } = graph;
  const byPopulation = populationOrder(actors);
  if (field === 'POPULATION') {
    const place = (city: ActorIndex) => [String(actors.populationOf(city)), actors.idOf(city)];
    return { ascending: byPopulation, place, types: ['bigint', 'uuid'], compare: comparing(place) };
  }
  const numbers = field === 'MEMBERSHIP_COUNT' ? membershipCounts(graph, on) : connectedness(graph, on);
  const place = (city: ActorIndex) => [String(at(numbers, city)), String(actors.populationOf(city)), actors.idOf(city)];
  return { ascending: byNumbers(numbers, byPopulation), place, types: ['bigint', 'bigint', 'uuid'], compare: comparing(place) };
}

function comparing(placeOf: (city: ActorIndex) => string[]): OrderedCities['compare'] {
  return (city, place) => {
    const own = placeOf(city);
    const last = own.length - 1;
    for (let key = 0; key < last; key += 1) {
      const more = Number(own[key]) - Number(place[key]);
      if (more !== 0) return more;
    }
    return own[last]! < place[last]! ? -1 : Number(own[last]! > place[last]!);
  };
}

const populationOrders = new WeakMap<Actors, Int32Array>();

function populationOrder(actors: Actors): Int32Array {
  const known = populationOrders.get(actors);
  if (known) return known;
  const byId = actors.inOrder().filter((actor) => actors.isCity(actor));
  const order = orderedBy(byId, (city) => actors.populationOf(city) + 1);
  populationOrders.set(actors, order);
  return order;
}

const numberOrders = new WeakMap<ByActor, Int32Array>();

function byNumbers(numbers: ByActor, byPopulation: Int32Array): Int32Array {
  const known = numberOrders.get(numbers);
  if (known) return known;
  const order = orderedBy(byPopulation, (city) => at(numbers, city));
  numberOrders.set(numbers, order);
  return order;
}
