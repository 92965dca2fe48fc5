import { toCursor } from '../../src/platform/connection/cursor';
import { sql } from '../../src/platform/sql';
import type { Question } from './question';
import { HOLDS, LATEST_FIRST, listOf, TYPE } from './sql';
import { largest } from './subjects';

const aNetwork: Question['askings'] = async (db) => (await largest(db, 'NETWORK')).map(({ slug }) => ({ hub: { slug }, ceiling: [slug] }));

/** A network with its first members, of which `node` is shown; `a` is the member, `c` its city (if it is one). */
const networkWith = (node: string, first = 50) => /* sql */ `
  SELECT json_build_object('network', json_build_object('name', na.name, 'members', json_build_object('nodes', ${listOf(`
    SELECT json_build_object('member', ${node}) AS node
    FROM membership AS m JOIN actor AS a ON a.id = m.member_id LEFT JOIN city AS c ON c.id = a.id
    LEFT JOIN country AS k ON k.iso_alpha2 = c.country_code LEFT JOIN actor AS ka ON ka.id = k.id
    WHERE m.organization_id = o.id AND ${HOLDS} ORDER BY ${LATEST_FIRST} LIMIT ${first}`)})))::text AS answer
  FROM organization AS o JOIN actor AS na ON na.id = o.id WHERE o.slug = $1 AND o.kind = 'NETWORK'`;

const COUNTRY = `json_build_object('isoAlpha2', k.iso_alpha2, 'name', ka.name)`;

const COUNTED = `($slug: String!) { network(slug: $slug) { name members(first: 50) { nodes {
  member { id name ... on City { country { isoAlpha2 name } memberships { totalCount } } }
} } } }`;

export const membersWithCounts: Question = {
  name: 'Q3',
  title: '50 members of a network with country and count of memberships',
  hub: `query Q3${COUNTED}`,
  mercurius: `query Q3${COUNTED}`,
  ceiling: networkWith(`CASE WHEN c.id IS NULL THEN json_build_object('id', a.id, 'name', a.name) ELSE
    json_build_object('id', a.id, 'name', a.name, 'country', ${COUNTRY}, 'memberships', json_build_object('totalCount',
      (SELECT count(*) FROM membership AS m WHERE m.member_id = a.id AND ${HOLDS}))) END`),
  askings: aNetwork,
};

const NESTED = `($slug: String!) { network(slug: $slug) { name members(first: 50) { nodes {
  member { id name ... on City { memberships(first: 10) { nodes { organization { __typename id name ... on Association { country { isoAlpha2 name } } } } } } }
} } } }`;

export const membersWithOrganizations: Question = {
  name: 'Q4',
  title: 'network, 50 cities, 10 organisations each, kind and country',
  hub: `query Q4${NESTED}`,
  mercurius: `query Q4${NESTED}`,
  ceiling: networkWith(`CASE WHEN c.id IS NULL THEN json_build_object('id', a.id, 'name', a.name) ELSE
    json_build_object('id', a.id, 'name', a.name, 'memberships', json_build_object('nodes', ${listOf(`
      SELECT json_build_object('organization', json_build_object('__typename', initcap(oa.kind), 'id', oa.id, 'name', oa.name,
        'country', CASE WHEN ok.id IS NOT NULL THEN json_build_object('isoAlpha2', ok.iso_alpha2, 'name', oka.name) END)) AS node
      FROM (SELECT organization_id, valid_from, version_id FROM membership AS m
        WHERE m.member_id = a.id AND ${HOLDS} ORDER BY ${LATEST_FIRST} LIMIT 10) AS m
      JOIN actor AS oa ON oa.id = m.organization_id JOIN organization AS mo ON mo.id = oa.id
      LEFT JOIN country AS ok ON ok.iso_alpha2 = mo.country_code LEFT JOIN actor AS oka ON oka.id = ok.id
      ORDER BY ${LATEST_FIRST}`)})) END`),
  askings: aNetwork,
};

const PAST = '2010-06-30';
const AS_OF = `m.superseded_at = 'infinity' AND m.valid_from <= $2 AND m.valid_to > $2`;
const THEN = `($slug: String!, $asOf: Date!) {
  network(slug: $slug) { members(first: 50, asOf: $asOf) { totalCount nodes { id validFrom member { __typename id name } } } }
}`;

export const membersThen: Question = {
  name: 'Q10',
  title: 'members as at a past day',
  hub: `query Q10${THEN}`,
  mercurius: `query Q10${THEN.replace('Date!', 'String!')}`,
  ceiling: /* sql */ `
    SELECT json_build_object('network', json_build_object('members', json_build_object(
      'totalCount', (SELECT count(*) FROM membership AS m WHERE m.organization_id = o.id AND ${AS_OF}),
      'nodes', ${listOf(`
        SELECT json_build_object('id', m.id, 'validFrom', m.valid_from_given, 'member', json_build_object('__typename', ${TYPE}, 'id', a.id, 'name', a.name)) AS node
        FROM membership AS m JOIN actor AS a ON a.id = m.member_id
        WHERE m.organization_id = o.id AND ${AS_OF} ORDER BY ${LATEST_FIRST} LIMIT 50`)})))::text AS answer
    FROM organization AS o WHERE o.slug = $1 AND o.kind = 'NETWORK'`,
  askings: async (db) => (await largest(db, 'NETWORK')).map(({ slug }) => ({ hub: { slug, asOf: PAST }, ceiling: [slug, PAST] })),
};

const DEEP = (after: string, declared: string) => `query Q11($slug: String!, ${declared}) {
  network(slug: $slug) { members(first: 50, ${after}) { nodes { id validFrom member { __typename id name } } pageInfo { hasNextPage } } }
}`;

export const deepPage: Question = {
  name: 'Q11',
  title: 'a page deep in a long list of members',
  hub: DEEP('after: $after', '$after: String!'),
  mercurius: DEEP('afterDay: $day, afterId: $id', '$day: String!, $id: ID!'),
  ceiling: /* sql */ `
    SELECT json_build_object('network', json_build_object('members', (
      SELECT json_build_object('nodes', coalesce(json_agg(page.node ORDER BY place) FILTER (WHERE place <= 50), '[]'),
        'pageInfo', json_build_object('hasNextPage', count(*) > 50))
      FROM (
        SELECT row_number() OVER (ORDER BY ${LATEST_FIRST}) AS place,
          json_build_object('id', m.id, 'validFrom', m.valid_from_given, 'member', json_build_object('__typename', ${TYPE}, 'id', a.id, 'name', a.name)) AS node
        FROM (SELECT * FROM membership AS m WHERE m.organization_id = o.id AND ${HOLDS} AND (m.valid_from, m.version_id) < ($2::date, $3::uuid)
          ORDER BY ${LATEST_FIRST} LIMIT 51) AS m
        JOIN actor AS a ON a.id = m.member_id) AS page)))::text AS answer
    FROM organization AS o WHERE o.slug = $1 AND o.kind = 'NETWORK'`,
  askings: async (db) => {
    const [first] = await largest(db, 'NETWORK', 1);
    if (!first) return [];
    const places = await db.rows<{ day: string; id: string }>(sql`
      SELECT day, id FROM (
        SELECT m.valid_from::text AS day, m.version_id AS id, row_number() OVER (ORDER BY m.valid_from DESC, m.version_id DESC) AS place
        FROM membership AS m
        WHERE m.organization_id = ${first.id} AND m.superseded_at = 'infinity' AND m.valid_from <= current_date AND m.valid_to > current_date
      ) AS all_of_them WHERE place > ${first.members}::int / 2 AND place % 17 = 0 LIMIT 40`);
    return places.map(({ day, id }) => ({
      hub: { slug: first.slug, after: toCursor([day, id]) },
      mercurius: { slug: first.slug, day, id },
      ceiling: [first.slug, day, id],
    }));
  },
};
