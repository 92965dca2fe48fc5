import { Listed } from '../../platform/connection/connection';
import { known } from '../../platform/fact';
import type { Typed } from '../../platform/node';
import { join, type Sql, sql } from '../../platform/sql';
import { typeOfCollaboration } from '../collaboration/collaboration.loader';
import type { SearchType } from '../vocabulary/common';

/** Something found: what it is, how well it fits, and the text that fits. */
export interface Hit extends Typed {
  readonly id: string;
  readonly score: number;
  readonly matched: string;
}

export interface SearchQuery {
  /** Folded. */
  readonly text: string;
  readonly types: readonly SearchType[];
}

/** Names looked at for one search; the rest of a flood of alike names is cut. */
const MOST_CANDIDATES = 400;

/**
 * Everything with a name or title like the text, best first.
 *
 * The score is the similarity of trigrams, 0 to 1, plus 1 when the names are the same once folded; for places, up to 0.5 more by the number
 * of their inhabitants, so that the capital comes before its namesake hamlet; for names somebody recorded, 0.5.
 *
 * So an exact name or acronym comes first, whatever it names. An organisation or a country that has the text as whole words of a longer name
 * stands among the places of that very name as a town of some 25,000 inhabitants, the shorter name first: "oasis" finds the network of
 * oases before hamlets called Oasis, "Norfolk" the city before the island.
 */
export const searchHits = new Listed<Hit, SearchQuery>({
  columns: () => sql`h."__typename", h.id, h.score, h.matched`,
  from: ({ text, types }) =>
    types.length === 0
      ? sql`(SELECT NULL AS "__typename", NULL::uuid AS id, 0::float8 AS score, '' AS matched WHERE false) AS h`
      : sql`(
    SELECT DISTINCT ON (found.id) found.* FROM (${join(
      SOURCES.filter((one) => one.serves(types)).map((one) => one.select(text, types)),
      ' UNION ALL ',
    )}) AS found
    ORDER BY found.id, found.score DESC, found.matched
  ) AS h`,
  where: () => [],
  order: () => ({
    keys: [
      { value: sql`h.score`, type: 'double precision' },
      { value: sql`h.id`, type: 'uuid' },
    ],
    descending: true,
  }),
});

function likeness(folded: Sql, text: string): Sql {
  return sql`similarity(${folded}, ${text}) + (${folded} = ${text})::int`;
}

/** Exact names of places with more than some 25,000 inhabitants score higher, of others lower. */
const AS_WORDS = 2.29;

/** How well a recorded name fits. Two signs are words of too many names. */
function fitOfName(text: string): Sql {
  const fit = sql`${likeness(sql`n.folded`, text)} + 0.5`;
  if (text.length <= 2) return fit;
  const asWords = sql`n.folded <> ${text} AND a.kind <> 'CITY' AND strpos(' ' || n.folded || ' ', ${` ${text} `}) > 0`;
  return sql`CASE WHEN ${asWords} THEN ${AS_WORDS} + similarity(n.folded, ${text}) / 100 ELSE ${fit} END`;
}

/** One or two signs make too few trigrams to be like anything; names that begin with them count. */
function begins(folded: Sql, text: string): Sql {
  return text.length > 2 ? sql`` : sql` OR ${folded} LIKE ${`${text}%`}`;
}

/** The planner thinks trigrams cheap, and would compare them all; of a text it does not know, it looks into the index. */
function unknown(text: string): Sql {
  return sql`(SELECT ${text}::text)`;
}

/** Where names are kept. */
interface NameSource {
  serves(types: readonly SearchType[]): boolean;
  select(text: string, types: readonly SearchType[]): Sql;
}

const placeNames: NameSource = {
  serves: (types) => types.includes('CITY'),
  select: (text) => sql`
    (SELECT 'City' AS "__typename", coalesce(a.merged_into_id, a.id) AS id, round((${likeness(sql`n.folded`, text)} + least(0.5, ln(1 + coalesce(c.population, 0)) / 34))::numeric, 4)::float8 AS score, n.value AS matched
    FROM (SELECT * FROM place_name WHERE folded % ${text} OR folded = ${text}${begins(sql`folded`, text)} ORDER BY similarity(folded, ${text}) DESC LIMIT ${MOST_CANDIDATES}) AS n
    JOIN actor AS a ON a.id = n.city_id JOIN city AS c ON c.id = coalesce(a.merged_into_id, a.id))`,
};

export const ACTOR_KINDS: readonly SearchType[] = ['CITY', 'COUNTRY', 'ASSOCIATION', 'NETWORK', 'INSTITUTION'];

const actorNames: NameSource = {
  serves: (types) => types.some((type) => ACTOR_KINDS.includes(type)),
  select: (text, types) => sql`
    (SELECT initcap(a.kind) AS "__typename", a.id, round((${fitOfName(text)})::numeric, 4)::float8 AS score, n.value AS matched
    FROM actor_name AS n JOIN actor AS a ON a.id = n.actor_id
    WHERE (n.folded % ${unknown(text)} OR n.folded = ${unknown(text)} OR ${unknown(text)} <% n.folded${begins(sql`n.folded`, text)}) AND a.kind = ANY(${types}) AND ${known('n', null)}
    ORDER BY score DESC LIMIT ${MOST_CANDIDATES})`,
};

/** Titles hold several words, in several languages: likeness to a part of one counts. */
function titles(type: SearchType, table: Sql, typename: Sql, texts: Sql, current: Sql): NameSource {
  const best = (text: string) =>
    sql`(SELECT value FROM jsonb_each_text(${texts}) ORDER BY word_similarity(${text}, lower(value)) DESC LIMIT 1)`;
  return {
    serves: (types) => types.includes(type),
    select: (text) => sql`
    (SELECT ${typename} AS "__typename", t.id, round((word_similarity(${text}, t.folded) + (${text} = ANY(string_to_array(t.folded, E'\\n')))::int * 1.5)::numeric, 4)::float8 AS score, ${best(text)} AS matched
    FROM ${table} AS t WHERE ${text} <% t.folded AND ${current}
    ORDER BY score DESC LIMIT ${MOST_CANDIDATES})`,
  };
}

const SOURCES: readonly NameSource[] = [
  placeNames,
  actorNames,
  titles('COLLABORATION', sql`collaboration`, typeOfCollaboration(sql`t.kind`), sql`t.title`, known('t', null)),
  titles('RESOURCE', sql`resource`, sql`'Resource'`, sql`t.title`, known('t', null)),
  titles('PERSON', sql`person`, sql`'Person'`, sql`t.name`, sql`true`),
];
