import type { Database } from '../platform/database';
import { sql } from '../platform/sql';
import type { Caller } from './caller';

export interface Act {
  readonly caller: Caller;
  /** What is done, by the name of its mutation or command. */
  readonly action: string;
  /** Organisations it is about. */
  readonly concerns: readonly string[];
}

/** Begins the record of a write, in its transaction: every change behind it names this row. */
export async function auditDone(tx: Database, { caller, action, concerns }: Act): Promise<void> {
  await tx.rows(sql`
    WITH noted AS (
      INSERT INTO audit (caller, key_id, organization_id, action, outcome, concerns)
      VALUES (${caller.name}, ${caller.keyId}, ${caller.organizationId}, ${action}, 'DONE', ${[...concerns]}) RETURNING id
    )
    SELECT set_config('hub.audit', id::text, true), set_config('hub.on_behalf_of', ${caller.organizationId ?? ''}, true),
      set_config('hub.reason', ${action}, true)
    FROM noted`);
}

/** Records that a write was refused, outside of its transaction, which leaves nothing behind. */
export async function auditRefused(db: Database, { caller, action, concerns }: Act, code: string): Promise<void> {
  await db.rows(sql`
    INSERT INTO audit (caller, key_id, organization_id, action, outcome, code, concerns)
    VALUES (${caller.name}, ${caller.keyId}, ${caller.organizationId}, ${action}, 'REFUSED', ${code}, ${[...concerns]})`);
}
