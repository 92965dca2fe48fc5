import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing } from '../../platform/connection/listing';
import { whereClause } from '../../platform/connection/page';
import { known } from '../../platform/fact';
import type { Batch } from '../../platform/loaders';
import { batchOf, type Found, type FoundLists, listsOf } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
import type { Wanted } from '../../platform/selection';
import { type Sql, sql } from '../../platform/sql';
import { AccessRule } from './access-rule.entity';
import { Resource } from './resource.entity';
import { type ResourceFilter, resourceConditions } from './resource-filter';

export type ResourceRow = Resource & Typed;

const columns = (wanted: Wanted) => sql`'Resource' AS "__typename", ${columnsOf(Resource, 'r', [], wanted)}`;

export const resourceById: Found<ResourceRow> = batchOf({
  columns,
  from: () => sql`resource AS r`,
  key: sql`r.id`,
  type: 'uuid',
  where: () => known('r', null),
  types: ['Resource'],
});

export const rulesOfResource: FoundLists<AccessRule> = listsOf({
  columns: (wanted) => sql`'AccessRule' AS "__typename", ${columnsOf(AccessRule, 'r', [], wanted)}`,
  from: () => sql`access_rule AS r`,
  key: sql`r.resource_id`,
  type: 'uuid',
  where: () => known('r', null),
  order: sql`r.audience, r.id`,
});

/** What tells two lists of resources apart. */
export interface ResourceQuery {
  readonly where: ResourceFilter | null;
}

/** Latest published first. */
function resources(within?: (parent: Sql) => Sql): Listed<ResourceRow, ResourceQuery> {
  const listing: Listing<ResourceQuery> = {
    columns: (_args, wanted) => columns(wanted),
    from: () => sql`resource AS r`,
    where: ({ where }) => [known('r', null), ...resourceConditions(where)],
    order: () => ({
      keys: [
        { value: sql`first_day(r.published_on)`, type: 'date' },
        { value: sql`r.version_id`, type: 'uuid' },
      ],
      descending: true,
    }),
    ...(within ? { within } : {}),
  };
  return new Listed(listing);
}

export const allResources = resources();
export const resourcesOfPublisher = resources((publisher) => sql`r.publisher_id = ${publisher}`);
export const resourcesOfCollaboration = resources((collaboration) => sql`r.collaboration_ids @> ARRAY[${collaboration}]`);

/** A resource and its place in lists: the latest published first. */
export interface PlacedResource {
  readonly key: 'all';
  readonly id: string;
  readonly versionId: string;
  readonly day: string;
}

/** All resources a filter lets through, with their places, in the order of lists. */
export const resourcesInOrder: Batch<'all', PlacedResource, ResourceQuery> = {
  fetch: (db, _keys, { where }) =>
    db.rows(sql`
      SELECT 'all' AS key, r.id, r.version_id AS "versionId", first_day(r.published_on)::text AS day
      FROM resource AS r ${whereClause([known('r', null), ...resourceConditions(where)])}
      ORDER BY first_day(r.published_on) DESC, r.version_id DESC`),
  keyOf: ({ key }) => key,
};
