import { cityBatches, cityRows, organizationRows } from '../../src/identity/database-rows';
import { NameIndex } from '../../src/identity/index-of-names';
import { resolveCity } from '../../src/identity/resolve';
import { resolveOrganization } from '../../src/identity/resolve-organization';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { loadedWorld } from '../kit/world';

let db: HubDatabase;
beforeAll(async () => {
  db = await loadedWorld();
}, 120_000);
afterAll(() => db.close());

it('finds the cities and organisations of the default world by their names', async () => {
  const index = await NameIndex.from(cityBatches(db));
  const { cityId, candidates } = resolveCity(index, { name: 'طنجة', country: 'Morocco' });
  expect(cityId).toBe(resolveCity(index, { name: 'City of Tangier', country: 'MA' }).cityId);
  expect(candidates[0]?.match).toBe(true);

  const organizations = NameIndex.of(await organizationRows(db));
  const network = resolveOrganization(organizations, { name: 'Strong Cities Network' });
  expect(network.decision).toBe('MATCH');
  expect(resolveOrganization(organizations, { name: 'شبكة المدن القوية' }).organizationId).toBe(network.organizationId);
  expect(resolveOrganization(organizations, { name: 'SCN' }).decision).toBe('REVIEW');
}, 120_000);

it('reads the rows of some cities alone', async () => {
  const [first] = await db.rows<{ id: string }>(sql`SELECT id FROM city LIMIT 1`);
  const rows = await cityRows(db, [first!.id]);
  expect(rows.map(({ id }) => id)).toEqual([first!.id]);
});
