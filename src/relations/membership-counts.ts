import { type Linking, linking, visitLinks } from './neighbours';
import type { ActorIndex } from './snapshot/actors';
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

function countedMemberships({ actors, memberships }: Graph, on: DayNumber, isCounted: (organization: ActorIndex) => boolean): ByActor {
  const counts = new Int32Array(actors.size);
  const { start, end, items } = memberships.held;
  for (let actor = 0; actor < actors.size; actor += 1) {
    for (let place = at(start, actor); place < at(end, actor); place += 1) {
      const span = at(items, place);
      if (memberships.isActive(span, on) && isCounted(at(memberships.columns.organization, span))) counts[actor]! += 1;
    }
  }
  return counts;
}

/** How many actors each city is linked to on a day, by links of any kind (as `visitLinks` tells them), each once. Of other actors: 0. */
export function connectedness(graph: Graph, on: DayNumber): ByActor {
  const held = keptOf(graph, on);
  held.degrees ??= countedLinks(linking(graph, on, null));
  return held.degrees;
}

function countedLinks(links: Linking): ByActor {
  const { actors } = links.graph;
  const degrees = new Int32Array(actors.size);
  // The city of which an actor was counted last, from 1.
  const seen = new Int32Array(actors.size);
  for (let city = 0; city < actors.size; city += 1) {
    if (!actors.isCity(city)) continue;
    visitLinks(links, city, (other) => {
      if (seen[other] !== city + 1) {
        seen[other] = city + 1;
        degrees[city]! += 1;
      }
      return false;
    });
  }
  return degrees;
}
