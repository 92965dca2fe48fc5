import type { KnownList } from '../platform/connection/known-list';
import type { ActorIndex } from './snapshot/actors';
import type { Graph } from './snapshot/graph';

/** Entries of a list of suggestions: the best ones are of use, the rest is everybody. */
const MOST_RANKED = 200;

/** An actor with how well it fits, 0 to 1. */
export interface Ranked {
  readonly actor: ActorIndex;
  readonly score: number;
}

/** The best of some, best first, at most 200; those that fit as well by inhabitants, most first, then by id. */
export function best<Item extends Ranked>({ actors }: Graph, items: Item[]): Item[] {
  const compare = (left: Item, right: Item) =>
    right.score - left.score ||
    actors.populationOf(right.actor) - actors.populationOf(left.actor) ||
    actors.compare(left.actor, right.actor);
  return items.sort(compare).slice(0, MOST_RANKED);
}

/** As `best`, of actors by their scores: those that are not among the best are only compared by number. */
export function bestByScore(graph: Graph, actors: readonly ActorIndex[], scoreOf: (actor: ActorIndex) => number): Ranked[] {
  const scores = Float64Array.from(actors, (actor) => rounded(scoreOf(actor)));
  const least = scores.length > MOST_RANKED ? scores.slice().sort()[scores.length - MOST_RANKED]! : 0;
  return best(
    graph,
    actors.flatMap((actor, place) => (scores[place]! >= least ? [{ actor, score: scores[place]! }] : [])),
  );
}

/** A score to six places, so that it reads the same wherever it is told. */
export function rounded(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}

/** The best of some as a list to page through. */
export function rankedList<Item extends Ranked>({ actors }: Graph, items: readonly Item[]): KnownList<Item> {
  return {
    items,
    place: ({ actor, score }) => [String(score), String(actors.populationOf(actor)), actors.idOf(actor)],
    types: ['double precision', 'bigint', 'uuid'],
    compare: ({ actor, score }, [other, population, id]) =>
      Number(other) - score ||
      Number(population) - actors.populationOf(actor) ||
      (actors.idOf(actor) < id! ? -1 : Number(actors.idOf(actor) > id!)),
  };
}
