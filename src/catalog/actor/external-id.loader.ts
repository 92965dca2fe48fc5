import { columnsOf } from '../../platform/columns';
import { type FoundLists, listsOf } from '../../platform/lookup';
import { sql } from '../../platform/sql';
import { ExternalId } from './external-id.entity';

export const externalIdsOfActor: FoundLists<ExternalId> = listsOf({
  columns: () => sql`'ExternalId' AS "__typename", ${columnsOf(ExternalId, 'e')}`,
  from: () => sql`external_id AS e`,
  key: sql`e.actor_id`,
  type: 'uuid',
  order: sql`e.scheme, e.value`,
});
