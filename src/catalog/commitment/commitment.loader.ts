import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing, Order, OrderKey } from '../../platform/connection/listing';
import { known } from '../../platform/fact';
import type { Batch } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { type Sql, sql } from '../../platform/sql';
import type { CommitmentOrderField } from '../vocabulary/commitment';
import { Commitment } from './commitment.entity';
import {
  type CommitmentFilter,
  type CommitmentOrder,
  commitmentConditions,
  type FollowUpFilter,
  followUpConditions,
} from './commitment-filter';
import { CommitmentUpdate } from './commitment-update.entity';
import { FollowUp } from './follow-up.entity';

export type CommitmentRow = Commitment & Typed;
export type CommitmentUpdateRow = CommitmentUpdate & Typed;
export type FollowUpRow = FollowUp & Typed;

const commitmentColumns = () => sql`'Commitment' AS "__typename", ${columnsOf(Commitment, 't')}`;
const followUpColumns = () => sql`'FollowUp' AS "__typename", ${columnsOf(FollowUp, 'f')}`;
const updateColumns = () => sql`'CommitmentUpdate' AS "__typename", ${columnsOf(CommitmentUpdate, 'u')}`;

export const commitmentById: Batch<string, CommitmentRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${commitmentColumns()} FROM commitment AS t WHERE t.id = ANY(${ids}) AND ${known('t', null)}`),
  keyOf: (commitment) => commitment.id,
};

export const followUpById: Batch<string, FollowUpRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${followUpColumns()} FROM follow_up AS f WHERE f.id = ANY(${ids}) AND ${known('f', null)}`),
  keyOf: (followUp) => followUp.id,
};

export const commitmentUpdateById: Batch<string, CommitmentUpdateRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${updateColumns()} FROM commitment_update AS u WHERE u.id = ANY(${ids}) AND ${known('u', null)}`),
  keyOf: (update) => update.id,
};

/** What tells two lists of commitments apart; `day` is the one on which "overdue" is judged. */
export interface CommitmentQuery {
  readonly where: CommitmentFilter | null;
  readonly orderBy: CommitmentOrder | null;
  readonly day: string;
}

function commitments(within?: (parent: Sql) => Sql): Listed<CommitmentRow, CommitmentQuery> {
  const listing: Listing<CommitmentQuery> = {
    columns: commitmentColumns,
    from: () => sql`commitment AS t`,
    where: ({ where, day }) => [known('t', null), ...commitmentConditions(where, day)],
    order: ({ orderBy }) => orderOf(orderBy),
    ...(within ? { within } : {}),
  };
  return new Listed(listing);
}

const KEYS: Readonly<Record<CommitmentOrderField, OrderKey>> = {
  DUE_ON: { value: sql`t.overdue_from`, type: 'date' },
  STATUS: { value: sql`t.status`, type: 'text' },
  POSITION: { value: sql`t.position`, type: 'bigint' },
  RECORDED_AT: { value: sql`t.recorded_at`, type: 'timestamptz' },
};

function orderOf(orderBy: CommitmentOrder | null): Order {
  const unique: OrderKey[] = [
    { value: sql`t.collaboration_id`, type: 'uuid' },
    { value: sql`t.position`, type: 'bigint' },
    { value: sql`t.version_id`, type: 'uuid' },
  ];
  return { keys: orderBy ? [KEYS[orderBy.field], ...unique] : unique, descending: orderBy?.direction === 'DESC' };
}

export const allCommitments = commitments();
export const commitmentsIn = commitments((collaboration) => sql`t.collaboration_id = ${collaboration}`);
export const commitmentsOfActor = commitments(
  (actor) => sql`(t.responsible_ids @> ARRAY[${actor}] OR t.beneficiary_ids @> ARRAY[${actor}])`,
);

/** Progress notes on a commitment, newest first. */
export const updatesOfCommitment = new Listed<CommitmentUpdateRow, null>({
  columns: updateColumns,
  from: () => sql`commitment_update AS u`,
  where: () => [known('u', null)],
  within: (commitment) => sql`u.commitment_id = ${commitment}`,
  order: () => ({
    keys: [
      { value: sql`first_day(u.noted_on)`, type: 'date' },
      { value: sql`u.version_id`, type: 'uuid' },
    ],
    descending: true,
  }),
});

/** What tells two lists of follow-ups apart; `day` is the one on which "overdue" is judged. */
export interface FollowUpQuery {
  readonly where: FollowUpFilter | null;
  readonly day: string;
}

function followUps(within?: (parent: Sql) => Sql): Listed<FollowUpRow, FollowUpQuery> {
  const listing: Listing<FollowUpQuery> = {
    columns: followUpColumns,
    from: () => sql`follow_up AS f`,
    where: ({ where, day }) => [known('f', null), ...followUpConditions(where, day)],
    order: () => ({
      keys: [
        { value: sql`f.overdue_from`, type: 'date' },
        { value: sql`f.version_id`, type: 'uuid' },
      ],
      descending: false,
    }),
    ...(within ? { within } : {}),
  };
  return new Listed(listing);
}

export const allFollowUps = followUps();
export const followUpsIn = followUps((collaboration) => sql`f.collaboration_id = ${collaboration}`);
export const followUpsOfCommitment = followUps((commitment) => sql`f.commitment_id = ${commitment}`);
