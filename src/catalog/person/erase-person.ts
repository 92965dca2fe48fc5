import type { Database } from '../../platform/database';
import { sql } from '../../platform/sql';
import { InputCheck } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';

/**
 * Takes a person's data away, in the past of the facts and in the feed as well.
 *
 * @param tx a transaction begun as `erasePerson` in the audit record: the database lets words go in no other.
 */
export async function erasePerson(tx: Database, id: string, reason: string): Promise<Outcome> {
  const check = new InputCheck();
  const why = check.text(reason, ['reason'], 500);
  const names = await tx.rows(sql`
    SELECT FROM person WHERE id = ${id} AND names_one(${why}, ARRAY(SELECT value FROM jsonb_each_text(name)))`);
  if (names.length > 0) check.refuse('INVALID', ['reason'], 'It names the person.');
  if (!check.isSound) return refused(check);
  const [erased] = await tx.rows<{ done: boolean }>(sql`SELECT erase_person(${id}, ${why}) AS done`);
  if (!erased?.done) check.refuse('NOT_FOUND', ['personId'], 'There is no such person, or it was erased already.');
  return erased?.done ? done(id) : refused(check);
}
