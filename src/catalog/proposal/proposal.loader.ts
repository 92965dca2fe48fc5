import type { Caller } from '../../access/caller';
import { isAtLeast } from '../../access/roles';
import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Batch } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { sql } from '../../platform/sql';
import type { ProposalStatus } from '../vocabulary/proposal';
import { ChangeProposal } from './change-proposal.entity';

export type ProposalRow = ChangeProposal & Typed;

const columns = () => sql`'ChangeProposal' AS "__typename", ${columnsOf(ChangeProposal, 'p')}`;

export const proposalById: Batch<string, ProposalRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${columns()} FROM change_proposal AS p WHERE p.id = ANY(${ids})`),
  keyOf: ({ id }) => id,
};

interface ProposalQuery {
  readonly status: ProposalStatus | null;
  /** Name of the one who made them; null: anybody. */
  readonly by: string | null;
}

/** Proposals, the latest first. */
export const allProposals = new Listed<ProposalRow, ProposalQuery>({
  columns,
  from: () => sql`change_proposal AS p`,
  where: ({ status, by }) => [...(status ? [sql`p.status = ${status}`] : []), ...(by ? [sql`p.created_by = ${by}`] : [])],
  order: () => ({
    keys: [
      { value: sql`p.created_at`, type: 'timestamptz' },
      { value: sql`p.id`, type: 'uuid' },
    ],
    descending: true,
  }),
});

/** Whether somebody has made a proposal himself. */
export function isOwn({ createdBy, createdByKey }: ProposalRow, { keyId, name }: Caller): boolean {
  return createdByKey === null ? keyId === null && createdBy === name : createdByKey === keyId;
}

/** Curators see every proposal, others their own. */
export function maySee(proposal: ProposalRow, caller: Caller): boolean {
  return isAtLeast(caller.role, 'CURATOR') || isOwn(proposal, caller);
}
