import type { Caller } from '../../access/caller';
import { today } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { uuidIn } from '../../platform/global-id';
import { firstDay } from '../../platform/partial-date';
import { checkCitations, citedSources } from '../writing/citation-input';
import { InputCheck } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { type HeldVersion, holdFact, recordVersions } from '../writing/record-versions';
import type { FollowUpRecordInput } from './commitment-inputs';
import { nextDay } from './recurrence';

const INPUT = ['input'];

/** Records that a check was held, missed, called off or given another day; of what is repeated, when the next one is due. */
export async function recordFollowUp(tx: Database, caller: Caller, input: FollowUpRecordInput): Promise<Outcome> {
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  check.refer(input.eventId, ['Event'], ['input', 'eventId']);
  checkDays(check, input);
  await check.lookUp(tx);
  if (!check.isSound) return refused(check);
  const id = uuidIn(input.followUpId, 'input.followUpId');
  const held = await holdFact(tx, 'follow_up', id);
  const version = check.latest(held, input.expectedRecordedAt, ['input', 'followUpId']);
  if (version) checkAgainst(check, version, input);
  if (!version || !check.isSound) return refused(check);
  const said = {
    ...{ ...version.said, status: input.status, next_due_on: nextDueOn(version, input) },
    ...(input.status === 'HELD' && { last_held_on: input.heldOn, held_at_id: check.id(input.eventId) }),
  };
  await recordVersions(tx, {
    at: held.at,
    superseded: [{ table: 'follow_up', versionId: version.versionId }],
    versions: [{ table: 'follow_up', factId: id, said, restsOn: version.versionId, citations: await citedSources(tx, input.citations) }],
  });
  return done(id);
}

function checkDays(check: InputCheck, { status, heldOn, eventId, nextDueOn }: FollowUpRecordInput): void {
  if (status === 'HELD' && !heldOn) check.refuse('BLANK', [...INPUT, 'heldOn'], 'Say when it was held.');
  if (status !== 'HELD' && heldOn) check.refuse('INVALID', [...INPUT, 'heldOn'], `What is ${status} was not held.`);
  if (status !== 'HELD' && eventId) check.refuse('INVALID', [...INPUT, 'eventId'], `What is ${status} was not held.`);
  if (heldOn && firstDay(heldOn) > today()) check.refuse('INVALID', [...INPUT, 'heldOn'], 'That day is still to come.');
  if (status === 'PLANNED' && !nextDueOn) check.refuse('BLANK', [...INPUT, 'nextDueOn'], 'Say when it is to be.');
  if (status === 'CANCELLED' && nextDueOn) check.refuse('INVALID', [...INPUT, 'nextDueOn'], 'What is called off is not due.');
  if (heldOn && nextDueOn && firstDay(nextDueOn) <= firstDay(heldOn))
    check.refuse('PERIOD_INVALID', [...INPUT, 'nextDueOn'], 'The next one is after the one that was held.');
}

function checkAgainst(check: InputCheck, { said }: HeldVersion, { status, nextDueOn }: FollowUpRecordInput): void {
  if (said.status === 'CANCELLED' && status !== 'PLANNED')
    check.refuse('STATUS_TRANSITION_NOT_ALLOWED', [...INPUT, 'status'], 'It was called off: plan it again first.');
  if (!said.is_periodic && nextDueOn && status === 'HELD')
    check.refuse('INVALID', [...INPUT, 'nextDueOn'], 'It is not repeated, and it was held.');
}

/** When it is due next: as given, or as its rule says, counted from the day it was held or should have been. */
function nextDueOn({ said }: HeldVersion, { status, heldOn, nextDueOn: given }: FollowUpRecordInput): string | null {
  if (given) return given;
  const counted = heldOn ?? (said.next_due_on as string | null) ?? (said.scheduled_on as string | null);
  if (!said.is_periodic || status === 'CANCELLED' || !said.recurrence || !counted) return null;
  return nextDay(String(said.recurrence), counted);
}
