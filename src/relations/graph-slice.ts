import type { LinkKind } from './link-kind';
import { type Linking, visitLinks } from './neighbours';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';

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
export function graphSlice(linking: Linking, { around, depth, limit, accepts }: SliceAsked): Slice {
  const nodes = new Set(around);
  let frontier: readonly ActorIndex[] = around;
  let truncated = false;
  for (let distance = 0; distance < depth && frontier.length > 0; distance += 1) {
    const next = nextLevel(linking, frontier, (actor) => !nodes.has(actor) && accepts(actor));
    frontier = next.slice(0, limit - nodes.size);
    truncated ||= frontier.length < next.length;
    for (const actor of frontier) nodes.add(actor);
  }
  return { nodes: [...nodes], edges: edgesAmong(linking, nodes), truncated };
}

/** Everybody within so many links of some actors, themselves among them. */
export function within(linking: Linking, around: readonly ActorIndex[], depth: number): ReadonlySet<ActorIndex> {
  return new Set(graphSlice(linking, { around, depth, limit: Number.POSITIVE_INFINITY, accepts: () => true }).nodes);
}

function nextLevel(linking: Linking, frontier: readonly ActorIndex[], isNew: (actor: ActorIndex) => boolean): ActorIndex[] {
  const links = new Map<ActorIndex, number>();
  for (const actor of frontier) {
    visitLinks(linking, actor, (other) => {
      if (isNew(other)) links.set(other, (links.get(other) ?? 0) + 1);
      return false;
    });
  }
  const { actors } = linking.graph;
  return [...links].sort(([left, some], [right, others]) => others - some || actors.compare(left, right)).map(([actor]) => actor);
}

function edgesAmong(linking: Linking, nodes: ReadonlySet<ActorIndex>): SliceEdge[] {
  const { actors, ties, memberships } = linking.graph;
  const edges = new Map<string, { source: ActorIndex; target: ActorIndex; kind: LinkKind; weight: number }>();
  for (const actor of nodes) {
    visitLinks(linking, actor, (other, span, own) => {
      // Each link is met from both ends, and counted from one.
      const isSource = span >= 0 ? memberships.columns.member[span] === actor : actors.compare(actor, other) < 0;
      if (!isSource || !nodes.has(other)) return false;
      const kind: LinkKind = span >= 0 ? 'MEMBERSHIP' : ties.kindOf(at(ties.columns.tie, own));
      const key = `${actor} ${other} ${kind}`;
      const edge = edges.get(key) ?? { source: actor, target: other, kind, weight: 0 };
      edge.weight += 1;
      edges.set(key, edge);
      return false;
    });
  }
  return [...edges.values()];
}
