import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Database } from '../../platform/database';
import type { Batch } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { sql } from '../../platform/sql';
import { Change } from './change.entity';

export type ChangeRow = Change & Typed & { readonly id: string };

/** Types of what the feed tells of. */
export const ENTITY_TYPES: readonly string[] = [
  'AccessRule',
  'Agreement',
  'Association',
  'City',
  'Commitment',
  'CommitmentUpdate',
  'Country',
  'Event',
  'FollowUp',
  'Institution',
  'JointProject',
  'Mandate',
  'Membership',
  'MembershipTier',
  'MembershipTransition',
  'Name',
  'Network',
  'Participation',
  'Person',
  'Region',
  'RelatedCollaboration',
  'ReportedFigure',
  'Resource',
  'Source',
  'Theme',
  'TierBenefit',
  'Twinning',
];

const columns = () => sql`'Change' AS "__typename", h.sequence::text AS id, ${columnsOf(Change, 'h')}`;

export const changeBySequence: Batch<string, ChangeRow> = {
  fetch: (db, sequences) => db.rows(sql`SELECT ${columns()} FROM change AS h WHERE h.sequence = ANY(${sequences}::bigint[])`),
  keyOf: (change) => change.sequence,
};

/** Changes behind a sequence, oldest first. */
export function changesBehind(db: Database, after: string, limit: number): Promise<ChangeRow[]> {
  return db.rows(sql`SELECT ${columns()} FROM change AS h WHERE h.sequence > ${after}::bigint ORDER BY h.sequence LIMIT ${limit}`);
}

/** What was recorded of one thing, oldest first: each entry is a version, and what it replaced. */
export const changesOfEntity = new Listed<ChangeRow, Record<string, never>>({
  columns,
  from: () => sql`change AS h`,
  where: () => [],
  within: (parent) => sql`h.entity_id = ${parent}`,
  order: () => ({ keys: [{ value: sql`h.sequence`, type: 'bigint' }], descending: false }),
});

/** What tells two readings of the feed apart; `after` is a sequence, and so is each cursor. */
export interface ChangeQuery {
  readonly after: string | null;
  readonly entityTypes: readonly string[] | null;
  /** Whom it concerns, one of them: an organisation and the records that were merged into it. */
  readonly organizationIds: readonly string[] | null;
}

/** The feed, oldest first. */
export const changeFeed = new Listed<ChangeRow, ChangeQuery>({
  columns,
  from: () => sql`change AS h`,
  where: ({ after, entityTypes, organizationIds }) => [
    ...(after === null ? [] : [sql`h.sequence > ${after}::bigint`]),
    ...(entityTypes === null ? [] : [sql`h.entity_type = ANY(${entityTypes})`]),
    ...(organizationIds === null ? [] : [sql`h.concerns && ${organizationIds}::uuid[]`]),
  ],
  order: () => ({ keys: [{ value: sql`h.sequence`, type: 'bigint' }], descending: false }),
});
