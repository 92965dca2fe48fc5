import type { ActorIndex, Actors } from './snapshot/actors';
import { orderedBy } from './snapshot/order';

/** All actors: most inhabitants first, those without a figure last, then in the order of their ids. */
export interface ByInhabitants {
  readonly order: Int32Array;
  /** Place of each actor in the order. */
  readonly ranks: Int32Array;
}

/** Actors seldom change, and views in which they have not changed share them. */
const known = new WeakMap<Actors, ByInhabitants>();

const MOST_INHABITANTS = 2 ** 31 - 1;

/** Not to be written to. */
export function byInhabitants(actors: Actors): ByInhabitants {
  const before = known.get(actors);
  if (before) return before;
  const order = orderedBy(actors.inOrder(), (actor) => MOST_INHABITANTS - actors.populationOf(actor));
  const ranks = new Int32Array(order.length);
  for (let place = 0; place < order.length; place += 1) ranks[order[place]!] = place;
  const made = { order, ranks };
  known.set(actors, made);
  return made;
}

/** Some actors in that order. */
export function sortedByInhabitants(actors: Actors, some: readonly ActorIndex[]): ActorIndex[] {
  const { order, ranks } = byInhabitants(actors);
  const places = new Int32Array(some.length);
  for (let place = 0; place < some.length; place += 1) places[place] = ranks[some[place]!]!;
  places.sort();
  const sorted: ActorIndex[] = [];
  for (const place of places) sorted.push(order[place]!);
  return sorted;
}
