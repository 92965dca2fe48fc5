import { HOLDS } from '../../questions/sql';
import { MEMBERSHIPS_OF } from './resolvers';
import { type Row, rows } from './rows';

type Asked = readonly { readonly obj: Row; readonly params: Row }[];

/** One statement a level: whatever is asked of many objects at once. */
export const loaders = {
  City: { country: countries },
  Network: { country: countries },
  Association: { country: countries },
  Membership: {
    organization: async (asked: Asked) =>
      byId(await rows('organizations', ORGANIZATIONS, [asked.map(({ obj }) => obj.organizationId)]), asked, 'organizationId'),
    member: async (asked: Asked) => byId(await rows('actors', ACTORS, [asked.map(({ obj }) => obj.memberId)]), asked, 'memberId'),
  },
  Memberships: {
    nodes: async (asked: Asked) => {
      const all = await rows('memberships', MEMBERSHIPS_OF, [asked.map(({ obj }) => obj.memberId), asked[0]?.obj.first ?? 20]);
      const ofMember = grouped(all);
      return asked.map(({ obj }) => ofMember.get(obj.memberId) ?? []);
    },
    totalCount: async (asked: Asked) => {
      const counts = new Map((await rows('counts', COUNTS, [asked.map(({ obj }) => obj.memberId)])).map(({ id, count }) => [id, count]));
      return asked.map(({ obj }) => counts.get(obj.memberId) ?? 0);
    },
  },
};

async function countries(asked: Asked): Promise<Row[]> {
  const codes = [...new Set(asked.map(({ obj }) => obj.countryCode))].filter((code) => code !== null);
  const found = codes.length === 0 ? [] : await rows('countries', COUNTRIES, [codes]);
  const byCode = new Map(found.map((row) => [row.isoAlpha2, row]));
  return asked.map(({ obj }) => byCode.get(obj.countryCode) ?? null);
}

function byId(found: Row[], asked: Asked, key: string): Row[] {
  const all = new Map(found.map((row) => [row.id, row]));
  return asked.map(({ obj }) => all.get(obj[key]) ?? null);
}

function grouped(all: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of all) {
    const group = groups.get(row.memberId);
    if (group) group.push(row);
    else groups.set(row.memberId, [row]);
  }
  return groups;
}

const COUNTRIES = `SELECT k.iso_alpha2 AS "isoAlpha2", a.name FROM country AS k JOIN actor AS a USING (id) WHERE k.iso_alpha2 = ANY($1)`;

const ORGANIZATIONS = `
  SELECT initcap(o.kind) AS __typename, o.id, a.name, o.slug, o.country_code AS "countryCode"
  FROM organization AS o JOIN actor AS a USING (id) WHERE o.id = ANY($1)`;

const ACTORS = `
  SELECT initcap(a.kind) AS __typename, a.id, a.name, coalesce(c.slug, o.slug) AS slug, coalesce(c.country_code, o.country_code) AS "countryCode"
  FROM actor AS a LEFT JOIN city AS c USING (id) LEFT JOIN organization AS o USING (id) WHERE a.id = ANY($1)`;

const COUNTS = `SELECT m.member_id AS id, count(*)::int AS count FROM membership AS m WHERE m.member_id = ANY($1) AND ${HOLDS} GROUP BY m.member_id`;
