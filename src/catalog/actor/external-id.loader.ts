import { columnsOf } from '../../platform/columns';
import type { Batch } from '../../platform/loaders';
import { sql } from '../../platform/sql';
import { ExternalId } from './external-id.entity';

export const externalIdsOfActor: Batch<string, ExternalId> = {
  fetch: (db, ids) =>
    db.rows(sql`SELECT ${columnsOf(ExternalId, 'e')} FROM external_id AS e WHERE e.actor_id = ANY(${ids}) ORDER BY e.scheme, e.value`),
  keyOf: (id) => id.actorId,
};
