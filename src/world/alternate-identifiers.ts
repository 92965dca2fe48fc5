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
  const { rows } = await client.query<{ id: string; value: string }>(given(column), [said, form, scheme]);
  await client.query(EXTERNAL_IDS, [JSON.stringify(rows), scheme, url]);
  const left = await client.query<{ slug: string; value: string }>(leftOver(column), [said]);
  for (const { slug, value } of left.rows)
    leftOut.add('identifiers that are taken, are unlike such a one, or differ from the one the hub has', `${value} of ${slug}`);
  return rows.length;
}

const given = (column: string) => /* sql */ `
  WITH first AS (
    SELECT DISTINCT ON (city_id) city_id, value, rank, number FROM new_alternate WHERE kind = $1 AND value ~ $2
    ORDER BY city_id, rank, number
  ), one AS (SELECT DISTINCT ON (value) city_id, value FROM first ORDER BY value, rank, number)
  UPDATE city AS c SET ${column} = one.value FROM one
  WHERE c.id = one.city_id AND c.${column} IS NULL
    AND NOT EXISTS (SELECT FROM city AS other WHERE other.${column} = one.value)
    AND NOT EXISTS (SELECT FROM external_id AS e WHERE e.scheme = $3 AND e.value = one.value AND e.actor_id <> c.id)
  RETURNING c.id, one.value`;

const EXTERNAL_IDS = /* sql */ `
  INSERT INTO external_id (actor_id, scheme, value, url)
  SELECT id, $2, value, $3::text || value FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, value text)
  ON CONFLICT DO NOTHING`;

const leftOver = (column: string) => /* sql */ `
  SELECT c.slug, a.value FROM new_alternate AS a JOIN city AS c ON c.id = a.city_id
  WHERE a.kind = $1 AND c.${column} IS DISTINCT FROM a.value ORDER BY a.number`;
