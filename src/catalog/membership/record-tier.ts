import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database';
import { globalId } from '../../platform/global-id';
import { sql } from '../../platform/sql';
import { checkCitations, citedSources } from '../writing/citation-input';
import { confidenceOf } from '../writing/confidence';
import { InputCheck, ORGANIZATIONS } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { instantBehind, type NextVersion, recordVersions } from '../writing/record-versions';
import { benefitsIn, checkOpenTo, checkTerm } from './check-tier';
import type { TierInput } from './tier-inputs';

/** Records a kind of membership an organisation offers, with what it gives. */
export async function recordTier(tx: Database, caller: Caller, input: TierInput): Promise<Outcome> {
  const { code, category, openTo, termYears = null } = input;
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  const name = check.localizedAtLeastOnce(input.name, ['input', 'name'], 200);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) || code.length > 40)
    check.refuse('INVALID', ['input', 'code'], 'Lower-case letters, digits and hyphens, at most 40.');
  checkOpenTo(check, openTo);
  checkTerm(check, termYears);
  const benefits = benefitsIn(check, input.benefits);
  check.refer(input.organizationId, ORGANIZATIONS, ['input', 'organizationId']);
  await check.lookUp(tx);
  if (!check.isSound) return refused(check);
  const organizationId = check.id(input.organizationId)!;
  const [taken] = await tx.rows<{ id: string }>(sql`
    SELECT id FROM membership_tier WHERE organization_id = ${organizationId} AND code = ${code} AND superseded_at = 'infinity'`);
  if (taken) check.refuse('TAKEN', ['input', 'code'], `There is one already: ${globalId('MembershipTier', taken.id)}.`);
  if (!check.isSound) return refused(check);
  const citations = await citedSources(tx, input.citations);
  const confidence = confidenceOf(
    input.citations.map(({ kind }) => kind),
    'UNCONFIRMED',
  );
  const id = v7();
  const tier: NextVersion = {
    ...{ table: 'membership_tier', factId: id, newKind: 'MembershipTier', citations },
    said: { organization_id: organizationId, code, name, category, open_to: [...new Set(openTo)], term_years: termYears, confidence },
  };
  const gifts = benefits.map(
    (said): NextVersion => ({
      ...{ table: 'tier_benefit', factId: v7(), newKind: 'TierBenefit', citations },
      said: { tier_id: id, ...said, confidence },
    }),
  );
  await recordVersions(tx, { at: await instantBehind(tx), versions: [tier, ...gifts] });
  return done(id);
}
