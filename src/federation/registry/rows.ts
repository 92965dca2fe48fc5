import { Listed } from '../../platform/connection/connection';
import type { Database } from '../../platform/database';
import type { Batch } from '../../platform/loaders';
import { sql } from '../../platform/sql';
import type { Problem } from './problem';
import type { CheckOutcome, SubgraphStatus } from './registry-words';
import type { AffectedOperation, WeighedChange } from './weigh';

export interface SubgraphRow {
  readonly __typename: 'Subgraph';
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly url: string;
  readonly status: SubgraphStatus;
}

export interface VersionRow {
  readonly __typename: 'SubgraphVersion';
  readonly id: string;
  readonly subgraphId: string;
  readonly url: string;
  readonly sdl: string;
  readonly message: string | null;
  readonly publishedAt: Date;
  readonly publishedBy: string;
  readonly checkId: string;
}

export interface Probe {
  readonly reachable: boolean;
  readonly message: string | null;
}

export interface CheckRow {
  readonly __typename: 'SubgraphCheck';
  readonly id: string;
  readonly subgraph: string;
  readonly createdAt: Date;
  readonly outcome: CheckOutcome;
  readonly probe: Probe | null;
  readonly compositionErrors: readonly Problem[];
  readonly changes: readonly WeighedChange[];
  readonly affectedOperations: readonly AffectedOperation[];
}

export interface SupergraphRow {
  readonly __typename: 'SupergraphVersion';
  readonly id: string;
  readonly number: number;
  readonly createdAt: Date;
  readonly versionIds: readonly string[];
  readonly sdl: string;
  readonly isCurrent: boolean;
}

/** Its owner is the organisation that stands for the one it had, should that have been merged since. */
const SUBGRAPH = sql`'Subgraph' AS "__typename", s.id, s.name, s.url, s.status,
  coalesce((SELECT merged_into_id FROM actor WHERE id = s.owner_id), s.owner_id) AS "ownerId"`;
const VERSION = sql`'SubgraphVersion' AS "__typename", v.id, v.subgraph_id AS "subgraphId", v.url, v.sdl, v.message, v.published_at AS "publishedAt",
  v.published_by AS "publishedBy", v.check_id AS "checkId"`;
const SUPERGRAPH = sql`'SupergraphVersion' AS "__typename", g.id, g.number, g.created_at AS "createdAt", g.version_ids AS "versionIds", g.sdl,
  g.number = (SELECT max(number) FROM supergraph_version) AS "isCurrent"`;

export const subgraphById: Batch<string, SubgraphRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${SUBGRAPH} FROM subgraph AS s WHERE s.id = ANY(${ids})`),
  keyOf: ({ id }) => id,
};

export const subgraphByName: Batch<string, SubgraphRow> = {
  fetch: (db, names) => db.rows(sql`SELECT ${SUBGRAPH} FROM subgraph AS s WHERE s.name = ANY(${names})`),
  keyOf: ({ name }) => name,
};

export function allSubgraphs(db: Database): Promise<SubgraphRow[]> {
  return db.rows(sql`SELECT ${SUBGRAPH} FROM subgraph AS s ORDER BY s.name`);
}

export const versionById: Batch<string, VersionRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${VERSION} FROM subgraph_version AS v WHERE v.id = ANY(${ids})`),
  keyOf: ({ id }) => id,
};

/** The version of a subgraph that is served. */
export const currentVersionOf: Batch<string, VersionRow> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT ${VERSION} FROM subgraph_version AS v JOIN supergraph_version AS g ON v.id = ANY(g.version_ids)
      WHERE v.subgraph_id = ANY(${ids}) AND g.number = (SELECT max(number) FROM supergraph_version)`),
  keyOf: ({ subgraphId }) => subgraphId,
};

export const versionsOf = new Listed<VersionRow, object>({
  columns: () => VERSION,
  from: () => sql`subgraph_version AS v`,
  where: () => [],
  within: (parent) => sql`v.subgraph_id = ${parent}`,
  order: () => ({ keys: [{ value: sql`v.id`, type: 'uuid' }], descending: true }),
});

export const checkById: Batch<string, CheckRow> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT 'SubgraphCheck' AS "__typename", c.id, c.subgraph, c.created_at AS "createdAt", c.outcome, c.probe,
        c.problems AS "compositionErrors", c.changes, c.affected AS "affectedOperations"
      FROM subgraph_check AS c WHERE c.id = ANY(${ids})`),
  keyOf: ({ id }) => id,
};

export const supergraphById: Batch<string, SupergraphRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${SUPERGRAPH} FROM supergraph_version AS g WHERE g.id = ANY(${ids})`),
  keyOf: ({ id }) => id,
};

export const allSupergraphs = new Listed<SupergraphRow, object>({
  columns: () => SUPERGRAPH,
  from: () => sql`supergraph_version AS g`,
  where: () => [],
  order: () => ({ keys: [{ value: sql`g.number`, type: 'bigint' }], descending: true }),
});

/** A partner as it is served. */
export interface ServedPartner {
  readonly versionId: string;
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface ServedSet {
  /** 0: nothing was ever published. */
  readonly number: number;
  readonly partners: readonly ServedPartner[];
  /** As it was composed, with a hub of this hash. */
  readonly sdl: string;
  readonly hubHash: string;
}

/** What is served now, as of one moment; partners by name. */
export async function servedSet(db: Database): Promise<ServedSet> {
  const [row] = await db.rows<ServedSet>(sql`
    SELECT g.number, g.sdl, g.hub_hash AS "hubHash", coalesce((
      SELECT json_agg(json_build_object('versionId', v.id, 'name', s.name, 'url', v.url, 'sdl', v.sdl) ORDER BY s.name)
      FROM subgraph_version AS v JOIN subgraph AS s ON s.id = v.subgraph_id WHERE v.id = ANY(g.version_ids)), '[]') AS partners
    FROM supergraph_version AS g ORDER BY g.number DESC LIMIT 1`);
  return row ?? { number: 0, partners: [], sdl: '', hubHash: '' };
}

export async function servedNumber(db: Database): Promise<number> {
  const [row] = await db.rows<{ number: number }>(sql`SELECT coalesce(max(number), 0) AS number FROM supergraph_version`);
  return row?.number ?? 0;
}
