import type { Caller } from '../../access/caller';
import { isAtLeast } from '../../access/roles';
import type { MembershipStatus } from '../vocabulary/membership';

/** The parties of a membership. */
export type Side = 'MEMBER' | 'ORGANIZATION';

export interface Parties {
  readonly memberId: string;
  readonly organizationId: string;
}

type Steps = Readonly<Partial<Record<MembershipStatus, readonly Side[]>>>;

const MEMBER: readonly Side[] = ['MEMBER'];
const ORGANIZATION: readonly Side[] = ['ORGANIZATION'];
const EITHER: readonly Side[] = ['MEMBER', 'ORGANIZATION'];

/** To come back as a member: invited, on application, or let in at once. */
const BACK: Steps = { INVITED: ORGANIZATION, APPLIED: MEMBER, ACTIVE: ORGANIZATION };

/**
 * What a membership may come to from each status, and which side may take it there. `NONE`: nothing is recorded yet.
 *
 * From ACTIVE to ACTIVE is a change of tier.
 */
export const STEPS: Readonly<Record<MembershipStatus | 'NONE', Steps>> = {
  NONE: {
    ...BACK,
    ...{ SUSPENDED: ORGANIZATION, WITHDRAWN: EITHER, EXPIRED: ORGANIZATION, DECLINED: EITHER, UNKNOWN: ORGANIZATION },
  },
  INVITED: { ACTIVE: MEMBER, DECLINED: MEMBER, EXPIRED: ORGANIZATION },
  APPLIED: { ACTIVE: ORGANIZATION, DECLINED: ORGANIZATION, WITHDRAWN: MEMBER },
  ACTIVE: { ACTIVE: ORGANIZATION, SUSPENDED: ORGANIZATION, WITHDRAWN: EITHER, EXPIRED: ORGANIZATION, UNKNOWN: ORGANIZATION },
  SUSPENDED: { ACTIVE: ORGANIZATION, WITHDRAWN: EITHER, EXPIRED: ORGANIZATION, UNKNOWN: ORGANIZATION },
  WITHDRAWN: BACK,
  EXPIRED: BACK,
  DECLINED: BACK,
  UNKNOWN: { ACTIVE: ORGANIZATION, SUSPENDED: ORGANIZATION, WITHDRAWN: EITHER, EXPIRED: ORGANIZATION },
};

/** Sides that may take this step; null: there is no such step. */
export function sidesFor(from: MembershipStatus | 'NONE', to: MembershipStatus): readonly Side[] | null {
  return STEPS[from][to] ?? null;
}

/** The side a caller is on by its organisation; null: neither. */
export function ownSide({ organizationId }: Caller, parties: Parties): Side | null {
  if (organizationId === null) return null;
  if (organizationId === parties.memberId) return 'MEMBER';
  return organizationId === parties.organizationId ? 'ORGANIZATION' : null;
}

/** Sides a caller may act for: a curator for both. */
export function sidesOf(caller: Caller, parties: Parties): readonly Side[] {
  if (isAtLeast(caller.role, 'CURATOR')) return EITHER;
  const side = ownSide(caller, parties);
  return side === null ? [] : [side];
}
