import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../platform/database';
import type { LocalizedText } from '../../platform/language';
import { sql } from '../../platform/sql';
import type { ActorKind } from '../vocabulary/common';
import type { InputCheck } from '../writing/input-check';
import type { TierBenefitInput } from './tier-inputs';

const MOST_BENEFITS = 50;

export function checkTerm(check: InputCheck, years: number | null | undefined): void {
  if (years !== null && years !== undefined && !(years >= 1 && years <= 100))
    check.refuse('INVALID', ['input', 'termYears'], 'A term is 1 to 100 years.');
}

export function checkOpenTo(check: InputCheck, kinds: readonly ActorKind[] | null | undefined): void {
  if (kinds?.length === 0) check.refuse('BLANK', ['input', 'openTo'], 'A tier that nobody may hold is none.');
}

/** What a benefit says, as its table has it. */
export interface BenefitSaid {
  readonly kind: string;
  readonly description: LocalizedText;
  readonly onward_sharing: string;
}

/** Each once, however often it is given. */
export function benefitsIn(check: InputCheck, given: readonly TierBenefitInput[] | null | undefined): BenefitSaid[] {
  check.atMost(given?.length ?? 0, MOST_BENEFITS, ['input', 'benefits']);
  const benefits = (given ?? []).map(({ kind, description, onwardSharing }, place) => ({
    ...{ kind, onward_sharing: onwardSharing },
    description: check.localizedAtLeastOnce(description, ['input', 'benefits', String(place), 'description'], 500),
  }));
  return benefits.filter((benefit, place) => benefits.findIndex((one) => isSame(one, benefit)) === place);
}

function isSame(left: BenefitSaid, right: BenefitSaid): boolean {
  return left.kind === right.kind && left.onward_sharing === right.onward_sharing && isDeepStrictEqual(left.description, right.description);
}

interface HeldBenefit extends BenefitSaid {
  readonly versionId: string;
}

/** Of the benefits a tier is to have, those it has not yet; and the versions of those it has and is to have no longer. */
export async function differenceOfBenefits(
  tx: Database,
  tierId: string,
  wanted: readonly BenefitSaid[],
): Promise<{ readonly fresh: readonly BenefitSaid[]; readonly gone: readonly string[] }> {
  const held = await tx.rows<HeldBenefit>(sql`
    SELECT version_id AS "versionId", kind, description, onward_sharing FROM tier_benefit WHERE tier_id = ${tierId} AND superseded_at = 'infinity'`);
  return {
    fresh: wanted.filter((benefit) => !held.some((one) => isSame(one, benefit))),
    gone: held.filter((one) => !wanted.some((benefit) => isSame(one, benefit))).map(({ versionId }) => versionId),
  };
}
