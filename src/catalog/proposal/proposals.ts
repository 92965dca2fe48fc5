import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database';
import { HubError } from '../../platform/errors';
import { sql } from '../../platform/sql';
import { amendActor } from '../actor/amend-actor';
import { checkCitations, citedSources } from '../writing/citation-input';
import { InputCheck } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { amendmentIn, PATCHABLE } from './patch';
import { isOwn, proposalById } from './proposal.loader';
import type { ProposalInput } from './proposal-input';

/** Keeps a suggestion. One without a target is for a person to read: accepting it changes nothing by itself. */
export async function createProposal(tx: Database, caller: Caller, input: ProposalInput): Promise<Outcome> {
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  if (check.text(input.summary, ['input', 'summary'], 500) === null) check.refuse('BLANK', ['input', 'summary'], 'Say what it is about.');
  const patch = JSON.stringify(input.patch);
  if (patch.length > 10_000) check.refuse('LIMIT_REACHED', ['input', 'patch'], 'At most 10,000 characters.');
  if (IS_NO_TEXT.test(patch)) check.refuse('INVALID', ['input', 'patch'], 'It contains characters that are no text.');
  check.refer(input.targetId, PATCHABLE, ['input', 'targetId']);
  await check.lookUp(tx);
  const type = check.typeOf(input.targetId);
  if (type !== null) amendmentIn(check, type, input.patch, ['input', 'patch']);
  if (!check.isSound) return refused(check);
  const cites = (await citedSources(tx, input.citations)).map((cite) => ({ ...cite, id: v7() }));
  const id = v7();
  await tx.rows(sql`
    INSERT INTO change_proposal (id, target_id, summary, patch, cites, created_by, created_by_key)
    VALUES (${id}, ${check.id(input.targetId)}, ${input.summary.trim()}, ${patch}, ${JSON.stringify(cites)}, ${caller.name}, ${caller.keyId})`);
  return done(id);
}

/** U+0000 and halves of characters, as JSON writes them. */
const IS_NO_TEXT = /\\u(0000|d[89a-f])/i;

export interface Decision {
  readonly id: string;
  readonly accept: boolean;
  readonly note: string | null;
}

/**
 * Decides a proposal; one that is accepted is done, with the sources it came with.
 *
 * @throws HubError FORBIDDEN for one's own.
 */
export async function decideProposal(tx: Database, caller: Caller, { id, accept, note }: Decision): Promise<Outcome> {
  const check = new InputCheck();
  const words = check.text(note, ['note'], 1_000);
  await tx.rows(sql`SELECT FROM change_proposal WHERE id = ${id} FOR UPDATE`);
  const [proposal] = await proposalById.fetch(tx, [id]);
  if (!proposal) check.refuse('NOT_FOUND', ['proposalId'], 'There is no such proposal.');
  else if (isOwn(proposal, caller)) throw new HubError('FORBIDDEN', 'Nobody decides a proposal of his own.');
  else if (proposal.status !== 'OPEN') check.refuse('STATUS_TRANSITION_NOT_ALLOWED', ['proposalId'], `It is ${proposal.status} already.`);
  const target = accept && proposal?.targetId ? await heldTarget(tx, proposal.targetId) : null;
  const amendment = proposal && target ? amendmentIn(check, target.type, proposal.patch, ['proposalId', 'patch']) : null;
  if (!check.isSound || !proposal) return refused(check);
  if (amendment && target) await amendActor(tx, target.id, amendment, proposal.cites);
  await tx.rows(sql`
    UPDATE change_proposal SET status = ${accept ? 'ACCEPTED' : 'REJECTED'}, decided_at = now(), decided_by = ${caller.name}, decision_note = ${words}
    WHERE id = ${id}`);
  return done(id);
}

interface Target {
  readonly id: string;
  readonly type: string;
}

/**
 * What a proposal is about, taken for this transaction: of a record that was merged since, or while this waited for it, the one that stands for it.
 *
 * The lock has a statement of its own: one that waits sees what was there when it began.
 */
async function heldTarget(tx: Database, id: string): Promise<Target | null> {
  await tx.rows(sql`SELECT FROM actor WHERE id = ${id} FOR NO KEY UPDATE`);
  const [actor] = await tx.rows<Target & { readonly mergedIntoId: string | null }>(sql`
    SELECT id, initcap(kind) AS type, merged_into_id AS "mergedIntoId" FROM actor WHERE id = ${id}`);
  return actor?.mergedIntoId ? heldTarget(tx, actor.mergedIntoId) : (actor ?? null);
}
