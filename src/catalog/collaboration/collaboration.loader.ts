import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing, OrderKey } from '../../platform/connection/listing';
import { type Clocks, holds, known } from '../../platform/fact';
import type { Batch } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { type Sql, sql } from '../../platform/sql';
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

const columns = () => sql`${typeOfCollaboration(sql`c.kind`)} AS "__typename", ${columnsOf(Collaboration, 'c')}`;

export const collaborationById: Batch<string, CollaborationRow> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT DISTINCT ON (c.id) ${columns()} FROM collaboration AS c WHERE c.id = ANY(${ids}) AND ${known('c', null)}
      ORDER BY c.id, c.valid_from DESC`),
  keyOf: (collaboration) => collaboration.id,
};

/** What tells two lists of collaborations apart. */
export interface CollaborationQuery extends Clocks {
  readonly where: CollaborationFilter | null;
  readonly orderBy: CollaborationOrder | null;
}

function collaborations(within?: (parent: Sql, args: CollaborationQuery) => Sql): Listed<CollaborationRow, CollaborationQuery> {
  const listing: Listing<CollaborationQuery> = {
    columns,
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

/** Participations in a collaboration: organisers first, then in the order of roles and of recording. */
export interface ParticipationQuery {
  readonly role: ParticipationRole | null;
}

export const participationsIn = new Listed<ParticipationRow, ParticipationQuery>({
  columns: () => sql`'Participation' AS "__typename", ${columnsOf(Participation, 'p')}`,
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

export const participationById: Batch<string, ParticipationRow> = {
  fetch: (db, ids) =>
    db.rows(
      sql`SELECT 'Participation' AS "__typename", ${columnsOf(Participation, 'p')} FROM participation AS p WHERE p.id = ANY(${ids}) AND ${known('p', null)}`,
    ),
  keyOf: (participation) => participation.id,
};

interface Related {
  readonly ownId: string;
  readonly relation: CollaborationRelation;
  readonly otherId: string;
  readonly isInverse: boolean;
}

/** Links from and to a collaboration, each with what lies at its other end. */
export const relatedTo: Batch<string, Related> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT r.from_id AS "ownId", r.relation, r.to_id AS "otherId", false AS "isInverse" FROM related_collaboration AS r
      WHERE r.from_id = ANY(${ids}) AND ${known('r', null)}
      UNION ALL
      SELECT r.to_id, r.relation, r.from_id, true FROM related_collaboration AS r WHERE r.to_id = ANY(${ids}) AND ${known('r', null)}
      ORDER BY 2, 3`),
  keyOf: (link) => link.ownId,
};

interface DeclaredTwinning {
  readonly id: string;
  readonly isReciprocal: boolean;
}

/** Of twinnings, whether every party has said so itself. */
export const reciprocityOfTwinning: Batch<string, DeclaredTwinning> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT p.collaboration_id AS id, bool_and(p.corroboration IN ('MEMBER', 'BOTH')) AS "isReciprocal"
      FROM participation AS p WHERE p.collaboration_id = ANY(${ids}) AND ${known('p', null)} GROUP BY p.collaboration_id`),
  keyOf: ({ id }) => id,
};
