import fc from 'fast-check';
import { byPopulation } from '../../src/relations/overlap';
import { bestByScore } from '../../src/relations/ranked';
import { type ActorRecord, Actors } from '../../src/relations/snapshot/actors';
import { bitsOf } from '../../src/relations/snapshot/bits';
import { Graph } from '../../src/relations/snapshot/graph';
import { Memberships } from '../../src/relations/snapshot/memberships';
import { Tiers } from '../../src/relations/snapshot/tiers';
import { Ties } from '../../src/relations/snapshot/ties';
import { textOf, type Words } from '../../src/relations/snapshot/uuid-table';

/** Ids that often begin alike, and of which some are beyond what a signed number holds. */
const anyWord = fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1);
const anyId = fc.tuple(anyWord, anyWord, fc.nat(9), fc.nat(9)) as fc.Arbitrary<Words>;
const anyCities = fc.uniqueArray(
  fc.record({ id: anyId, population: fc.constantFrom(-1, 0, 7, 2 ** 31 - 1), score: fc.constantFrom(0.1, 0.5, 0.5000004, 1) }),
  {
    selector: ({ id }) => textOf(id),
    minLength: 1,
    maxLength: 500,
    size: 'max',
  },
);

const recordOf = ({ id, population }: { id: Words; population: number }): ActorRecord => ({
  ...{ id, population, kind: 0, government: 0, country: null, mergedInto: null },
});

function graphOf(actors: Actors): Graph {
  return new Graph({
    ...{ sequence: '0', release: '0', actors },
    ...{ tiers: new Tiers(), memberships: new Memberships(), ties: new Ties(), resources: new Map() },
  });
}

describe('Orders of actors', () => {
  it('are those of their ids, and of their inhabitants before their ids, however the actors came in', () => {
    fc.assert(
      fc.property(anyCities, fc.nat(500), fc.nat(500), (cities, first, chosen) => {
        const before = new Actors().with(cities.slice(0, first).map(recordOf));
        before.inOrder();
        const actors = before.with(cities.slice(first).map(recordOf));
        const ids = cities.map(({ id }) => textOf(id)).sort();
        expect([...actors.inOrder()].map((actor) => actors.idOf(actor))).toEqual(ids);
        expect([...actors.ranks()].map((rank) => ids[rank])).toEqual(cities.map((_, actor) => actors.idOf(actor)));
        const some = bitsOf(actors.size);
        for (let actor = 0; actor < actors.size && actor <= chosen; actor += 1) some.add(actor);
        const compared = some
          .numbers()
          .sort(
            (left, right) => actors.populationOf(right) - actors.populationOf(left) || (actors.idOf(left) < actors.idOf(right) ? -1 : 1),
          );
        expect(byPopulation(graphOf(actors), some)).toEqual(compared);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('has the best 200 of many by their scores, then by inhabitants and ids, as if all had been sorted', () => {
    fc.assert(
      fc.property(anyCities, (cities) => {
        const graph = graphOf(new Actors().with(cities.map(recordOf)));
        const { actors } = graph;
        const scores = cities.map(({ score }) => Math.round(score * 1e6) / 1e6);
        const sorted = cities
          .map((_, actor) => actor)
          .sort(
            (left, right) =>
              scores[right]! - scores[left]! ||
              actors.populationOf(right) - actors.populationOf(left) ||
              (actors.idOf(left) < actors.idOf(right) ? -1 : 1),
          );
        const best = bestByScore(graph, sorted.toSorted(), (actor) => cities[actor]!.score);
        expect(best).toEqual(sorted.slice(0, 200).map((actor) => ({ actor, score: scores[actor] })));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
