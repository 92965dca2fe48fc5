import { CommitmentKind, CommitmentStatus, FollowUpKind, FollowUpStatus, GovernanceLevel } from '../catalog/vocabulary/commitment';
import type { Directory } from './directory';
import { idOf } from './ids';
import { Counter } from './names';
import type { Version } from './plan';
import type { Tables } from './tables';

export function commitmentVersions({ commitments }: Tables, directory: Directory): Version[] {
  return commitments.map((row) => {
    const position = row.number('position') || row.fail('position', 'it must be 1 or more.');
    return {
      table: 'commitment',
      kind: 'Commitment',
      factId: idOf('fact', 'commitment', row.text('collaboration_key'), position),
      content: {
        collaboration_id: directory.fact('collaboration', row, 'collaboration_key'),
        ...{ position, text: row.textsRequired('text'), kind: row.word('kind', CommitmentKind) },
        responsible_ids: directory.actors(row, 'responsible_keys'),
        beneficiary_ids: directory.actors(row, 'beneficiary_keys'),
        place_ids: directory.actors(row, 'place_keys'),
        parties_text: row.texts('parties_text'),
        levels: row.words('levels', GovernanceLevel),
        status: row.word('status', CommitmentStatus),
        due_on: row.date('due_on'),
        confidence: row.confidence('confidence'),
      },
      citations: [{ sourceId: directory.source(row, 'source_url'), asOf: row.date('as_of') }],
    };
  });
}

export function followUpVersions({ follow_ups }: Tables, directory: Directory): Version[] {
  const times = new Counter();
  return follow_ups.map((row) => {
    const [key, kind, recurrence] = [row.text('collaboration_key'), row.word('kind', FollowUpKind), row.maybe('recurrence')];
    const commitmentId = directory.commitment(row, 'commitment_position', key);
    if (recurrence && !row.flag('is_periodic')) row.fail('is_periodic', 'what has a recurrence is periodic.');
    return {
      table: 'follow_up',
      kind: 'FollowUp',
      factId: idOf('fact', 'follow-up', key, commitmentId ?? '', kind, times.next(key, commitmentId ?? '', kind)),
      content: {
        collaboration_id: directory.fact('collaboration', row, 'collaboration_key'),
        ...{ commitment_id: commitmentId, kind, description: row.texts('description'), recurrence },
        is_periodic: row.flag('is_periodic'),
        scheduled_on: row.date('scheduled_on'),
        next_due_on: row.date('next_due_on'),
        last_held_on: row.date('last_held_on'),
        status: row.word('status', FollowUpStatus),
        assignee_ids: directory.actors(row, 'assignee_keys'),
        confidence: row.confidence('confidence'),
      },
      citations: [{ sourceId: directory.source(row, 'source_url'), asOf: row.date('as_of') }],
    };
  });
}
