import { v7 } from 'uuid';
import type { Database } from '../../platform/database';
import type { Corroboration } from '../../platform/fact';
import { join, sql } from '../../platform/sql';
import type { MembershipStatus } from '../vocabulary/membership';

/** Where a step was read. */
export interface StepCitation {
  readonly sourceId: string;
  /** The day the source speaks of, partial; null: unknown. */
  readonly asOf: string | null;
  readonly quote?: string | null;
  readonly quoteLanguage?: string | null;
}

/** A step in the life of a membership. */
export interface MembershipStep {
  readonly membershipId: string;
  readonly to: MembershipStatus;
  /** Day, month or year on which it happened. */
  readonly on: string;
  /** Tier from then on; absent: as before. */
  readonly tierId?: string | null;
  /** The event or agreement at which it happened. */
  readonly atCollaborationId?: string | null;
  /** At least one. */
  readonly citations: readonly StepCitation[];
  readonly confidence: number;
  readonly corroboration?: Corroboration;
}

export interface StepRefusal {
  readonly code: 'NOT_FOUND' | 'STATUS_TRANSITION_NOT_ALLOWED' | 'INVALID' | 'VERSION_CONFLICT';
  readonly field: keyof MembershipStep;
  readonly message: string;
}

export type Transitioned =
  /** `versionId` is of the span that holds from then on. */
  { readonly outcome: 'transitioned'; readonly versionId: string } | { readonly outcome: 'refused'; readonly refusal: StepRefusal };

/** The states a membership may come to from each. */
const NEXT: Readonly<Record<MembershipStatus, readonly MembershipStatus[]>> = {
  INVITED: ['ACTIVE', 'DECLINED', 'EXPIRED'],
  APPLIED: ['ACTIVE', 'DECLINED', 'WITHDRAWN'],
  ACTIVE: ['ACTIVE', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED', 'UNKNOWN'],
  SUSPENDED: ['ACTIVE', 'WITHDRAWN', 'EXPIRED', 'UNKNOWN'],
  WITHDRAWN: ['INVITED', 'APPLIED', 'ACTIVE'],
  EXPIRED: ['INVITED', 'APPLIED', 'ACTIVE'],
  DECLINED: ['INVITED', 'APPLIED', 'ACTIVE'],
  UNKNOWN: ['ACTIVE', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED'],
};

interface OpenSpan {
  readonly versionId: string;
  readonly status: MembershipStatus;
  readonly tierId: string | null;
  /** The last day before the step, `YYYY-MM-DD`. */
  readonly lastDay: string;
  readonly beganBefore: boolean;
  readonly isFollowable: boolean;
}

/**
 * Takes a membership a step further: the span that is open ends the day before, the next one begins, and the step is recorded, each with its
 * citations.
 *
 * @param tx a transaction, in which all of it happens or none; when the outcome is a refusal nothing was written.
 */
export async function transitionMembership(tx: Database, step: MembershipStep): Promise<Transitioned> {
  const [open] = await tx.rows<OpenSpan>(sql`
    SELECT version_id AS "versionId", status, tier_id AS "tierId", (first_day(${step.on}::partial_date) - 1)::text AS "lastDay",
      valid_from < first_day(${step.on}::partial_date) AS "beganBefore", recorded_at < now() AS "isFollowable"
    FROM membership WHERE id = ${step.membershipId} AND superseded_at = 'infinity' AND valid_to = 'infinity' FOR UPDATE`);
  const refusal = refusalOf(step, open);
  if (refusal || !open) return { outcome: 'refused', refusal: refusal ?? NOT_FOUND };
  const tierId = step.tierId === undefined ? open.tierId : step.tierId;
  const [ended, next, transition, transitionFact] = [v7(), v7(), v7(), v7()];
  await tx.rows(sql`INSERT INTO fact (id, kind) VALUES (${transitionFact}, 'MembershipTransition')`);
  await citeAgain(tx, open.versionId, ended);
  await cite(tx, { factId: step.membershipId, versionId: ended, behind: LAST }, step.citations);
  await cite(tx, { factId: step.membershipId, versionId: next, behind: 0 }, step.citations);
  await cite(tx, { factId: transitionFact, versionId: transition, behind: 0 }, step.citations);
  await tx.rows(sql`UPDATE membership SET superseded_at = now() WHERE version_id = ${open.versionId}`);
  await tx.rows(sql`
    INSERT INTO membership (version_id, id, valid_from_given, valid_to_given, status, tier_id, confidence, corroboration, renewal_due_on, ${KEPT})
    SELECT span.*, ${KEPT} FROM membership AS m CROSS JOIN LATERAL (VALUES
      (${ended}::uuid, m.id, m.valid_from_given, ${open.lastDay}::partial_date, m.status, m.tier_id, m.confidence, m.corroboration, m.renewal_due_on),
      (${next}::uuid, m.id, ${step.on}::partial_date, NULL, ${step.to}, ${tierId}::uuid, ${step.confidence}::real, ${step.corroboration ?? 'UNCONFIRMED'}, NULL)
    ) AS span WHERE m.version_id = ${open.versionId}`);
  await tx.rows(sql`
    INSERT INTO membership_transition (version_id, id, membership_id, position, from_status, to_status, tier_id, happened_on, at_collaboration_id,
      confidence, corroboration)
    SELECT ${transition}, ${transitionFact}, ${step.membershipId}, coalesce(max(position), 0) + 1, ${open.status}, ${step.to}, ${tierId}::uuid, ${step.on},
      ${step.atCollaborationId ?? null}::uuid, ${step.confidence}, ${step.corroboration ?? 'UNCONFIRMED'}
    FROM membership_transition WHERE membership_id = ${step.membershipId} AND superseded_at = 'infinity'`);
  return { outcome: 'transitioned', versionId: next };
}

/** What a membership says whatever its status. */
const KEPT = sql`member_id, organization_id, basis, is_founder, name_as_listed, tier_as_printed, office, theme_ids`;

const NOT_FOUND: StepRefusal = { code: 'NOT_FOUND', field: 'membershipId', message: 'There is no such membership that is open.' };

function refusalOf({ citations, on, to, tierId }: MembershipStep, open: OpenSpan | undefined): StepRefusal | null {
  if (citations.length === 0) return { code: 'INVALID', field: 'citations', message: 'A step needs at least one source.' };
  if (!open) return NOT_FOUND;
  const isSame = to === open.status && (tierId === undefined || tierId === open.tierId);
  if (isSame || !NEXT[open.status].includes(to))
    return { code: 'STATUS_TRANSITION_NOT_ALLOWED', field: 'to', message: `A membership that is ${open.status} cannot become ${to}.` };
  if (!open.beganBefore)
    return { code: 'INVALID', field: 'on', message: `It was not yet ${open.status} before ${on}; give a later or a more exact day.` };
  if (!open.isFollowable)
    return { code: 'VERSION_CONFLICT', field: 'membershipId', message: 'It was changed this very moment; try again.' };
  return null;
}

/** Behind all places of citations that were there before. */
const LAST = 10_000;

interface Cited {
  readonly factId: string;
  readonly versionId: string;
  /** The place before the first. */
  readonly behind: number;
}

function cite(tx: Database, { factId, versionId, behind }: Cited, citations: readonly StepCitation[]): Promise<unknown> {
  const rows = citations.map(
    ({ sourceId, asOf, quote = null, quoteLanguage = null }, place) =>
      sql`(${v7()}::uuid, ${factId}::uuid, ${versionId}::uuid, ${behind + place}::smallint, ${sourceId}::uuid, ${asOf}::partial_date, ${quote}, ${quoteLanguage}::language_tag)`,
  );
  return tx.rows(sql`
    INSERT INTO citation (id, fact_id, version_id, position, source_id, as_of, quote, quote_language) VALUES ${join(rows)}`);
}

/** A version that says again what another said rests on the same sources, behind which those of its change come. */
function citeAgain(tx: Database, from: string, to: string): Promise<unknown> {
  return tx.rows(sql`
    INSERT INTO citation (id, fact_id, version_id, position, source_id, as_of, quote, quote_language, locator, retrieved_at)
    SELECT gen_random_uuid(), fact_id, ${to}, position, source_id, as_of, quote, quote_language, locator, retrieved_at
    FROM citation WHERE version_id = ${from}`);
}
