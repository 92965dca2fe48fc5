import type { MembershipFilter } from '../catalog/membership/membership-filter';
import type { ActorIndex } from './snapshot/actors';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import { STATUSES } from './snapshot/memberships';

/** The parts of a filter that can be told without the database. */
const IN_MEMORY: readonly (keyof MembershipFilter)[] = ['status', 'memberKind', 'tierCategory', 'memberCountry'];

/** Whether a filter asks for nothing but what a graph knows. */
export function isInMemory(filter: MembershipFilter | null | undefined): boolean {
  return Object.entries(filter ?? {}).every(([name, value]) => value == null || IN_MEMORY.includes(name as keyof MembershipFilter));
}

/**
 * Members of an organisation on a day: memberships that hold on it, are ACTIVE (or of the given states) and meet the rest of the filter.
 *
 * A start that is not known counts as always. Nobody is counted twice: of a member and an organisation one span holds on a day.
 *
 * @param filter for which `isInMemory` holds, with country codes in capitals.
 */
export function memberCount(graph: Graph, organization: ActorIndex, on: DayNumber, filter: MembershipFilter = {}): number {
  const { memberships, actors, tiers } = graph;
  const statuses = (filter.status ?? ['ACTIVE']).map((status) => STATUSES.indexOf(status));
  const { member, status, tier } = memberships.columns;
  const { status: _, ...others } = filter;
  let count = 0;
  if (statuses.length === 1 && Object.values(others).every((value) => value == null)) {
    // By far the usual question.
    for (const span of memberships.rosterOf(organization)) if (status[span] === statuses[0] && memberships.holds(span, on)) count += 1;
    return count;
  }
  for (const span of memberships.rosterOf(organization)) {
    if (!statuses.includes(status[span]!) || !memberships.holds(span, on)) continue;
    const [who, held] = [member[span]!, tiers.all[tier[span]!]];
    if (filter.memberKind && !filter.memberKind.includes(actors.kindOf(who))) continue;
    if (filter.memberCountry && !filter.memberCountry.includes(actors.countryCodes[actors.countryOf(who)]!)) continue;
    if (filter.tierCategory && !(held?.isBelieved && filter.tierCategory.includes(held.category))) continue;
    count += 1;
  }
  return count;
}

/** ACTIVE memberships in a tier on a day. */
export function memberCountOfTier(graph: Graph, tierId: string, on: DayNumber): number {
  const { memberships, tiers } = graph;
  const tier = tiers.numberOf(tierId);
  const organization = tiers.all[tier]?.organization;
  if (organization === undefined) return 0;
  return memberships.rosterOf(organization).reduce((sum, span) => {
    return memberships.columns.tier[span] === tier && memberships.isActive(span, on) ? sum + 1 : sum;
  }, 0);
}
