import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database';
import { uuidIn } from '../../platform/global-id';
import { checkCitations, citedSources } from '../writing/citation-input';
import { confidenceOf } from '../writing/confidence';
import { InputCheck } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { holdFact, type NextVersion, recordVersions } from '../writing/record-versions';
import { benefitsIn, checkOpenTo, checkTerm, differenceOfBenefits } from './check-tier';
import type { TierUpdateInput } from './tier-inputs';

/** Records the next version of a kind of membership, and what it gives from now on. */
export async function updateTier(tx: Database, caller: Caller, input: TierUpdateInput): Promise<Outcome> {
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  const name = check.localized(input.name, ['input', 'name'], 200);
  checkOpenTo(check, input.openTo);
  checkTerm(check, input.termYears);
  const benefits = benefitsIn(check, input.benefits);
  if (!check.isSound) return refused(check);
  const id = uuidIn(input.id, 'input.id');
  const held = await holdFact(tx, 'membership_tier', id);
  const version = check.latest(held, input.expectedRecordedAt, ['input', 'id']);
  if (!version) return refused(check);
  const citations = await citedSources(tx, input.citations);
  const confidence = confidenceOf(
    input.citations.map(({ kind }) => kind),
    'UNCONFIRMED',
  );
  const said = {
    ...{ ...version.said, confidence },
    ...(name && { name }),
    ...(input.category && { category: input.category }),
    ...(input.openTo && { open_to: [...new Set(input.openTo)] }),
    ...(input.termYears !== undefined && { term_years: input.termYears }),
  };
  const { fresh, gone } = input.benefits ? await differenceOfBenefits(tx, id, benefits) : { fresh: [], gone: [] };
  const tier: NextVersion = { table: 'membership_tier', factId: id, said, restsOn: version.versionId, citations };
  const gifts = fresh.map(
    (benefit): NextVersion => ({
      ...{ table: 'tier_benefit', factId: v7(), newKind: 'TierBenefit', citations },
      said: { tier_id: id, ...benefit, confidence },
    }),
  );
  await recordVersions(tx, {
    at: held.at,
    superseded: [
      { table: 'membership_tier', versionId: version.versionId },
      ...gone.map((versionId) => ({ table: 'tier_benefit' as const, versionId })),
    ],
    versions: [tier, ...gifts],
  });
  return done(id);
}
