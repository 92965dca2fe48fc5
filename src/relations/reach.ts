import { PASSED_ON, rulesOn } from './access';
import type { ActorIndex } from './snapshot/actors';
import { type Bits, bitsOf } from './snapshot/bits';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import type { GuardedResource, Rule } from './snapshot/resources';

/** How far a resource reaches on one day. */
export interface Reach {
  /** Whether it is for everybody; what follows is counted all the same, by the other rules. */
  readonly isPublic: boolean;
  readonly directCities: number;
  /** Cities that are not among the direct ones. */
  readonly viaChainCities: number;
  /** Cities of either kind by country code; most first, then by code. */
  readonly byCountry: readonly { readonly code: string; readonly count: number }[];
}

/** Cities that reach a resource on a day, directly and through chains, each as `accessOf` would tell of it. */
export function reachOf(graph: Graph, resource: GuardedResource, on: DayNumber): Reach {
  const { actors } = graph;
  const [direct, all] = [bitsOf(actors.size), bitsOf(actors.size)];
  const rules = rulesOn(resource, on);
  for (const rule of rules) {
    let holders = holdersBy(graph, rule, on);
    for (const holder of holders) direct.add(holder);
    for (let passed = 0; holders.length > 0; passed += 1) {
      for (const holder of holders) all.add(holder);
      holders = passed < PASSED_ON[rule.onwardSharing] ? ownMembers(graph, holders, on) : [];
    }
  }
  const cities = graph.ofKind('CITY');
  const directCities = direct.sizeOfAnd(cities);
  return {
    isPublic: rules.some(({ audience }) => audience === 'PUBLIC'),
    directCities,
    viaChainCities: all.sizeOfAnd(cities) - directCities,
    byCountry: byCountry(graph, all.and(cities)),
  };
}

/** Those of whom a rule itself speaks. */
function holdersBy(graph: Graph, rule: Rule, on: DayNumber): ActorIndex[] {
  if (rule.audience === 'NAMED') return [...rule.named];
  const { memberships, tiers } = graph;
  const organization = rule.audience === 'TIER' ? tiers.all[rule.tier]?.organization : rule.organization;
  if (organization === undefined || organization < 0) return [];
  const speaks = (tier: number) => (rule.audience === 'TIER' ? tier === rule.tier : tiers.isMember(tier));
  const { member, tier } = memberships.columns;
  return [...memberships.rosterOf(organization)].flatMap((span) =>
    memberships.isActive(span, on) && speaks(at(tier, span)) ? [at(member, span)] : [],
  );
}

/** Members in full of any of some actors, each once. */
function ownMembers({ actors, memberships, tiers }: Graph, of: readonly ActorIndex[], on: DayNumber): ActorIndex[] {
  const found: Bits = bitsOf(actors.size);
  const { member, tier } = memberships.columns;
  for (const organization of of) {
    for (const span of memberships.rosterOf(organization)) {
      if (memberships.isActive(span, on) && tiers.isMember(at(tier, span))) found.add(at(member, span));
    }
  }
  return found.numbers();
}

function byCountry({ actors }: Graph, cities: Bits): Reach['byCountry'] {
  const counts = new Map<number, number>();
  for (const city of cities.numbers()) counts.set(actors.countryOf(city), (counts.get(actors.countryOf(city)) ?? 0) + 1);
  return [...counts]
    .map(([country, count]) => ({ code: actors.countryCodes[country] ?? '', count }))
    .sort((left, right) => right.count - left.count || (left.code < right.code ? -1 : 1));
}
