import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database';
import { foldedTexts } from '../../platform/fold';
import { recurrenceIn } from '../commitment/recurrence';
import { checkCitations, citedSources } from '../writing/citation-input';
import { confidenceOf } from '../writing/confidence';
import { InputCheck } from '../writing/input-check';
import { textsIn } from '../writing/localized-text-input';
import { done, type Outcome, refused } from '../writing/outcome';
import { type Cite, instantBehind, type NextVersion, recordVersions } from '../writing/record-versions';
import { checkCollaboration } from './check-collaboration';
import type { CollaborationInput } from './collaboration-inputs';

/** Records a collaboration with its participants, commitments, follow-ups and links: all of it, or nothing. */
export async function recordCollaboration(tx: Database, caller: Caller, input: CollaborationInput): Promise<Outcome> {
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  checkCollaboration(check, input);
  await check.lookUp(tx);
  if (!check.isSound) return refused(check);
  const confidence = confidenceOf(
    input.citations.map(({ kind }) => kind),
    'UNCONFIRMED',
  );
  const draft = { id: v7(), input, check, caller, confidence, citations: await citedSources(tx, input.citations) };
  await recordVersions(tx, {
    at: await instantBehind(tx),
    versions: [collaboration(draft), ...participations(draft), ...commitments(draft), ...followUps(draft), ...links(draft)],
  });
  return done(draft.id);
}

interface Draft {
  readonly id: string;
  readonly input: CollaborationInput;
  readonly check: InputCheck;
  readonly caller: Caller;
  readonly confidence: number;
  readonly citations: readonly Cite[];
}

const FACT_KIND = { TWINNING: 'Twinning', JOINT_PROJECT: 'JointProject', EVENT: 'Event', AGREEMENT: 'Agreement' } as const;

function collaboration({ id, input, check, confidence, citations }: Draft): NextVersion {
  const { kind, twinningKind, eventKind, agreementKind, status, validFrom = null, validTo = null } = input;
  const title = textsIn(input.title);
  return {
    ...{ table: 'collaboration', factId: id, newKind: FACT_KIND[kind], citations },
    said: {
      ...{ kind, twinning_kind: twinningKind ?? null, event_kind: eventKind ?? null, agreement_kind: agreementKind ?? null },
      ...{ title, folded: foldedTexts(title ?? {}), status, confidence },
      ...{ location_id: check.id(input.locationCityId), programme: input.programme?.trim() ?? null },
      ...{ valid_from_given: validFrom, valid_to_given: validTo, adopted_on: kind === 'AGREEMENT' ? validFrom : null },
      ...{ theme_ids: check.idsOf(input.themeIds), region_ids: check.idsOf(input.regionIds) },
    },
  };
}

/** A participant that records it says so itself. */
function participations({ id, input, check, caller, confidence, citations }: Draft): NextVersion[] {
  return input.participants.map(({ actorId, role, onBehalfOfId }) => ({
    ...{ table: 'participation', factId: v7(), newKind: 'Participation', citations },
    said: {
      ...{ collaboration_id: id, actor_id: check.id(actorId), role, on_behalf_of_id: check.id(onBehalfOfId), confidence },
      ...{ valid_from_given: input.validFrom ?? null, valid_to_given: input.validTo ?? null },
      corroboration: check.id(actorId) === caller.organizationId ? 'MEMBER' : 'UNCONFIRMED',
    },
  }));
}

function commitments({ id, input, check, confidence, citations }: Draft): NextVersion[] {
  return (input.commitments ?? []).map(({ text, kind, responsibleIds, beneficiaryIds, placeIds, levels, dueOn }, place) => ({
    ...{ table: 'commitment', factId: v7(), newKind: 'Commitment', citations },
    said: {
      ...{ collaboration_id: id, position: place + 1, text: textsIn(text), kind, status: 'OPEN', due_on: dueOn ?? null, confidence },
      ...{ responsible_ids: check.idsOf(responsibleIds), beneficiary_ids: check.idsOf(beneficiaryIds), place_ids: check.idsOf(placeIds) },
      levels: [...new Set(levels)],
    },
  }));
}

function followUps({ id, input, check, confidence, citations }: Draft): NextVersion[] {
  return (input.followUps ?? []).map(({ kind, isPeriodic, recurrence, scheduledOn = null, assigneeIds, description }) => ({
    ...{ table: 'follow_up', factId: v7(), newKind: 'FollowUp', citations },
    said: {
      ...{
        collaboration_id: id,
        kind,
        is_periodic: isPeriodic,
        recurrence: recurrence ? recurrenceIn(recurrence) : null,
        status: 'PLANNED',
      },
      ...{ scheduled_on: scheduledOn, next_due_on: scheduledOn, assignee_ids: check.idsOf(assigneeIds), description: textsIn(description) },
      confidence,
    },
  }));
}

function links({ id, input, check, confidence, citations }: Draft): NextVersion[] {
  return (input.relatedTo ?? []).map(({ collaborationId, relation }) => ({
    ...{ table: 'related_collaboration', factId: v7(), newKind: 'RelatedCollaboration', citations },
    said: { from_id: id, relation, to_id: check.id(collaborationId), confidence },
  }));
}
