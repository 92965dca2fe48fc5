import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import { today } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { HubError } from '../../platform/errors';
import { uuidIn } from '../../platform/global-id';
import { dayBefore, firstDay } from '../../platform/partial-date';
import { sql } from '../../platform/sql';
import type { MembershipStatus } from '../vocabulary/membership';
import { checkCitations, citedSources } from '../writing/citation-input';
import { COLLABORATIONS, InputCheck } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { type HeldVersion, holdFact, recordVersions } from '../writing/record-versions';
import type { MembershipTransitionInput } from './membership-inputs';
import { checkTier, type MembershipParties, partiesOf, renewalOf } from './membership-parties';
import { sidesFor, sidesOf } from './membership-steps';
import { wordOn } from './membership-word';

/**
 * Takes a membership a step further: the span that is open ends the day before, the next one begins, and the step is recorded. A span that
 * begins on the very day is replaced.
 *
 * @throws HubError FORBIDDEN when the step is the other side's to take.
 */
export async function transitionMembership(tx: Database, caller: Caller, input: MembershipTransitionInput): Promise<Outcome> {
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  check.refer(input.tierId, ['MembershipTier'], ['input', 'tierId']);
  check.refer(input.atCollaborationId, COLLABORATIONS, ['input', 'atCollaborationId']);
  await check.lookUp(tx);
  if (!check.isSound) return refused(check);
  const { versions, at } = await holdFact(tx, 'membership', uuidIn(input.membershipId, 'input.membershipId'));
  const open = versions.find(({ isOpen }) => isOpen);
  if (!open) check.refuse('NOT_FOUND', ['input', 'membershipId'], 'There is no such membership that is open.');
  if (!open) return refused(check);
  const tierId = input.tierId === undefined ? (open.said.tier_id as string | null) : check.id(input.tierId);
  const pair = { memberId: String(open.said.member_id), organizationId: String(open.said.organization_id) };
  const parties = (await partiesOf(tx, pair, tierId))!;
  const step = { input, open, on: input.on ?? today(), tierId, parties, at, atId: check.id(input.atCollaborationId) };
  checkStep(check, step);
  if (!check.isSound) return refused(check);
  if (!sidesFor(statusOf(open), input.to)?.some((side) => sidesOf(caller, pair).includes(side)))
    throw new HubError('FORBIDDEN', `From ${statusOf(open)} to ${input.to} is a step of the other side's.`);
  await written(tx, caller, step);
  return done(uuidIn(input.membershipId, 'input.membershipId'));
}

interface Step {
  readonly input: MembershipTransitionInput;
  readonly open: HeldVersion;
  readonly on: string;
  readonly tierId: string | null;
  readonly parties: MembershipParties;
  readonly at: Date;
  readonly atId: string | null;
}

function statusOf({ said }: HeldVersion): MembershipStatus {
  return said.status as MembershipStatus;
}

/** The day a span begins, for comparison; an unknown one is before all. */
function beginningOf({ said }: HeldVersion): string {
  return said.valid_from_given === null ? '' : firstDay(String(said.valid_from_given));
}

function checkStep(check: InputCheck, { input: { to, expectedRecordedAt }, open, on, tierId, parties }: Step): void {
  const from = statusOf(open);
  if (expectedRecordedAt && expectedRecordedAt.getTime() !== open.recordedAt.getTime()) check.refuseConflict(open);
  else if (sidesFor(from, to) === null || (to === from && tierId === open.said.tier_id))
    check.refuse('STATUS_TRANSITION_NOT_ALLOWED', ['input', 'to'], `A membership that is ${from} cannot become ${to}.`);
  else if (firstDay(on) < beginningOf(open))
    check.refuse('PERIOD_INVALID', ['input', 'on'], `It was not yet ${from} before ${on}; give a later or a more exact day.`);
  if (tierId !== open.said.tier_id) checkTier(check, parties, tierId);
}

async function written(tx: Database, caller: Caller, { input, open, on, tierId, parties, at, atId }: Step): Promise<void> {
  const [factId, from] = [String(open.said.id), statusOf(open)];
  const citations = await citedSources(tx, input.citations);
  const said = wordOn(caller, { parties, citations: input.citations, to: input.to, before: open.said });
  const { member_holds: _member, organization_holds: _organization, ...word } = said;
  const beganBefore = beginningOf(open) < firstDay(on);
  const ended = {
    table: 'membership',
    factId,
    said: { ...open.said, valid_to_given: dayBefore(firstDay(on)) },
    restsOn: open.versionId,
    citations,
  } as const;
  const next = {
    ...{ ...open.said, valid_from_given: on, valid_to_given: null, status: input.to, tier_id: tierId, ...said },
    renewal_due_on: input.to === 'ACTIVE' ? renewalOf(on, parties) : null,
  };
  const step = {
    ...{ membership_id: factId, position: await nextPosition(tx, factId), from_status: from, to_status: input.to },
    ...{ tier_id: tierId, happened_on: on, at_collaboration_id: atId, ...word },
  };
  await recordVersions(tx, {
    at,
    superseded: [{ table: 'membership', versionId: open.versionId }],
    versions: [
      ...(beganBefore ? [ended] : []),
      { table: 'membership', factId, said: next, citations },
      { table: 'membership_transition', factId: v7(), newKind: 'MembershipTransition', said: step, citations },
    ],
  });
}

async function nextPosition(tx: Database, membershipId: string): Promise<number> {
  const [last] = await tx.rows<{ next: number }>(sql`
    SELECT coalesce(max(position), 0) + 1 AS next FROM membership_transition WHERE membership_id = ${membershipId} AND superseded_at = 'infinity'`);
  return last!.next;
}
