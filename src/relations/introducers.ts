import { activeRosters, sizeOfRoster } from './membership-counts';
import { linking, visitTies } from './neighbours';
import type { Step, Way } from './paths';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import type { Span } from './snapshot/memberships';

export interface IntroductionAsked {
  readonly network: ActorIndex;
  readonly candidate: ActorIndex;
  readonly on: DayNumber;
  /** Ways at most. */
  readonly first: number;
}

/**
 * Members of a network that could introduce a city to it on a day, each as a way from the member to the city: first those tied to it, by twinnings
 * before projects, events, agreements and offices; then those that sit in another organisation with it, the smallest organisation first, as people know
 * each other there. Of one organisation, members of the city's country come first, then by their ids.
 *
 * Memberships count while they are ACTIVE. Nobody is named twice.
 */
export function introducers(graph: Graph, { network, candidate, on, first }: IntroductionAsked): Way[] {
  const members = graph.activeMembers(network, on);
  const ways = new Map<ActorIndex, Way>();
  visitTies(linking(graph, on, null), candidate, (other, _, own, others) => {
    if (members.has(other) && !ways.has(other)) ways.set(other, [{ from: other, to: candidate, span: -1, own: others, others: own }]);
    return ways.size >= first;
  });
  for (const span of organizationsOf(graph, candidate, network, on)) {
    if (ways.size >= first) break;
    const organization = at(graph.memberships.columns.organization, span);
    for (const other of colleagues(graph, organization, candidate, on)) {
      const member = at(graph.memberships.columns.member, other);
      if (ways.size >= first) break;
      if (member !== candidate && members.has(member) && !ways.has(member)) ways.set(member, [up(graph, other), down(graph, span)]);
    }
  }
  return [...ways.values()];
}

/** Spans of a city in other organisations than the network, the smallest first. */
function organizationsOf(graph: Graph, city: ActorIndex, network: ActorIndex, on: DayNumber): Span[] {
  const { memberships } = graph;
  const rosters = activeRosters(graph, on);
  const organization = (span: Span) => at(memberships.columns.organization, span);
  const size = (span: Span) => sizeOfRoster(rosters, organization(span));
  return [...memberships.heldBy(city)]
    .filter((span) => memberships.isActive(span, on) && organization(span) !== network)
    .sort((left, right) => size(left) - size(right) || graph.actors.compare(organization(left), organization(right)));
}

/** Spans of an organisation's active members, those of a city's country first; a roster has them in the order of their ids. */
function* colleagues({ actors, memberships }: Graph, organization: ActorIndex, city: ActorIndex, on: DayNumber): Generator<Span> {
  const country = actors.countryOf(city);
  for (const isNear of [true, false]) {
    for (const span of memberships.rosterOf(organization)) {
      const isOfCountry = actors.countryOf(at(memberships.columns.member, span)) === country;
      if (isOfCountry === isNear && memberships.isActive(span, on)) yield span;
    }
  }
}

function up({ memberships: { columns } }: Graph, span: Span): Step {
  return { from: at(columns.member, span), to: at(columns.organization, span), span, own: -1, others: -1 };
}

function down({ memberships: { columns } }: Graph, span: Span): Step {
  return { from: at(columns.organization, span), to: at(columns.member, span), span, own: -1, others: -1 };
}
