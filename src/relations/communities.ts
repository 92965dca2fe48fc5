import { UndirectedGraph } from 'graphology';
import louvain from 'graphology-communities-louvain';
import type { Slice } from './graph-slice';
import type { ActorIndex } from './snapshot/actors';

/** Any number will do, so long as it is always the same. */
const SEED = 20_240_131;

/**
 * Communities of a slice, by Louvain's method over all its links: from 0, in the order in which the nodes meet them. The same slice has always the same
 * ones. Who has no link in the slice is in none.
 */
export function communitiesOf({ nodes, edges }: Slice): ReadonlyMap<ActorIndex, number> {
  const graph = new UndirectedGraph();
  for (const { source, target, weight } of edges) {
    graph.mergeNode(String(source));
    graph.mergeNode(String(target));
    graph.updateEdge(String(source), String(target), (attributes) => ({ weight: Number(attributes.weight ?? 0) + weight }));
  }
  if (graph.size === 0) return new Map();
  const found = louvain(graph, { rng: alwaysTheSame(SEED), getEdgeWeight: 'weight' });
  const numbers = new Map<number, number>();
  return new Map(
    nodes.flatMap((actor): [ActorIndex, number][] => {
      const community = found[String(actor)];
      if (community === undefined) return [];
      if (!numbers.has(community)) numbers.set(community, numbers.size);
      return [[actor, numbers.get(community)!]];
    }),
  );
}

/** Numbers from 0 to 1 that look random and repeat with every call (mulberry32). */
function alwaysTheSame(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
