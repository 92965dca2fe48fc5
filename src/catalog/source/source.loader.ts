import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Batch } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { sql } from '../../platform/sql';
import { Citation } from './citation.entity';
import { Source } from './source.entity';

export type SourceRow = Source & Typed;

/** Where a version of a fact was read, the source that says it best first. */
export const citationsOfVersion: Batch<string, Citation> = {
  fetch: (db, ids) =>
    db.rows(
      sql`SELECT ${columnsOf(Citation, 'c')} FROM citation AS c WHERE c.version_id = ANY(${ids}) ORDER BY c.position, c.recorded_at, c.id`,
    ),
  keyOf: (citation) => citation.versionId,
};

export const sourceById: Batch<string, SourceRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT 'Source' AS "__typename", ${columnsOf(Source, 's')} FROM source AS s WHERE s.id = ANY(${ids})`),
  keyOf: (source) => source.id,
};

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
