import { v7 } from 'uuid';
import type { Database } from '../platform/database';
import { sql } from '../platform/sql';
import type { Step } from './plan';

/** Pages that rows of a plan name as their sources; those the hub does not know are recorded. @returns the source of each address. */
export async function recordPages(tx: Database, steps: readonly Step[]): Promise<ReadonlyMap<string, string>> {
  const named = new Set(steps.flatMap((step) => (WRITES.has(step.kind) ? (step.row?.sourceUrl ?? []) : [])));
  if (named.size === 0) return new Map();
  const given = [...named].map((url) => ({
    id: v7(),
    url,
    publisher: new URL(url).hostname,
    title: { en: url.replace(/^https?:\/\//, '') },
  }));
  await tx.rows(sql`
    INSERT INTO source (id, kind, title, publisher, url)
    SELECT id, 'WEBSITE', title, publisher, url FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      AS g (id uuid, title jsonb, publisher text, url text)
    ON CONFLICT (url) DO NOTHING`);
  const known = await tx.rows<{ id: string; url: string }>(sql`SELECT id, url FROM source WHERE url = ANY(${[...named]})`);
  return new Map(known.map(({ id, url }) => [url, id]));
}

const WRITES: ReadonlySet<Step['kind']> = new Set(['join', 'change-tier', 'leave']);
