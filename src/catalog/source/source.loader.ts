import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import { batchOf, type Found, type FoundLists, listsOf } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
import { sql } from '../../platform/sql';
import { Citation } from './citation.entity';
import { Source } from './source.entity';

export type SourceRow = Source & Typed;

/** Where a version of a fact was read, the source that says it best first. */
export const citationsOfVersion: FoundLists<Citation> = listsOf({
  columns: (wanted) => sql`'Citation' AS "__typename", ${columnsOf(Citation, 'c', [], wanted)}`,
  from: () => sql`citation AS c`,
  key: sql`c.version_id`,
  type: 'uuid',
  order: sql`c.position, c.recorded_at, c.id`,
});

export const sourceById: Found<SourceRow> = batchOf({
  columns: (wanted) => sql`'Source' AS "__typename", ${columnsOf(Source, 's', [], wanted)}`,
  from: () => sql`source AS s`,
  key: sql`s.id`,
  type: 'uuid',
  types: ['Source'],
});

/** Kinds of fact that are objects of their own in GraphQL. */
export const FACT_TYPES = [
  'Membership',
  'Participation',
  'Commitment',
  'FollowUp',
  'Mandate',
  'Resource',
  'Twinning',
  'JointProject',
  'Event',
  'Agreement',
] as const;

/** A fact by its type and id. */
export interface FactRef extends Typed {
  readonly id: string;
}

/** Facts that rest on a source, by kind. */
export const factsOfSource = new Listed<FactRef, null>({
  columns: () => sql`f.kind AS "__typename", f.id`,
  from: () => sql`fact AS f`,
  where: () => [sql`f.kind = ANY(${FACT_TYPES})`],
  within: (source) =>
    sql`EXISTS (SELECT FROM citation AS c JOIN current_version AS v USING (version_id) WHERE c.source_id = ${source} AND c.fact_id = f.id)`,
  order: () => ({
    keys: [
      { value: sql`f.kind`, type: 'text' },
      { value: sql`f.id`, type: 'uuid' },
    ],
    descending: false,
  }),
});
