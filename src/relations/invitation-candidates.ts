import { networksOf } from './city-keys';
import { activeRosters, sizeOfRoster } from './membership-counts';
import { linking, visitTies } from './neighbours';
import { bestByScore, type Ranked } from './ranked';
import type { ActorIndex } from './snapshot/actors';
import { type Bits, bitsOf } from './snapshot/bits';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import { standings } from './standing';

/** A city that a network could invite. */
export interface Candidate extends Ranked {
  /** Networks it is in that share members with the inviting one, those that share the largest part of theirs first. */
  readonly networks: readonly ActorIndex[];
  /** Whether it took part in an event, a project or an agreement of the network. */
  readonly hasMet: boolean;
  /** Members of the network that it is twinned with, in the order of their ids. */
  readonly twins: readonly ActorIndex[];
  /** Whether it left, or said no. */
  readonly isFormer: boolean;
}

export interface CandidatesAsked {
  readonly network: ActorIndex;
  readonly on: DayNumber;
  /** Only cities of these. */
  readonly among: Bits;
  readonly includeFormer: boolean;
}

/**
 * Cities that a network could invite on a day: those that are in another network with members of it, took part in something with it, or are
 * twinned with a member. Never who is in it or on the way in; who left or said no, only when that is asked for.
 *
 * The score, 0 to 1, is 0.6 of how close its networks are, 0.25 when it took part in something, and 0.15 when it is twinned. How close: each network
 * counts with the share of its members that are members of the inviting one, s; together 1 - (1 - s1)(1 - s2)...
 *
 * @returns as `best` has them.
 */
export function invitationCandidates(graph: Graph, { network, on, among, includeFormer }: CandidatesAsked): Candidate[] {
  const members = graph.activeMembers(network, on);
  const standing = standings(graph, network, on);
  const { shares, apart } = closeness(graph, network, on);
  const met = tiedTo(graph, network, on);
  const twinned = twinsOfAll(graph, members, on);
  const isOpen = (city: ActorIndex) => !standing.has(city) || (includeFormer && standing.get(city) === 'FORMER');
  const inQuestion = among
    .and(graph.ofKind('CITY'))
    .filter((city) => ((apart[city] ?? 1) < 1 || met.has(city) || twinned.has(city)) && isOpen(city));
  const scoreOf = (city: ActorIndex) => 0.6 * (1 - (apart[city] ?? 1)) + 0.25 * Number(met.has(city)) + 0.15 * Number(twinned.has(city));
  const byShare = (left: ActorIndex, right: ActorIndex) => shares.get(right)! - shares.get(left)! || graph.actors.compare(left, right);
  return bestByScore(graph, inQuestion.numbers(), scoreOf).map(({ actor, score }) => ({
    ...{ actor, score, hasMet: met.has(actor), isFormer: standing.has(actor) },
    networks: networksOf(graph, actor, on)
      .filter((other) => shares.has(other))
      .sort(byShare),
    twins: twinsAmong(graph, actor, on, members),
  }));
}

/** How close others are by their networks. */
interface Closeness {
  /** Of every other network with a member of the one, the share of its members that are members of it. */
  readonly shares: ReadonlyMap<ActorIndex, number>;
  /** Of every actor, the product of what is left over of the shares of its networks; 1 when it is in none of them. */
  readonly apart: Float64Array;
}

function closeness(graph: Graph, network: ActorIndex, on: DayNumber): Closeness {
  const members = graph.activeMembers(network, on);
  const rosters = activeRosters(graph, on);
  const { start, end, items } = rosters;
  const shares = new Map<ActorIndex, number>();
  const apart = new Float64Array(graph.actors.size).fill(1);
  for (const other of graph.ofKind('NETWORK').numbers()) {
    if (other === network) continue;
    let shared = 0;
    for (let place = at(start, other); place < at(end, other); place += 1) shared += Number(members.has(at(items, place)));
    if (shared === 0) continue;
    const share = shared / sizeOfRoster(rosters, other);
    shares.set(other, share);
    for (let place = at(start, other); place < at(end, other); place += 1) apart[at(items, place)]! *= 1 - share;
  }
  return { shares, apart };
}

/** Whoever is twinned with some of these. */
function twinsOfAll(graph: Graph, members: Bits, on: DayNumber): Bits {
  const twins = bitsOf(graph.actors.size);
  const links = linking(graph, on, ['TWINNING']);
  for (const member of members.numbers()) {
    visitTies(links, member, (other) => {
      twins.add(other);
      return false;
    });
  }
  return twins;
}

/** Who took part in something with an organisation. */
function tiedTo(graph: Graph, organization: ActorIndex, on: DayNumber): Set<ActorIndex> {
  const tied = new Set<ActorIndex>();
  visitTies(linking(graph, on, ['EVENT', 'JOINT_PROJECT', 'AGREEMENT']), organization, (other) => !tied.add(other));
  return tied;
}

function twinsAmong(graph: Graph, city: ActorIndex, on: DayNumber, members: Bits): ActorIndex[] {
  const twins = new Set<ActorIndex>();
  visitTies(linking(graph, on, ['TWINNING']), city, (other) => members.has(other) && !twins.add(other));
  return [...twins].sort((left, right) => graph.actors.compare(left, right));
}
