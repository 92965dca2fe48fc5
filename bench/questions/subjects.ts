import type { Database } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';

/** How many different askings a question has. */
export const ASKINGS = 40;

interface Subject {
  readonly id: string;
  readonly slug: string;
}

/** Cities that are members of something, spread over large and small. */
export function memberCities(db: Database): Promise<Subject[]> {
  return db.rows(sql`
    SELECT c.id, c.slug FROM city AS c
    WHERE c.id IN (SELECT member_id FROM membership) ORDER BY md5(c.id::text) LIMIT ${ASKINGS}`);
}

interface Organization extends Subject {
  readonly members: number;
}

/** Organisations of one kind, the largest first. */
export function largest(db: Database, kind: 'NETWORK' | 'ASSOCIATION', many = ASKINGS): Promise<Organization[]> {
  return db.rows(sql`
    SELECT o.id, o.slug, count(*)::int AS members FROM organization AS o JOIN membership AS m ON m.organization_id = o.id
    WHERE o.kind = ${kind} GROUP BY o.id ORDER BY count(*) DESC, o.id LIMIT ${many}`);
}
