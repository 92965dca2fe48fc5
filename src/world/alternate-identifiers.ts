import type { ClientBase } from 'pg';
import type { LeftOuts } from './left-out';

/** What GeoNames calls a scheme, what the hub does, and what a value must look like. */
const SCHEMES = [
  { said: 'wkdt', scheme: 'wikidata', column: 'wikidata_id', form: '^Q[1-9][0-9]*$', url: 'https://www.wikidata.org/wiki/' },
  { said: 'unlc', scheme: 'unlocode', column: 'unlocode', form: '^[A-Z]{2}[A-Z2-9]{3}$', url: null },
] as const;

type Scheme = (typeof SCHEMES)[number];

/**
 * Gives places that have none the identifiers of `new_alternate`. What the hub has stays, and so does what is another's.
 *
 * @returns how many places got one.
 */
export async function writeIdentifiers(client: ClientBase, leftOut: LeftOuts): Promise<number> {
  let written = 0;
  for (const scheme of SCHEMES) written += await writeScheme(client, scheme, leftOut);
  return written;
}

async function writeScheme(client: ClientBase, { said, scheme, column, form, url }: Scheme, leftOut: LeftOuts): Promise<number> {
  const one = async <Row>(statement: string, values: unknown[]) => (await client.query(statement, values)).rows[0] as Row;
  const { count } = await one<{ count: number }>(given(column), [said, form, scheme, url]);
  const left = await one<{ count: number; examples: string[] | null }>(leftOver(column), [said]);
  leftOut.addAll('identifiers that are taken, are unlike such a one, or differ from the one the hub has', left.count, left.examples ?? []);
  return count;
}

const given = (column: string) => /* sql */ `
  WITH first AS (
    SELECT DISTINCT ON (city_id) city_id, value, rank, number FROM new_alternate WHERE kind = $1 AND value ~ $2
    ORDER BY city_id, rank, number
  ), one AS (SELECT DISTINCT ON (value) city_id, value FROM first ORDER BY value, rank, number),
  given AS (
    UPDATE city AS c SET ${column} = one.value FROM one
    WHERE c.id = one.city_id AND c.${column} IS NULL
      AND NOT EXISTS (SELECT FROM city AS other WHERE other.${column} = one.value)
      AND NOT EXISTS (SELECT FROM external_id AS e WHERE e.scheme = $3 AND e.value = one.value AND e.actor_id <> c.id)
    RETURNING c.id, one.value
  ), named AS (
    INSERT INTO external_id (actor_id, scheme, value, url) SELECT id, $3, value, $4::text || value FROM given ON CONFLICT DO NOTHING
  )
  SELECT count(*)::int AS count FROM given`;

const leftOver = (column: string) => /* sql */ `
  SELECT count(*)::int AS count, (array_agg(said ORDER BY number))[1:5] AS examples FROM (
    SELECT a.value || ' of ' || c.slug AS said, min(a.number) AS number FROM new_alternate AS a JOIN city AS c ON c.id = a.city_id
    WHERE a.kind = $1 AND c.${column} IS DISTINCT FROM a.value GROUP BY 1
  ) AS each`;
