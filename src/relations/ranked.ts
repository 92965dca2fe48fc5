import type { KnownList } from '../platform/connection/known-list';
import { byInhabitants } from './by-inhabitants';
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
  const { ranks } = byInhabitants(actors);
  return items.sort((left, right) => right.score - left.score || ranks[left.actor]! - ranks[right.actor]!).slice(0, MOST_RANKED);
}

/** As `best`, of actors by their scores: of thousands, those that are not among the best are compared once each. */
export function bestByScore({ actors: all }: Graph, actors: readonly ActorIndex[], scoreOf: (actor: ActorIndex) => number): Ranked[] {
  const { ranks } = byInhabitants(all);
  const kept: Ranked[] = [];
  for (const actor of actors) {
    const score = rounded(scoreOf(actor));
    const last = kept.length === MOST_RANKED ? kept[MOST_RANKED - 1]! : null;
    if (last && (score < last.score || (score === last.score && ranks[actor]! > ranks[last.actor]!))) continue;
    const isAfter = (other: Ranked) => score > other.score || (score === other.score && ranks[actor]! < ranks[other.actor]!);
    const place = kept.findIndex(isAfter);
    kept.splice(place < 0 ? kept.length : place, 0, { actor, score });
    if (kept.length > MOST_RANKED) kept.pop();
  }
  return kept;
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
