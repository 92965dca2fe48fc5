import { ParticipationRole } from '../catalog/vocabulary/collaboration';
import { ActorKind } from '../catalog/vocabulary/common';
import type { Directory } from './directory';
import { idOf } from './ids';
import type { LeftOuts } from './left-out';
import type { Version } from './plan';
import type { Tables } from './tables';

type Line = Tables['participants'][number];

/** Who took part in what, as what, and for whom. Two lines about one actor in one role are one participation, the first. */
export function participationVersions({ participants }: Tables, directory: Directory, leftOut: LeftOuts): Version[] {
  const seen = new Map<string, number>();
  return participants.flatMap((row): Version[] => {
    const collaborationId =
      directory.fact('collaboration', row, 'collaboration_key') ?? row.fail('collaboration_key', 'it must not be empty.');
    const [actorId, role] = [actorOf(row, directory), row.word('role', ParticipationRole)];
    const factId = idOf('fact', 'participation', collaborationId, actorId, role);
    const first = seen.get(factId);
    if (first !== undefined) {
      leftOut.add('the same actor in the same role as an earlier line of participants.csv', `line ${row.line} (line ${first})`);
      return [];
    }
    seen.set(factId, row.line);
    // Whose own page lists the partnership has said so itself; of the other side a third party or its partner says it.
    const isDeclared = directory.actors(row, 'declared_by').includes(actorId);
    const content = {
      collaboration_id: collaborationId,
      actor_id: actorId,
      role,
      ...forWhom(row, directory),
      confidence: row.confidence('confidence'),
      corroboration: isDeclared ? 'MEMBER' : 'UNCONFIRMED',
    };
    const citations = [{ sourceId: directory.source(row, 'source_url'), asOf: row.date('as_of') }];
    return [{ table: 'participation', kind: 'Participation', factId, content, citations }];
  });
}

function actorOf(row: Line, directory: Directory): string {
  const kind = row.word('actor_kind', ActorKind);
  if (kind === 'CITY') return directory.city(row, 'city_name', 'country_code');
  return kind === 'COUNTRY' ? directory.country(row, 'country_code') : directory.organization(row, 'actor_key');
}

const FOR_WHOM = { ORGANIZATION: 'ORGANIZATION', COUNTRY: 'COUNTRY', TEXT: 'TEXT' } as const;

function forWhom(row: Line, directory: Directory) {
  const kind = row.maybeWord('on_behalf_of_kind', FOR_WHOM);
  if (kind === null && row.maybe('on_behalf_of')) row.fail('on_behalf_of_kind', 'it must say what on_behalf_of is.');
  return {
    on_behalf_of_id:
      kind === 'ORGANIZATION'
        ? directory.organization(row, 'on_behalf_of')
        : kind === 'COUNTRY'
          ? directory.country(row, 'on_behalf_of')
          : null,
    on_behalf_of_text: kind === 'TEXT' ? row.text('on_behalf_of') : null,
  };
}
