import type { Context } from '../platform/context';
import type { Database, HubDatabase } from '../platform/database';
import type { Budget } from './budgets';
import type { Caller } from './caller';
import type { Once } from './writes/idempotency';

/** What mutations need besides what all share. */
export interface WriteContext extends Context {
  /** Null: nobody gave a key. */
  readonly caller: Caller | null;
  readonly hub: HubDatabase;
  /** What this request costs and what is left; absent where nothing is counted. */
  readonly budget?: Budget | undefined;
  /** `Idempotency-Key` of the request. */
  readonly idempotencyKey: string | undefined;
  /** Forgets what has been read, so that what is read from now on is as it is after a write. */
  renew(): void;
}

/** What a mutation has when it runs: a caller who may, and the transaction it is to write in. */
export interface Writing extends WriteContext {
  readonly caller: Caller;
  readonly tx: Database;
}

/** What a mutation has that takes care of its transaction by itself. */
export interface WritingAlone extends WriteContext {
  readonly caller: Caller;
  /** To be taken with what it writes. */
  readonly once: Once | null;
}
