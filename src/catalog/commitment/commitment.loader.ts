import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing, Order, OrderKey } from '../../platform/connection/listing';
import { known } from '../../platform/fact';
import { batchOf, type Found } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
import type { Wanted } from '../../platform/selection';
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

const commitmentColumns = (wanted: Wanted) => sql`'Commitment' AS "__typename", ${columnsOf(Commitment, 't', [], wanted)}`;
const followUpColumns = (wanted: Wanted) => sql`'FollowUp' AS "__typename", ${columnsOf(FollowUp, 'f', [], wanted)}`;
const updateColumns = (wanted: Wanted) => sql`'CommitmentUpdate' AS "__typename", ${columnsOf(CommitmentUpdate, 'u', [], wanted)}`;

export const commitmentById: Found<CommitmentRow> = batchOf({
  columns: commitmentColumns,
  from: () => sql`commitment AS t`,
  key: sql`t.id`,
  type: 'uuid',
  where: () => known('t', null),
  types: ['Commitment'],
});

export const followUpById: Found<FollowUpRow> = batchOf({
  columns: followUpColumns,
  from: () => sql`follow_up AS f`,
  key: sql`f.id`,
  type: 'uuid',
  where: () => known('f', null),
  types: ['FollowUp'],
});

export const commitmentUpdateById: Found<CommitmentUpdateRow> = batchOf({
  columns: updateColumns,
  from: () => sql`commitment_update AS u`,
  key: sql`u.id`,
  type: 'uuid',
  where: () => known('u', null),
  types: ['CommitmentUpdate'],
});

/** What tells two lists of commitments apart; `day` is the one on which "overdue" is judged. */
export interface CommitmentQuery {
  readonly where: CommitmentFilter | null;
  readonly orderBy: CommitmentOrder | null;
  readonly day: string;
}

function commitments(within?: (parent: Sql) => Sql): Listed<CommitmentRow, CommitmentQuery> {
  const listing: Listing<CommitmentQuery> = {
    columns: (_args, wanted) => commitmentColumns(wanted),
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
  columns: (_args, wanted) => updateColumns(wanted),
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
    columns: (_args, wanted) => followUpColumns(wanted),
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
