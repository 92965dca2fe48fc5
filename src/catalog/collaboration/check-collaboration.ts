import type { CommitmentInput, FollowUpInput } from '../commitment/commitment-inputs';
import { recurrenceIn } from '../commitment/recurrence';
import { ACTORS, COLLABORATIONS, type InputCheck, type Path } from '../writing/input-check';
import type { CollaborationInput, ParticipationInput } from './collaboration-inputs';

/** What is said of one kind of collaboration alone, and whether that kind needs it. */
const OF_KIND = [
  { field: 'agreementKind', kind: 'AGREEMENT', isNeeded: true },
  { field: 'twinningKind', kind: 'TWINNING', isNeeded: true },
  { field: 'eventKind', kind: 'EVENT', isNeeded: true },
  { field: 'programme', kind: 'JOINT_PROJECT', isNeeded: false },
] as const;

const MOST = { participants: 500, commitments: 100, followUps: 50, relatedTo: 50 } as const;

/** Looks at a collaboration and at everything that belongs to it; each refusal names its place. */
export function checkCollaboration(check: InputCheck, input: CollaborationInput): void {
  check.localizedAtLeastOnce(input.title, ['input', 'title'], 500);
  check.text(input.programme, ['input', 'programme'], 200);
  check.period(input.validFrom, input.validTo, ['input', 'validTo']);
  for (const { field, kind, isNeeded } of OF_KIND) {
    const isGiven = input[field] !== null && input[field] !== undefined;
    if (isGiven && input.kind !== kind) check.refuse('INVALID', ['input', field], `This is said of ${kind} only.`);
    if (!isGiven && isNeeded && input.kind === kind) check.refuse('BLANK', ['input', field], `${kind} needs it.`);
  }
  check.refer(input.locationCityId, ['City'], ['input', 'locationCityId']);
  check.referAll(input.themeIds, ['Theme'], ['input', 'themeIds']);
  check.referAll(input.regionIds, ['Region'], ['input', 'regionIds']);
  for (const [list, most] of Object.entries(MOST)) check.atMost(input[list as keyof typeof MOST]?.length ?? 0, most, ['input', list]);
  checkParticipants(check, input);
  for (const [place, one] of (input.commitments ?? []).entries()) checkCommitment(check, one, ['input', 'commitments', String(place)]);
  for (const [place, one] of (input.followUps ?? []).entries()) checkFollowUp(check, one, ['input', 'followUps', String(place)]);
  for (const [place, { collaborationId }] of (input.relatedTo ?? []).entries())
    check.refer(collaborationId, COLLABORATIONS, ['input', 'relatedTo', String(place), 'collaborationId']);
}

function checkParticipants(check: InputCheck, { participants, kind }: CollaborationInput): void {
  const least = kind === 'TWINNING' ? 2 : 1;
  if (new Set(participants.map(({ actorId }) => actorId)).size < least)
    check.refuse('BLANK', ['input', 'participants'], `It takes at least ${least} of them.`);
  const seen = new Set<string>();
  for (const [place, participant] of participants.entries()) {
    const path = ['input', 'participants', String(place)];
    check.refer(participant.actorId, kind === 'TWINNING' ? ['City'] : ACTORS, [...path, 'actorId']);
    check.refer(participant.onBehalfOfId, ACTORS, [...path, 'onBehalfOfId']);
    if (seen.has(roleOf(participant))) check.refuse('TAKEN', path, 'It is there in that role already.');
    seen.add(roleOf(participant));
  }
}

function roleOf({ actorId, role }: ParticipationInput): string {
  return `${actorId} ${role}`;
}

function checkCommitment(check: InputCheck, { text, responsibleIds, beneficiaryIds, placeIds }: CommitmentInput, path: Path): void {
  check.localizedAtLeastOnce(text, [...path, 'text'], 2_000);
  if (responsibleIds.length === 0) check.refuse('BLANK', [...path, 'responsibleIds'], 'A promise has somebody responsible for it.');
  check.referAll(responsibleIds, ACTORS, [...path, 'responsibleIds']);
  check.referAll(beneficiaryIds, ACTORS, [...path, 'beneficiaryIds']);
  check.referAll(placeIds, ['City', 'Country'], [...path, 'placeIds']);
}

function checkFollowUp(check: InputCheck, { isPeriodic, recurrence, assigneeIds, description }: FollowUpInput, path: Path): void {
  check.localized(description, [...path, 'description'], 2_000);
  check.referAll(assigneeIds, ACTORS, [...path, 'assigneeIds']);
  if (recurrence === null || recurrence === undefined) return;
  if (!isPeriodic) check.refuse('INVALID', [...path, 'recurrence'], 'What is not periodic is not repeated.');
  if (recurrence.length > 200 || recurrenceIn(recurrence) === null)
    check.refuse('INVALID', [...path, 'recurrence'], 'It is no rule the hub takes; a rule is such as FREQ=MONTHLY;INTERVAL=6.');
}
