import type { KnownList } from '../platform/connection/known-list';
import type { ActorIndex } from './snapshot/actors';
import type { Graph } from './snapshot/graph';

/** Actors in the order of `byPopulation`, as a list to page through. */
export function actorList({ actors }: Graph, items: readonly ActorIndex[]): KnownList<ActorIndex> {
  const placeOf = (actor: ActorIndex) => [String(actors.populationOf(actor)), actors.idOf(actor)];
  return {
    items,
    place: placeOf,
    types: ['bigint', 'uuid'],
    compare: (actor, [population, id]) => {
      const more = Number(population) - actors.populationOf(actor);
      return more !== 0 ? more : actors.idOf(actor) < id! ? -1 : actors.idOf(actor) > id! ? 1 : 0;
    },
  };
}
