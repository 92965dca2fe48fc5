import type { Step, Way } from './paths';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import type { Span } from './snapshot/memberships';

/** An organisation that can be reached as a peer. */
export interface TierPeer {
  readonly organization: ActorIndex;
  /** Number of the tier that grants the contact. */
  readonly tier: number;
  /** Up to the organisation whose tier it is, and down from it again, unless it is that one itself. */
  readonly way: Way;
}

/**
 * Networks and associations that an organisation can reach as a peer on a day: for each tier it holds, by an ACTIVE membership, which grants
 * PEER_COMMUNICATION, the organisation that offers it, and the networks and associations that hold such a tier there too.
 *
 * @returns each once, by the shortest way: first those that offer a tier, in the order of their ids, then the holders, in the order of who offers it
 * and of their ids.
 */
export function tierPeers(graph: Graph, own: ActorIndex, on: DayNumber): TierPeer[] {
  const { memberships } = graph;
  const granting = (span: Span) => memberships.isActive(span, on) && grantsContact(graph, at(memberships.columns.tier, span));
  const up = [...memberships.heldBy(own)].filter(granting);
  const offering = up.map((span) => peer(graph, at(memberships.columns.organization, span), [stepUp(graph, span)]));
  const holding = up.flatMap((span) => {
    const down = [...memberships.rosterOf(at(memberships.columns.organization, span))].filter((other) => other !== span && granting(other));
    return down.map((other) => peer(graph, at(memberships.columns.member, other), [stepUp(graph, span), stepDown(graph, other)]));
  });
  const seen = new Set([own]);
  return [...offering, ...holding].filter(({ organization }) => {
    if (seen.has(organization) || !['NETWORK', 'ASSOCIATION'].includes(graph.actors.kindOf(organization))) return false;
    seen.add(organization);
    return true;
  });
}

function grantsContact({ tiers }: Graph, tier: number): boolean {
  return tiers.all[tier]?.benefits.some(({ kind }) => kind === 'PEER_COMMUNICATION') ?? false;
}

function peer({ memberships }: Graph, organization: ActorIndex, way: Way): TierPeer {
  return { organization, tier: at(memberships.columns.tier, way[0]!.span), way };
}

function stepUp({ memberships: { columns } }: Graph, span: Span): Step {
  return { from: at(columns.member, span), to: at(columns.organization, span), span, own: -1, others: -1 };
}

function stepDown(graph: Graph, span: Span): Step {
  const { from, to, ...step } = stepUp(graph, span);
  return { ...step, from: to, to: from };
}
