import { isDeepStrictEqual } from 'node:util';
import { today } from '../src/platform/clock';
import type { HubDatabase } from '../src/platform/database';
import { poolOf } from '../src/platform/database';
import { LiveRelations } from '../src/relations';
import { groupCities } from '../src/relations/city-groups';
import { cityKey } from '../src/relations/city-keys';
import { peersOf } from '../src/relations/city-peers';
import { invitationCandidates } from '../src/relations/invitation-candidates';
import { linking } from '../src/relations/neighbours';
import { suggestedNetworks } from '../src/relations/network-suggestions';
import { byPopulation, membersOn, overlapOf, sharedByAll } from '../src/relations/overlap';
import { shortestWays } from '../src/relations/paths';
import { reachOf } from '../src/relations/reach';
import type { ActorIndex } from '../src/relations/snapshot/actors';
import type { Bits } from '../src/relations/snapshot/bits';
import { dayNumber } from '../src/relations/snapshot/days';
import type { Graph } from '../src/relations/snapshot/graph';
import type { Asked } from './measure';
import type { Answered, Question } from './questions/question';

/** A question as a function of the graph, and what of the answer of the ceiling it must be. */
interface InProcess {
  ask(graph: Graph, values: Answered): unknown;
  of(data: Answered): unknown;
}

const ON = dayNumber(today());

const IN_PROCESS: Readonly<Record<string, InProcess>> = {
  Q5: {
    ask: (graph, [ids]) => {
      const rosters = ids.map((id: string) => membersOn(graph, graph.actors.indexOf(id), { on: ON, kind: 'CITY' }));
      const cells = rosters.flatMap((a: Answered, at: number) => rosters.slice(at + 1).map((b: Answered) => overlapOf(a, b)));
      return {
        sharedByAll: sharedByAll(rosters).size(),
        cells: cells.map(({ shared, onlyA, onlyB }: Answered) => ({ shared, onlyA, onlyB })),
      };
    },
    of: ({ overlapMatrix }) => overlapMatrix,
  },
  Q6: {
    ask: (graph, ids) => {
      const [left, right] = ids.map((id: string) => graph.activeMembers(graph.actors.indexOf(id), ON));
      const shared = byPopulation(graph, left.and(right));
      return { shared: shared.length, first: shared.slice(0, 50).map((actor) => graph.actors.idOf(actor)) };
    },
    of: ({ node: { overlapWith } }) => ({
      shared: overlapWith.shared,
      first: overlapWith.sharedMembers.nodes.map(({ id }: Answered) => id),
    }),
  },
  Q7: {
    ask: (graph, ids) => {
      const [from, to] = ids.map((id: string) => graph.actors.indexOf(id));
      return shortestWays(linking(graph, ON, ['MEMBERSHIP']), { from, to, maxLength: 6, first: 1 }).map(({ length }) => ({ length }));
    },
    of: ({ paths }) => paths,
  },
  Q9: {
    ask: (graph, [id]) => {
      const country = cityKey('COUNTRY', graph, ON, { regionsOf: new Map(), slugOf: new Map() });
      const groups = groupCities(graph.actors, membersOn(graph, graph.actors.indexOf(id), { on: ON, kind: 'CITY' }), [country]);
      return byCountry(groups);
    },
    of: ({ cityGroups }) => byCountry(cityGroups),
  },
  Q12: {
    ask: (graph, [resource]) => {
      const { directCities, viaChainCities } = reachOf(graph, graph.resources.get(resource)!, ON);
      return { directCities, viaChainCities };
    },
    of: ({ node: { reach } }) => reach,
  },
};

/** Questions that have no ceiling, as nobody would ask them in one statement: of whom there is most to tell. */
const WITHOUT_CEILING: Readonly<Record<string, (graph: Graph) => () => unknown>> = {
  'whom the largest network could invite': (graph) => {
    const network = most(graph.ofKind('NETWORK'), (one) => graph.memberships.rosterOf(one).length);
    return () => invitationCandidates(graph, { network, on: ON, among: graph.ofKind('CITY'), includeFormer: false });
  },
  'what the city in most organisations could join, as its peers have': (graph) => {
    const cities = graph.ofKind('CITY');
    const city = most(cities, (one) => graph.memberships.heldBy(one).length);
    return () => suggestedNetworks(graph, city, ON, peersOf(graph, city, ON, cities));
  },
};

function most(actors: Bits, countOf: (actor: ActorIndex) => number): ActorIndex {
  return actors.numbers().reduce((first, actor) => (countOf(actor) > countOf(first) ? actor : first));
}

/** Groups come in no particular order from the database. */
function byCountry(groups: readonly Answered[]): unknown[] {
  return groups
    .map(({ keys, count, populationSum }) => ({ keys, count, populationSum }))
    .toSorted((left, right) => (left.keys[0] < right.keys[0] ? -1 : 1));
}

export interface Timed {
  readonly question: Pick<Question, 'name' | 'title'>;
  readonly calls: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** How long the questions across organisations take over the graph alone, each answer being that of the ceiling; and what the graph takes. */
export async function timedInProcess(db: HubDatabase, asked: readonly Asked[], milliseconds: number) {
  const before = memory();
  const start = performance.now();
  const graph = await new LiveRelations(db).current();
  const built = performance.now() - start;
  const megabytes = memory() - before;
  const timed: Timed[] = [];
  for (const { question, askings } of asked) {
    const way = IN_PROCESS[question.name];
    if (!way) continue;
    for (const { ceiling } of askings) {
      const { rows } = await poolOf(db.source).query<{ answer: string }>({ text: question.ceiling, values: [...ceiling] });
      const [own, expected] = [way.ask(graph, ceiling), way.of(JSON.parse(rows[0]?.answer ?? 'null'))];
      if (!isDeepStrictEqual(own, expected)) throw new Error(`${question.name} is answered otherwise in process than by the ceiling.`);
    }
    timed.push({
      question,
      ...timesOf(
        () =>
          askings.map(
            ({ ceiling }) =>
              () =>
                way.ask(graph, ceiling),
          ),
        milliseconds,
      ),
    });
  }
  for (const [title, prepare] of Object.entries(WITHOUT_CEILING)) {
    const call = prepare(graph);
    timed.push({ question: { name: '-', title }, ...timesOf(() => [call], milliseconds) });
  }
  return { built, megabytes, timed };
}

function timesOf(calls: () => (() => unknown)[], milliseconds: number): Omit<Timed, 'question'> {
  const times: number[] = [];
  for (const end = performance.now() + milliseconds; performance.now() < end; ) {
    for (const call of calls()) {
      const start = performance.now();
      call();
      times.push(performance.now() - start);
    }
  }
  times.sort((left, right) => left - right);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { calls: times.length, p50: at(0.5), p99: at(0.99) };
}

/** Megabytes in use, typed arrays among them, after a collection where the process lets us (`--expose-gc`). */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}
