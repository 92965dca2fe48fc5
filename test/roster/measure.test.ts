import { LocalMatcher } from '../../src/identity/local-matcher';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { applyImport } from '../../src/roster/apply';
import { revertImport } from '../../src/roster/revert';
import { loadedWorld } from '../kit/world';
import { type RosterWorld, uploaded } from './kit';

/** How many rows: `HUB_ROSTER_ROWS=100000 npx jest test/roster/measure`. */
const ROWS = Number(process.env.HUB_ROSTER_ROWS ?? 10_000);

let db: HubDatabase;
let world: RosterWorld;
beforeAll(async () => {
  db = await loadedWorld();
  const [network] = await db.rows<{ id: string }>(
    sql`SELECT id FROM organization WHERE slug = 'strong-cities-network' OR kind = 'NETWORK' LIMIT 1`,
  );
  world = { db, matcher: new LocalMatcher(db), organizationId: network!.id, cities: new Map() };
  await world.matcher.cities([]);
}, 120_000);
afterAll(() => db.close());

it(`imports ${ROWS} rows, applies and reverts them, in a memory that does not grow with them`, async () => {
  const towns = await db.rows<{ name: string; country: string; id: number }>(sql`
    SELECT a.name, c.country_code AS country, c.geonames_id AS id FROM city AS c JOIN actor AS a USING (id) WHERE c.geonames_id IS NOT NULL
    ORDER BY c.population DESC NULLS LAST, c.id LIMIT ${ROWS}`);
  const file = `City,Country,GeoNames ID\n${towns.map(({ name, country, id }, at) => `"${name.replaceAll('"', '""')}",${country},${at % 2 ? id : ''}\n`).join('')}`;
  const [{ slug }] = (await db.rows<{ slug: string }>(sql`SELECT slug FROM organization WHERE id = ${world.organizationId}`)) as [
    { slug: string },
  ];
  const told: string[] = [];
  const time = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    told.push(`${what} ${((performance.now() - start) / 1000).toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
    return result;
  };
  const held = await time('read and match', () => uploaded(world, file, { organization: slug }));
  expect(held).toMatchObject({ status: 'REVIEW', rowCount: towns.length });
  await db.rows(sql`UPDATE roster_row SET resolution = 'SKIPPED' WHERE import_id = ${held.id} AND decision <> 'MATCH'`);
  expect(await time('apply', () => applyImport(db, held.id))).toMatchObject({ outcome: 'applied' });
  if (process.env.HUB_ROSTER_REVERT !== '0') expect(await time('revert', () => revertImport(db, held.id))).toEqual({ outcome: 'reverted' });
  process.stderr.write(`${ROWS} rows, ${held.matchedCount} matched: ${told.join('; ')}\n`);
}, 600_000);
