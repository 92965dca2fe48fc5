import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database';
import { HubError } from '../../platform/errors';
import { globalId } from '../../platform/global-id';
import { dayAfter, firstDay } from '../../platform/partial-date';
import { sql } from '../../platform/sql';
import { checkCitations, citedSources } from '../writing/citation-input';
import { ACTORS, COLLABORATIONS, InputCheck, ORGANIZATIONS } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { instantBehind, recordVersions } from '../writing/record-versions';
import type { MembershipInput } from './membership-inputs';
import { checkTier, type MembershipParties, partiesOf, renewalOf } from './membership-parties';
import { type Parties, sidesFor, sidesOf } from './membership-steps';
import { wordOn } from './membership-word';

/**
 * Records that an actor belongs, has belonged or is asked to belong to an organisation.
 *
 * @throws HubError FORBIDDEN when it is for the other side to say so.
 */
export async function recordMembership(tx: Database, caller: Caller, input: MembershipInput): Promise<Outcome> {
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  check.period(input.validFrom, input.validTo, ['input', 'validTo']);
  check.refer(input.memberId, ACTORS, ['input', 'memberId']);
  check.refer(input.organizationId, ORGANIZATIONS, ['input', 'organizationId']);
  check.refer(input.tierId, ['MembershipTier'], ['input', 'tierId']);
  check.refer(input.atCollaborationId, COLLABORATIONS, ['input', 'atCollaborationId']);
  await check.lookUp(tx);
  if (!check.isSound) return refused(check);
  const pair = { memberId: check.id(input.memberId)!, organizationId: check.id(input.organizationId)! };
  if (pair.memberId === pair.organizationId) check.refuse('INVALID', ['input', 'memberId'], 'Nobody is a member of itself.');
  const parties = await partiesOf(tx, pair, check.id(input.tierId));
  if (parties) checkTier(check, parties, check.id(input.tierId));
  if (!check.isSound || !parties) return refused(check);
  if (!sidesFor('NONE', input.status)?.some((side) => sidesOf(caller, pair).includes(side)))
    throw new HubError('FORBIDDEN', `That a membership is ${input.status} is for the other side to say.`);
  const taken = await openBetween(tx, pair, input);
  if (taken === null) return done(await written(tx, caller, { input, check, parties }));
  check.refuse(
    'TAKEN',
    ['input', 'memberId'],
    `There is a membership in that period already: ${globalId('Membership', taken)}. Take it a step further.`,
  );
  return refused(check);
}

/** The membership that meets a period; whoever else records one of the same two waits. */
async function openBetween(
  tx: Database,
  { memberId, organizationId }: Parties,
  { validFrom, validTo }: MembershipInput,
): Promise<string | null> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`membership ${memberId} ${organizationId}`}, 0))`);
  const [from, to] = [validFrom ? firstDay(validFrom) : '-infinity', validTo ? dayAfter(validTo) : 'infinity'];
  const [open] = await tx.rows<{ id: string }>(sql`
    SELECT id FROM membership
    WHERE member_id = ${memberId} AND organization_id = ${organizationId} AND superseded_at = 'infinity'
      AND daterange(valid_from, valid_to) && daterange(${from}, ${to}) ORDER BY valid_from DESC LIMIT 1`);
  return open?.id ?? null;
}

interface Sound {
  readonly input: MembershipInput;
  readonly check: InputCheck;
  readonly parties: MembershipParties;
}

async function written(tx: Database, caller: Caller, { input, check, parties }: Sound): Promise<string> {
  const { status, validFrom = null, validTo = null } = input;
  const citations = await citedSources(tx, input.citations);
  const { member_holds, organization_holds, ...word } = wordOn(caller, { parties, citations: input.citations, to: status });
  const [membershipId, tierId] = [v7(), check.id(input.tierId)];
  const span = {
    ...{
      member_id: parties.memberId,
      organization_id: parties.organizationId,
      tier_id: tierId,
      status,
      ...word,
      member_holds,
      organization_holds,
    },
    ...{ valid_from_given: validFrom, valid_to_given: validTo },
    renewal_due_on: status === 'ACTIVE' && validTo === null ? renewalOf(validFrom, parties) : null,
  };
  const step = {
    ...{ membership_id: membershipId, position: 1, from_status: null, to_status: status, tier_id: tierId, happened_on: validFrom, ...word },
    at_collaboration_id: check.id(input.atCollaborationId),
  };
  await recordVersions(tx, {
    at: await instantBehind(tx),
    versions: [
      { table: 'membership', factId: membershipId, newKind: 'Membership', said: span, citations },
      { table: 'membership_transition', factId: v7(), newKind: 'MembershipTransition', said: step, citations },
    ],
  });
  return membershipId;
}
