import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing, OrderKey } from '../../platform/connection/listing';
import { type Clocks, holds, known } from '../../platform/fact';
import { batchOf, type Found, type FoundLists, listsOf } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
import type { Wanted } from '../../platform/selection';
import { empty, type Sql, sql } from '../../platform/sql';
import type { CollaborationOrderField, CollaborationRelation, ParticipationRole } from '../vocabulary/collaboration';
import { Collaboration } from './collaboration.entity';
import { type CollaborationFilter, type CollaborationOrder, collaborationConditions } from './collaboration-filter';
import { Participation } from './participation.entity';

export type CollaborationRow = Collaboration & Typed;
export type ParticipationRow = Participation & Typed;

/** GraphQL type of a collaboration of a kind. */
export function typeOfCollaboration(kind: Sql): Sql {
  return sql`replace(initcap(replace(${kind}, '_', ' ')), ' ', '')`;
}

const columns = (wanted: Wanted) => sql`${typeOfCollaboration(sql`c.kind`)} AS "__typename", ${columnsOf(Collaboration, 'c', [], wanted)}`;

/** Collaborations by id: of each the last span. */
export const collaborationById: Found<CollaborationRow> = batchOf({
  columns,
  from: () => sql`collaboration AS c`,
  key: sql`c.id`,
  type: 'uuid',
  where: () => known('c', null),
  order: sql`c.valid_from DESC`,
  types: ['Twinning', 'JointProject', 'Event', 'Agreement'],
});

/** What tells two lists of collaborations apart. */
export interface CollaborationQuery extends Clocks {
  readonly where: CollaborationFilter | null;
  readonly orderBy: CollaborationOrder | null;
}

function collaborations(within?: (parent: Sql, args: CollaborationQuery) => Sql): Listed<CollaborationRow, CollaborationQuery> {
  const listing: Listing<CollaborationQuery> = {
    columns: (_args, wanted) => columns(wanted),
    from: () => sql`collaboration AS c`,
    where: ({ where, asOf, knownAt }) => [
      known('c', knownAt),
      ...(asOf ? [holds('c', asOf)] : []),
      ...collaborationConditions(where, knownAt),
    ],
    order: ({ orderBy }) => ({
      keys: [KEYS[orderBy?.field ?? 'VALID_FROM'], { value: sql`c.version_id`, type: 'uuid' }],
      descending: (orderBy?.direction ?? 'DESC') === 'DESC',
    }),
    ...(within ? { within } : {}),
  };
  return new Listed(listing);
}

const KEYS: Readonly<Record<CollaborationOrderField, OrderKey>> = {
  VALID_FROM: { value: sql`c.valid_from`, type: 'date' },
  TITLE: { value: sql`left(c.folded, 200)`, type: 'text' },
  RECORDED_AT: { value: sql`c.recorded_at`, type: 'timestamptz' },
};

export const allCollaborations = collaborations();
export const collaborationsOfActor = collaborations(
  (actor, { knownAt }) =>
    sql`c.id IN (SELECT p.collaboration_id FROM participation AS p WHERE p.actor_id = ${actor} AND ${known('p', knownAt)})`,
);

const participationColumns = (wanted: Wanted) => sql`'Participation' AS "__typename", ${columnsOf(Participation, 'p', [], wanted)}`;

/** Participations in a collaboration: organisers first, then in the order of roles and of recording. */
export interface ParticipationQuery {
  readonly role: ParticipationRole | null;
}

export const participationsIn = new Listed<ParticipationRow, ParticipationQuery>({
  columns: (_args, wanted) => participationColumns(wanted),
  from: () => sql`participation AS p`,
  where: ({ role }) => [known('p', null), ...(role ? [sql`p.role = ${role}`] : [])],
  within: (collaboration) => sql`p.collaboration_id = ${collaboration}`,
  order: () => ({
    keys: [
      {
        value: sql`array_position('{ORGANIZER,HOST,LEAD_PARTNER,PARTY,PARTNER,FUNDER,FACILITATOR,SPEAKER,PARTICIPANT,OBSERVER}'::text[], p.role)`,
        type: 'bigint',
      },
      { value: sql`p.id`, type: 'uuid' },
    ],
    descending: false,
  }),
});

export const participationById: Found<ParticipationRow> = batchOf({
  columns: participationColumns,
  from: () => sql`participation AS p`,
  key: sql`p.id`,
  type: 'uuid',
  where: () => known('p', null),
  types: ['Participation'],
});

export interface Related {
  readonly relation: CollaborationRelation;
  readonly otherId: string;
  readonly isInverse: boolean;
}

/** Links of one sort, or of all, from and to a collaboration, each with what the hub knows to lie at its other end. */
export const relatedTo: FoundLists<Related, CollaborationRelation | null> = listsOf({
  columns: () => sql`'RelatedCollaboration' AS "__typename", r.relation, r.other_id AS "otherId", r.is_inverse AS "isInverse"`,
  from: () => sql`(
    SELECT from_id AS own_id, relation, to_id AS other_id, false AS is_inverse, superseded_at FROM related_collaboration
    UNION ALL SELECT to_id, relation, from_id, true, superseded_at FROM related_collaboration) AS r`,
  key: sql`r.own_id`,
  type: 'uuid',
  where: (relation) => sql`${known('r', null)}${relation ? sql` AND r.relation = ${relation}` : empty}
    AND EXISTS (SELECT FROM collaboration AS c WHERE c.id = r.other_id AND ${known('c', null)})`,
  order: sql`r.relation, r.other_id`,
});

interface DeclaredTwinning {
  readonly isReciprocal: boolean;
}

/** Of twinnings, whether every party has said so itself. */
export const reciprocityOfTwinning: Found<DeclaredTwinning> = batchOf({
  columns: () => sql`p."isReciprocal"`,
  from: () => sql`(
    SELECT collaboration_id, bool_and(corroboration IN ('MEMBER', 'BOTH')) AS "isReciprocal"
    FROM participation AS p WHERE ${known('p', null)} GROUP BY collaboration_id) AS p`,
  key: sql`p.collaboration_id`,
  type: 'uuid',
});
