import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import { STATUSES } from './snapshot/memberships';

/** How somebody stands to an organisation it has had to do with: in it or on the way in, or no more. */
export type Standing = 'CURRENT' | 'FORMER';

const OVER = ['WITHDRAWN', 'EXPIRED', 'DECLINED'];

/**
 * How everybody with a recorded membership in an organisation, of any status, stands to it on a day. CURRENT: invited, applied, active, suspended, or
 * listed without the hub knowing whether it still holds. FORMER: it left, its term ended, it said no or was refused.
 */
export function standings({ memberships }: Graph, organization: ActorIndex, on: DayNumber): Map<ActorIndex, Standing> {
  const standing = new Map<ActorIndex, Standing>();
  const { member, status } = memberships.columns;
  for (const span of memberships.rosterOf(organization)) {
    const isCurrent = memberships.holds(span, on) && !OVER.includes(STATUSES[status[span]!]!);
    if (isCurrent || !standing.has(at(member, span))) standing.set(at(member, span), isCurrent ? 'CURRENT' : 'FORMER');
  }
  return standing;
}
