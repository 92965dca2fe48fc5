import type { Database } from '../platform/database';
import { sql } from '../platform/sql';
import { explanation, linesOf, type Named } from './explanation';
import type { Decision } from './match';
import type { Matcher } from './matcher';
import type { CityMatch } from './resolve';
import type { OrganizationMatch } from './resolve-organization';

export interface MatchOptions {
  readonly kind: 'city' | 'organization';
  /** ISO 3166-1 alpha-2, or a country's name in any common language. */
  readonly country?: string;
  /** One JSON document for a program, rather than lines for a person. */
  readonly json?: boolean;
}

interface MatchHub {
  readonly db: Database;
  readonly matcher: Matcher;
  readonly say: (line: string) => void;
}

/** As over HTTP. */
const LONGEST_NAME = 300;

/**
 * Tells what the hub makes of one name, and why.
 *
 * @throws Error when the name is empty or has more than 300 characters.
 */
export async function matchCommand({ db, matcher, say }: MatchHub, name: string, options: MatchOptions): Promise<Decision> {
  if (name.trim() === '') throw new Error('NAME is empty.');
  if (name.length > LONGEST_NAME) throw new Error(`NAME has ${name.length} characters; at most ${LONGEST_NAME} are taken.`);
  const { kind, country = null, json = false } = options;
  const match = await matched(matcher, kind, { name, country });
  const told = explanation({ name, kind, country }, match, await namedBy(db, match.found));
  for (const line of json ? [JSON.stringify(told, null, 2)] : linesOf(told)) say(line);
  return match.decision;
}

/** A match, with the ids of its candidates in their order. */
type Found = (CityMatch | OrganizationMatch) & { readonly found: readonly string[] };

async function matched(matcher: Matcher, kind: MatchOptions['kind'], input: { name: string; country: string | null }): Promise<Found> {
  if (kind === 'city') {
    const [match] = await matcher.cities([input]);
    return { ...match!, found: match!.candidates.map(({ cityId }) => cityId) };
  }
  const [match] = await matcher.organizations([input]);
  return { ...match!, found: match!.candidates.map(({ organizationId }) => organizationId) };
}

async function namedBy(db: Database, ids: readonly string[]): Promise<Named[]> {
  return db.rows<Named>(sql`
    SELECT a.id, a.name, coalesce(c.slug, o.slug) AS slug, coalesce(c.country_code, o.country_code) AS country
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS asked (id, place)
    JOIN actor AS a USING (id) LEFT JOIN city AS c USING (id) LEFT JOIN organization AS o USING (id)
    ORDER BY asked.place`);
}
