import type { Database } from '../../platform/database';
import { sql } from '../../platform/sql';
import type { ActorKind } from '../vocabulary/common';
import type { InputCheck } from '../writing/input-check';
import type { Parties } from './membership-steps';

export interface MembershipParties extends Parties {
  readonly memberKind: ActorKind;
  readonly memberSite: string | null;
  readonly organizationSite: string | null;
  /** Of the tier asked for; null where there is none. */
  readonly tierOf: string | null;
  readonly openTo: readonly ActorKind[] | null;
  readonly termYears: number | null;
}

/** The two actors, and the tier that is asked for. Null when one of them is not there. */
export async function partiesOf(
  db: Database,
  { memberId, organizationId }: Parties,
  tierId: string | null,
): Promise<MembershipParties | null> {
  const [found] = await db.rows<MembershipParties>(sql`
    SELECT m.id AS "memberId", o.id AS "organizationId", m.kind AS "memberKind", m.website AS "memberSite", o.website AS "organizationSite",
      t.organization_id AS "tierOf", t.open_to AS "openTo", t.term_years AS "termYears"
    FROM actor AS m JOIN actor AS o ON o.id = ${organizationId}
    LEFT JOIN membership_tier AS t ON t.id = ${tierId} AND t.superseded_at = 'infinity'
    WHERE m.id = ${memberId}`);
  return found ?? null;
}

const TIER = ['input', 'tierId'];

/** A tier is one of the organisation's, and takes actors of the member's kind. */
export function checkTier(
  check: InputCheck,
  { tierOf, openTo, memberKind, organizationId }: MembershipParties,
  tierId: string | null,
): void {
  if (tierId === null) return;
  if (tierOf !== organizationId) check.refuse('INVALID', TIER, 'The tier is not one of this organisation.');
  else if (openTo && !openTo.includes(memberKind))
    check.refuse('TIER_NOT_OPEN_TO_MEMBER', TIER, `The tier takes ${openTo.join(', ')}, and the member is a ${memberKind}.`);
}

/** When a term that begins on a date ends, as precisely as the date is; null: never, or not known. */
export function renewalOf(from: string | null, { termYears }: MembershipParties): string | null {
  if (from === null || termYears === null) return null;
  const later = `${String(Number(from.slice(0, 4)) + termYears).padStart(4, '0')}${from.slice(4)}`;
  return later.endsWith('-02-29') ? later.replace(/29$/, '28') : later;
}
