import type { ClientBase } from 'pg';
import type { Database } from '../platform/database';
import { sql } from '../platform/sql';
import type { PartReport } from './report';

/** The parts of the world, each loaded in one transaction. Names on rosters are matched with what the first two have brought. */
export const PARTS = ['gazetteer', 'facts', 'rosters'] as const;
export type Part = (typeof PARTS)[number];

/** Raised when what the loader makes of the same files changes, so that hubs load them again. */
const RULES = 1;

/** What each part is made of: the same text as long as nothing changes. */
export type Releases = Readonly<Record<Part, string>>;

export function releasesOf(gazetteer: string, facts: string): Releases {
  return { gazetteer: `${gazetteer}, rules ${RULES}`, facts: `${facts}, rules ${RULES}`, rosters: `${facts}, rules ${RULES}` };
}

/** The parts of these releases that the database holds whole. */
export async function loadedParts(db: Database, releases: Releases): Promise<ReadonlyMap<Part, PartReport>> {
  const rows = await db.rows<{ part: Part; report: PartReport }>(sql`
    SELECT part, report FROM world_release
    WHERE release = ${JSON.stringify(releases)}::jsonb ->> part`);
  return new Map(rows.map(({ part, report }) => [part, report]));
}

/** To be written in the transaction that loads the part. */
export async function recordRelease(client: ClientBase, part: Part, release: string, report: PartReport): Promise<void> {
  await client.query('INSERT INTO world_release (part, release, report) VALUES ($1, $2, $3)', [part, release, JSON.stringify(report)]);
}
