import type { HubDatabase } from '../../src/platform/database';
import { raw, type Sql, sql } from '../../src/platform/sql';
import { loadWorld } from '../../src/world';
import { parseTables, readDataFiles, type Tables } from '../../src/world/tables';
import { DATA, loadedWorld } from '../kit/world';

let db: HubDatabase;
let tables: Tables;

beforeAll(async () => {
  db = await loadedWorld();
  tables = parseTables(await readDataFiles(DATA));
}, 120_000);
afterAll(() => db.close());

async function one<Value>(query: Sql): Promise<Value | undefined> {
  const [row] = await db.rows<Record<string, Value>>(query);
  return Object.values(row ?? {})[0];
}

const lastChange = () => one<string>(sql`SELECT last FROM change_counter`);
const load = () => loadWorld(db, { dataFolder: DATA, report: () => undefined });

it('is not loaded twice, which a start finds out in well under a second', async () => {
  const before = await lastChange();
  const again = await load();
  expect(again.isNew).toBe(false);
  expect(again.seconds).toBeLessThan(1);
  expect(await lastChange()).toBe(before);
});

it('finds nothing to change when it is loaded again from the start', async () => {
  const before = [await lastChange(), await one(sql`SELECT count(*) FROM place_name`), await one(sql`SELECT count(*) FROM citation`)];
  await db.rows(sql`DELETE FROM world_release`);
  const again = await load();
  expect(Object.entries(again.written).filter(([, rows]) => rows > 0)).toEqual([]);
  expect([await lastChange(), await one(sql`SELECT count(*) FROM place_name`), await one(sql`SELECT count(*) FROM citation`)]).toEqual(
    before,
  );
}, 120_000);

it('holds every place of the gazetteer, and every row of the data', async () => {
  const own = tables.cities.filter((row) => row.maybe('geonames_id') === null).length;
  expect(await one(sql`SELECT count(*)::int FROM city`)).toBe(130_378 + own);
  expect(await one(sql`SELECT count(*)::int FROM country`)).toBe(tables.countries.length);
  expect(await one(sql`SELECT count(*)::int FROM organization`)).toBe(tables.organizations.length);
  const listed = tables.rosters.reduce((sum, { rows }) => sum + rows.length, tables.memberships.length);
  expect(await one(sql`SELECT count(DISTINCT id)::int FROM membership`)).toBe(listed);
  expect(await one(sql`SELECT count(*)::int FROM collaboration`)).toBe(tables.collaborations.length);
  expect(await one(sql`SELECT count(*)::int FROM participation`)).toBe(tables.participants.length);
  expect(await one(sql`SELECT count(*)::int FROM mandate`)).toBe(tables.mandates.length);
  expect(await one(sql`SELECT count(*)::int FROM commitment`)).toBe(tables.commitments.length);
  expect(await one(sql`SELECT count(*)::int FROM resource`)).toBe(tables.resources.length);
  expect(await one(sql`SELECT count(*)::int FROM source`)).toBe(tables.sources.length);
});

it.each([
  'actor_name',
  'mandate',
  'membership',
  'membership_transition',
  'collaboration',
  'participation',
  'commitment',
  'resource',
  'access_rule',
])('cites a source for every version of %s', async (table) => {
  const uncited = sql`SELECT count(*)::int FROM ${raw(table)} WHERE version_id NOT IN (SELECT version_id FROM citation)`;
  expect(await one(uncited)).toBe(0);
});

it('tells the feed of the gazetteer as of one source, not of each place', async () => {
  expect(await one(sql`SELECT count(*)::int FROM change WHERE entity_type = 'City' AND kind = 'CREATED'`)).toBeLessThan(1_000);
  expect(
    await one(sql`SELECT count(*)::int FROM change AS c JOIN source AS s ON s.id = c.entity_id WHERE s.title ->> 'en' LIKE 'GeoNames%'`),
  ).toBe(1);
});

it('leaves every index and foreign key as the migrations made them', async () => {
  expect(
    await one(sql`SELECT count(*)::int FROM pg_constraint WHERE conrelid = 'place_name'::regclass AND contype = 'f' AND convalidated`),
  ).toBe(1);
  const indexes = await db.rows<{ name: string }>(
    sql`SELECT indexname AS name FROM pg_indexes WHERE tablename IN ('city', 'place_name') ORDER BY 1`,
  );
  expect(indexes.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'city_by_latitude',
      'city_by_population',
      'city_children',
      'place_name_exact',
      'place_name_similar',
      'place_name_pkey',
    ]),
  );
});

it('gives the largest of several places of a name the plain slug', async () => {
  expect(await one(sql`SELECT slug FROM city WHERE geonames_id = 2530335`)).toBe('ma-tangier');
  expect(await one(sql`SELECT slug FROM city WHERE country_code = 'US' AND geonames_id = 4250542`)).toBe('us-springfield-4250542');
});

it('counts a membership that has expired on the days before its end', async () => {
  const spans = await db.rows(sql`
    SELECT m.status, m.valid_from_given AS "from", m.valid_to_given AS "to"
    FROM membership AS m JOIN organization AS o ON o.id = m.organization_id
    JOIN actor AS a ON a.id = m.member_id WHERE o.acronym = '100RC' AND a.name = 'Amman' ORDER BY valid_from`);
  expect(spans).toEqual([
    { status: 'ACTIVE', from: '2014-12', to: '2019' },
    { status: 'EXPIRED', from: '2020', to: null },
  ]);
});
