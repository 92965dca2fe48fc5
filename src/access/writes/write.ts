import type { Database, HubDatabase } from '../../platform/database';
import { HubError } from '../../platform/errors';
import { inTransaction } from '../../platform/transaction';
import { type Act, auditDone, auditRefused } from '../audit';
import { claim, keepAnswer, type Once } from './idempotency';

/** What a mutation answers: data that can be kept as JSON, and why it was refused. */
export interface Payload {
  readonly userErrors: readonly { readonly code: string }[];
}

export interface Write<Answer> {
  readonly act: Act;
  readonly once: Once | null;
  readonly work: (tx: Database) => Promise<Answer>;
}

/** Attempts, when what others write at the same moment gets in the way. */
const ATTEMPTS = 3;
const IN_THE_WAY: ReadonlySet<unknown> = new Set(['40001', '40P01']);
/** Two have made the same at once: the second is told so when it looks again. */
const MADE_TWICE: ReadonlySet<unknown> = new Set(['23505', '23P01']);
const LOCK_TIMEOUT = '55P03';

/**
 * One write: its transaction, its row in the audit record, and its answer, which a repeated request gets again.
 *
 * All or nothing: an answer with `userErrors` leaves only the record that it was refused.
 */
export async function write<Answer extends Payload>(hub: HubDatabase, given: Write<Answer>): Promise<Answer> {
  try {
    const answer = await attempted(hub, given, ATTEMPTS);
    const [refusal] = answer.userErrors;
    if (refusal) await auditRefused(hub, given.act, refusal.code);
    return answer;
  } catch (error) {
    if (error instanceof HubError) await auditRefused(hub, given.act, error.code);
    throw error;
  }
}

/** Only an answer without `userErrors` stays. */
const ALL_OR_NOTHING = { settings: "SET LOCAL lock_timeout = '5s'", isKept: ({ userErrors }: Payload) => userErrors.length === 0 };

async function attempted<Answer extends Payload>(hub: HubDatabase, given: Write<Answer>, attempts: number): Promise<Answer> {
  try {
    return await inTransaction(hub, (tx) => written(tx, given), ALL_OR_NOTHING);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if ((IN_THE_WAY.has(code) || MADE_TWICE.has(code)) && attempts > 1) return attempted(hub, given, attempts - 1);
    if (code === LOCK_TIMEOUT || IN_THE_WAY.has(code)) throw new HubError('CONFLICT', 'Somebody else is changing the same: try again.');
    throw error;
  }
}

async function written<Answer extends Payload>(tx: Database, { act, once, work }: Write<Answer>): Promise<Answer> {
  const claimed = once && (await claim(tx, once));
  if (claimed && !claimed.isNew) return claimed.payload as Answer;
  await auditDone(tx, act);
  const answer = await work(tx);
  if (once) await keepAnswer(tx, once, answer);
  return answer;
}
