import { sql } from '../../src/platform/sql';
import { applyImport } from '../../src/roster/apply';
import { revertImport } from '../../src/roster/revert';
import { heldNow, type RosterWorld, rosterWorld, uploaded } from './kit';

let world: RosterWorld;
beforeEach(async () => {
  world = await rosterWorld([
    ['Tangier', 'MA', 'طنجة'],
    ['Rabat', 'MA', 'الرباط'],
    ['Oslo', 'NO'],
    ['Valletta', 'MT'],
  ]);
});
afterEach(() => world.db.close());

const FIRST = 'City,Country,Tier,Member since\nTangier,Morocco,full,2020\nOslo,Norway,observer,\n';

async function applied(file: string, given = {}) {
  const { id } = await uploaded(world, file, given);
  return { id, answer: await applyImport(world.db, id) };
}

it('records who is listed as members, with tier and start as given', async () => {
  const { answer } = await applied(FIRST);
  expect(answer).toMatchObject({ outcome: 'applied', counts: { join: 2 } });
  expect(await heldNow(world)).toEqual([
    { name: 'Oslo', status: 'ACTIVE', from: null, to: null, tier: 'observer' },
    { name: 'Tangier', status: 'ACTIVE', from: '2020', to: null, tier: 'full' },
  ]);
});

it('changes nothing when the same file comes again', async () => {
  await applied(FIRST);
  const [before] = await world.db.rows<{ last: string }>(sql`SELECT last FROM change_counter`);
  const { answer } = await applied(FIRST, { isComplete: true });
  expect(answer).toMatchObject({ outcome: 'applied', counts: { join: 0, 'change-tier': 0, leave: 0, unchanged: 2 } });
  expect((await world.db.rows<{ last: string }>(sql`SELECT last FROM change_counter`))[0]).toEqual(before);
});

it('lets a complete roster end who is not on it, change tiers, and undoes it exactly', async () => {
  await applied(FIRST, { asOf: '2025-01-31' });
  const before = await heldNow(world);
  const { id, answer } = await applied('City,Country,Tier\nOslo,Norway,full\nRabat,Morocco,full\n', { isComplete: true });
  expect(answer).toMatchObject({ outcome: 'applied', counts: { join: 1, 'change-tier': 1, leave: 1 } });
  expect(await heldNow(world)).toEqual([
    { name: 'Oslo', status: 'ACTIVE', from: null, to: '2026-01-30', tier: 'observer' },
    { name: 'Oslo', status: 'ACTIVE', from: '2026-01-31', to: null, tier: 'full' },
    { name: 'Rabat', status: 'ACTIVE', from: null, to: null, tier: 'full' },
    { name: 'Tangier', status: 'ACTIVE', from: '2020', to: '2026-01-30', tier: 'full' },
    { name: 'Tangier', status: 'WITHDRAWN', from: '2026-01-31', to: null, tier: 'full' },
  ]);
  expect(await revertImport(world.db, id)).toEqual({ outcome: 'reverted' });
  expect(await heldNow(world)).toEqual(before);
});
