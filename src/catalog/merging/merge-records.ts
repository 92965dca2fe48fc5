import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database';
import { uuidIn } from '../../platform/global-id';
import { sql } from '../../platform/sql';
import { type CitationInput, checkCitations, citedSources } from '../writing/citation-input';
import { InputCheck } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { checkRecords, heldRecords, type Mergeable } from './check-records';
import { moveFacts } from './move-facts';

export interface Merging {
  readonly keepId: string;
  readonly mergeIds: readonly string[];
  readonly citations: readonly CitationInput[];
}

const MOST_AT_ONCE = 20;

/** Records of one actor become one: one after another, so that each merge can be undone by itself, the last one first. */
export async function mergeRecords(tx: Database, caller: Caller, merging: Merging & { readonly what: Mergeable }): Promise<Outcome> {
  const { keepId, mergeIds, citations, what } = merging;
  const check = new InputCheck();
  checkCitations(check, citations, ['citations'], caller);
  check.atMost(mergeIds.length, MOST_AT_ONCE, ['mergeIds']);
  if (mergeIds.length === 0) check.refuse('BLANK', ['mergeIds'], 'Name at least one.');
  if (!check.isSound) return refused(check);
  const keep = uuidIn(keepId, 'keepId');
  const merge = mergeIds.map((id) => uuidIn(id, 'mergeIds'));
  await checkRecords(tx, check, keep, { what, merge, records: await heldRecords(tx, [keep, ...merge]) });
  if (!check.isSound) return refused(check);
  const cites = JSON.stringify(await citedSources(tx, citations));
  for (const mergedId of merge) await mergeOne(tx, { mergedId, keptId: keep }, cites);
  return done(keep);
}

async function mergeOne(tx: Database, two: { readonly mergedId: string; readonly keptId: string }, cites: string): Promise<void> {
  const { mergedId, keptId } = two;
  const mergeId = v7();
  await tx.rows(sql`
    INSERT INTO actor_merge (id, merged_id, kept_id, citations) VALUES (${mergeId}, ${mergedId}, ${keptId}, ${cites}::jsonb)`);
  await moveFacts(tx, mergeId, two);
  // With those that were merged into it before.
  await tx.rows(sql`UPDATE actor SET merged_into_id = ${keptId} WHERE id = ${mergedId} OR merged_into_id = ${mergedId}`);
}
