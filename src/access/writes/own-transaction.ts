import type { Database } from '../../platform/database';
import { HubError } from '../../platform/errors';
import { type Act, auditDone } from '../audit';
import { claim, keepAnswer, type Once } from './idempotency';
import type { Payload } from './write';

/** A write whose transaction is its own: what is done, whether it is to happen once, and what it answers when it is done. */
export interface OwnWrite {
  readonly act: Act;
  readonly once: Once | null;
  readonly answer: Payload & Readonly<Record<string, unknown>>;
}

/**
 * Puts a write into the audit record and keeps its answer, in its transaction and before anything else is
 * written in it.
 *
 * @throws HubError CONFLICT when the same was done since it was asked for: asked again, it has its answer.
 */
export async function beginWrite(tx: Database, { act, once, answer }: OwnWrite): Promise<void> {
  if (once && !(await claim(tx, once)).isNew) throw new HubError('CONFLICT', 'The same was done a moment ago: ask again.');
  await auditDone(tx, act);
  if (once) await keepAnswer(tx, once, answer);
}
