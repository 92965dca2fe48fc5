import {
  AgreementKind,
  CollaborationKind,
  CollaborationRelation,
  CollaborationStatus,
  EventKind,
  EventMode,
  TwinningKind,
} from '../catalog/vocabulary/collaboration';
import { foldedTexts } from '../platform/fold';
import type { Directory } from './directory';
import { idOf } from './ids';
import { period } from './period';
import { type Version } from './plan';
import type { Tables } from './tables';

type Line = Tables['collaborations'][number];

export function collaborationVersions({ collaborations }: Tables, directory: Directory): Version[] {
  return collaborations.map((row) => {
    const kind = row.word('kind', CollaborationKind);
    const title = row.textsRequired('title');
    return {
      table: 'collaboration',
      kind: FACT_KIND[kind],
      factId: idOf('fact', 'collaboration', row.text('key')),
      content: {
        ...{ kind, ...subkindOf(row, kind), title, folded: foldedTexts(title), status: row.word('status', CollaborationStatus) },
        location_id: row.maybe('location_city') ? directory.city(row, 'location_city', 'location_country') : null,
        location_country_code: directory.countryCode(row, 'location_country'),
        mode: row.maybeWord('mode', EventMode) ?? 'UNKNOWN',
        programme: row.maybe('programme'),
        adopted_on: kind === 'AGREEMENT' ? row.date('start') : null,
        document: row.url('document_url'),
        theme_ids: directory.themes(row, 'themes'),
        region_ids: row.list('regions').map((code) => directory.region(row, 'regions', code)),
        ...period(row, 'start', 'end'),
        confidence: row.confidence('confidence'),
      },
      citations: [{ sourceId: directory.source(row, 'source_url'), asOf: row.date('as_of') }],
    };
  });
}

const FACT_KIND = { TWINNING: 'Twinning', JOINT_PROJECT: 'JointProject', EVENT: 'Event', AGREEMENT: 'Agreement' } as const;

function subkindOf(row: Line, kind: keyof typeof FACT_KIND) {
  if (kind === 'JOINT_PROJECT' && row.maybe('subkind')) row.fail('subkind', 'joint projects have none.');
  return {
    twinning_kind: kind === 'TWINNING' ? row.word('subkind', TwinningKind) : null,
    event_kind: kind === 'EVENT' ? row.word('subkind', EventKind) : null,
    agreement_kind: kind === 'AGREEMENT' ? row.word('subkind', AgreementKind) : null,
  };
}

export function linkVersions({ related_collaborations }: Tables, directory: Directory): Version[] {
  return related_collaborations.map((row) => {
    const from = directory.fact('collaboration', row, 'from_key') ?? row.fail('from_key', 'it must not be empty.');
    const to = directory.fact('collaboration', row, 'to_key') ?? row.fail('to_key', 'it must not be empty.');
    const relation = row.word('relation', CollaborationRelation);
    if (from === to) row.fail('to_key', 'a collaboration is not linked to itself.');
    return {
      table: 'related_collaboration',
      kind: 'RelatedCollaboration',
      factId: idOf('fact', 'link', from, relation, to),
      content: { from_id: from, relation, to_id: to, confidence: row.confidence('confidence') },
      citations: [{ sourceId: directory.source(row, 'source_url') }],
    };
  });
}
