import { type Linking, linking, type Visit, visitHeld, visitLinks } from './neighbours';
import type { ActorIndex } from './snapshot/actors';
import type { Adjacency } from './snapshot/adjacency';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/** A number for every actor, by its place. */
export type ByActor = Int32Array;

/** Of one day, as most questions are about today. */
interface Kept {
  readonly day: DayNumber;
  counts?: ByActor;
  networks?: ByActor;
  rosters?: Adjacency;
  degrees?: ByActor;
}

const kept = new WeakMap<Graph, Kept>();

function keptOf(graph: Graph, day: DayNumber): Kept {
  const held = kept.get(graph);
  if (held?.day === day) return held;
  const fresh = { day };
  kept.set(graph, fresh);
  return fresh;
}

/** How many memberships each actor holds that are ACTIVE on a day, in any organisation and tier; a start that is not known counts as always. */
export function membershipCounts(graph: Graph, on: DayNumber): ByActor {
  const held = keptOf(graph, on);
  held.counts ??= countedMemberships(graph, on, () => true);
  return held.counts;
}

/** As `membershipCounts`, in networks alone. */
export function networkCounts(graph: Graph, on: DayNumber): ByActor {
  const held = keptOf(graph, on);
  const networks = graph.ofKind('NETWORK');
  held.networks ??= countedMemberships(graph, on, (organization) => networks.has(organization));
  return held.networks;
}

function countedMemberships(graph: Graph, on: DayNumber, isCounted: (organization: ActorIndex) => boolean): ByActor {
  const counts = new Int32Array(graph.actors.size);
  const { start, end, items } = activeRosters(graph, on);
  for (let organization = 0; organization < start.length; organization += 1) {
    if (!isCounted(organization)) continue;
    for (let place = at(start, organization); place < at(end, organization); place += 1) counts[at(items, place)]! += 1;
  }
  return counts;
}

/** The members of each organisation, of any kind and in any tier, that are ACTIVE on a day, in the order of their ids. */
export function activeRosters(graph: Graph, on: DayNumber): Adjacency {
  const held = keptOf(graph, on);
  held.rosters ??= rostersOf(graph, on);
  return held.rosters;
}

function rostersOf({ memberships }: Graph, on: DayNumber): Adjacency {
  const { roster } = memberships;
  const [start, end] = [new Int32Array(roster.start.length), new Int32Array(roster.end.length)];
  const items = new Int32Array(memberships.believed);
  let used = 0;
  for (let organization = 0; organization < start.length; organization += 1) {
    start[organization] = used;
    memberships.eachActive(organization, on, (member) => {
      items[used++] = member;
    });
    end[organization] = used;
  }
  return { start, end, items, used };
}

/** How many active members an organisation has. */
export function sizeOfRoster({ start, end }: Adjacency, organization: ActorIndex): number {
  return at(end, organization) - at(start, organization);
}

/** How many actors each city is linked to on a day, by links of any kind (as `visitLinks` tells them), each once. Of other actors: 0. */
export function connectedness(graph: Graph, on: DayNumber): ByActor {
  const held = keptOf(graph, on);
  held.degrees ??= countedLinks(linking(graph, on, null));
  return held.degrees;
}

function countedLinks(links: Linking): ByActor {
  const { actors, memberships, ties } = links.graph;
  const degrees = new Int32Array(actors.size);
  // The city of which an actor was counted last, from 1.
  const seen = new Int32Array(actors.size);
  const has = ({ start, end }: Adjacency, actor: ActorIndex) => at(end, actor) > at(start, actor);
  for (let city = 0; city < actors.size; city += 1) {
    if (!actors.isCity(city)) continue;
    const count: Visit = (other) => {
      if (seen[other] === city + 1) return false;
      seen[other] = city + 1;
      degrees[city]! += 1;
      return false;
    };
    // Most cities are in some organisations, and that is all.
    if (has(memberships.roster, city) || has(ties.of, city)) visitLinks(links, city, count);
    else visitHeld(links, city, count);
  }
  return degrees;
}
