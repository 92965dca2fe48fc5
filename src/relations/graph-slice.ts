import { LinkKind } from './link-kind';
import { type Linking, type Visit, visitHeld, visitLinks, visitTies } from './neighbours';
import type { ActorIndex } from './snapshot/actors';
import { bitsOf } from './snapshot/bits';
import { at } from './snapshot/columns';
import { orderedBy } from './snapshot/order';

export interface SliceAsked {
  /** Where to start; always in the slice. */
  readonly around: readonly ActorIndex[];
  /** Links away from there, at most. */
  readonly depth: number;
  /** Actors in the slice, at most. */
  readonly limit: number;
  /** Whether an actor that is not one of `around` may be in it. */
  accepts(actor: ActorIndex): boolean;
}

/** All links of one kind between two actors. */
export interface SliceEdge {
  /** The member, for a membership; else the one whose id comes first. */
  readonly source: ActorIndex;
  readonly target: ActorIndex;
  readonly kind: LinkKind;
  /** How many links. */
  readonly weight: number;
}

export interface Slice {
  /** Those of `around`, then by distance; at one distance those linked most often to what is there already, then by their ids. */
  readonly nodes: readonly ActorIndex[];
  /** In the order of the nodes they start from. */
  readonly edges: readonly SliceEdge[];
  /** Whether the limit left somebody out. */
  readonly truncated: boolean;
}

/** The neighbourhood of some actors, as it can be drawn: who is at most so many links away on a day, and all links among them. */
export function graphSlice(linking: Linking, asked: SliceAsked): Slice {
  const { nodes, truncated } = nodesNear(linking, asked);
  return { nodes: [...nodes], edges: edgesAmong(linking, nodes), truncated };
}

/** Everybody within so many links of some actors, themselves among them. */
export function within(linking: Linking, around: readonly ActorIndex[], depth: number): ReadonlySet<ActorIndex> {
  return nodesNear(linking, { around, depth, limit: Number.POSITIVE_INFINITY, accepts: () => true }).nodes;
}

function nodesNear(linking: Linking, { around, depth, limit, accepts }: SliceAsked) {
  const nodes = new Set(around);
  let frontier: Iterable<ActorIndex> = around;
  let truncated = false;
  for (let distance = 0; distance < depth; distance += 1) {
    const next = nextLevel(linking, frontier, (actor) => !nodes.has(actor) && accepts(actor));
    frontier = next.subarray(0, limit - nodes.size);
    truncated ||= next.length > limit - nodes.size;
    for (const actor of frontier) nodes.add(actor);
  }
  return { nodes, truncated };
}

/** Who is linked to somebody of a level and new, those with most links first; with as many, in the order of their ids. */
function nextLevel(linking: Linking, frontier: Iterable<ActorIndex>, isNew: (actor: ActorIndex) => boolean): Int32Array {
  const { actors } = linking.graph;
  const links = new Int32Array(actors.size);
  const found: ActorIndex[] = [];
  for (const actor of frontier) {
    visitLinks(linking, actor, (other) => {
      if (links[other] === 0 && isNew(other)) found.push(other);
      links[other]! += 1;
      return false;
    });
  }
  const most = found.reduce((sum, actor) => Math.max(sum, at(links, actor)), 0);
  const ranks = actors.ranks();
  return orderedBy(Int32Array.from(found), (actor) => (most - at(links, actor)) * actors.size + at(ranks, actor));
}

/** Each from its source, so that no roster need be read. */
function edgesAmong(linking: Linking, nodes: ReadonlySet<ActorIndex>): SliceEdge[] {
  const { actors, ties } = linking.graph;
  const ranks = actors.ranks();
  const isNode = bitsOf(actors.size);
  for (const node of nodes) isNode.add(node);
  const all: SliceEdge[] = [];
  for (const source of nodes) {
    const edges = new Map<number, { source: ActorIndex; target: ActorIndex; kind: LinkKind; weight: number }>();
    const add: Visit = (target, span, own) => {
      if (!isNode.has(target) || (span < 0 && at(ranks, target) < at(ranks, source))) return false;
      const kind: LinkKind = span >= 0 ? 'MEMBERSHIP' : ties.kindOf(at(ties.columns.tie, own));
      const key = target * KINDS.length + KINDS.indexOf(kind);
      const edge = edges.get(key) ?? { source, target, kind, weight: 0 };
      edge.weight += 1;
      edges.set(key, edge);
      return false;
    };
    if (linking.hasMemberships) visitHeld(linking, source, add);
    if (linking.hasAnyTies) visitTies(linking, source, add);
    all.push(...edges.values());
  }
  return all;
}

const KINDS = Object.keys(LinkKind) as readonly LinkKind[];
