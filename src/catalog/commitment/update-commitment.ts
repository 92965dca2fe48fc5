import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import { today } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { uuidIn } from '../../platform/global-id';
import { firstDay } from '../../platform/partial-date';
import { checkCitations, citedSources } from '../writing/citation-input';
import { confidenceOf } from '../writing/confidence';
import { InputCheck } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { holdFact, type NextVersion, recordVersions } from '../writing/record-versions';
import type { CommitmentUpdateInput } from './commitment-inputs';

/** Records what has become of a promise: a note, and, when its status is another, its next version. */
export async function updateCommitment(tx: Database, caller: Caller, input: CommitmentUpdateInput): Promise<Outcome> {
  const { status, on, expectedRecordedAt } = input;
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  const note = check.localized(input.note, ['input', 'note'], 2_000);
  if (firstDay(on) > today()) check.refuse('INVALID', ['input', 'on'], 'That day is still to come.');
  if (status === 'OPEN') check.refuse('STATUS_TRANSITION_NOT_ALLOWED', ['input', 'status'], 'What something is recorded of is not OPEN.');
  if (!check.isSound) return refused(check);
  const id = uuidIn(input.commitmentId, 'input.commitmentId');
  const held = await holdFact(tx, 'commitment', id);
  const version = check.latest(held, expectedRecordedAt, ['input', 'commitmentId']);
  if (!version) return refused(check);
  const citations = await citedSources(tx, input.citations);
  const confidence = confidenceOf(
    input.citations.map(({ kind }) => kind),
    'UNCONFIRMED',
  );
  const update: NextVersion = {
    ...{ table: 'commitment_update', factId: v7(), newKind: 'CommitmentUpdate', citations },
    said: { commitment_id: id, noted_on: on, status, note, by_id: caller.organizationId, confidence },
  };
  const isOther = status !== version.said.status;
  await recordVersions(tx, {
    at: held.at,
    superseded: isOther ? [{ table: 'commitment', versionId: version.versionId }] : [],
    versions: [
      update,
      ...(isOther
        ? [{ table: 'commitment' as const, factId: id, said: { ...version.said, status }, restsOn: version.versionId, citations }]
        : []),
    ],
  });
  return done(id);
}
