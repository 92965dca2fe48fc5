import { sql } from '../../src/platform/sql';
import { appearancesOfCity } from '../../src/roster/appearances';
import { applyImport } from '../../src/roster/apply';
import { heldNow, type RosterWorld, rosterWorld, uploaded } from './kit';

let world: RosterWorld;
beforeEach(async () => {
  world = await rosterWorld([
    ['Tangier', 'MA', 'طنجة'],
    ['Tanger', 'MA'],
    ['Rabat', 'MA'],
  ]);
});
afterEach(() => world.db.close());

/** As a merge leaves it, where no fact names the record. */
const merge = (merged: string, kept: string) =>
  world.db.rows(sql`UPDATE actor SET merged_into_id = ${world.cities.get(kept)} WHERE id = ${world.cities.get(merged)}`);
const apply = (id: string) => applyImport(world.db, id, { confirmLeaves: true });

it('A roster that was matched before a merge joins the city that is kept', async () => {
  const held = await uploaded(world, 'City,Country\nTanger,MA\n');
  await merge('Tanger', 'Tangier');
  expect(await apply(held.id)).toMatchObject({ outcome: 'applied' });
  expect(await heldNow(world)).toMatchObject([{ name: 'Tangier', status: 'ACTIVE' }]);
  const tangier = world.cities.get('Tangier')!;
  const appearances = await appearancesOfCity.fetch(world.db, [tangier]);
  expect(appearances).toMatchObject([{ cityId: tangier, nameAsListed: 'Tanger' }]);
});

it('A complete roster that is older than one that saw a city under its old id does not end its membership', async () => {
  const joined = await uploaded(world, 'City,Country\nTangier,MA\n', { asOf: '2024-01-01' });
  await apply(joined.id);
  const seen = await uploaded(world, 'City,Country\nTanger,MA\n', { asOf: '2025-06-01' });
  await merge('Tanger', 'Tangier');
  await apply(seen.id);
  const older = await uploaded(world, 'City,Country\nRabat,MA\n', { asOf: '2025-01-01', isComplete: true });
  await apply(older.id);
  expect((await heldNow(world)).map(({ name, to }) => [name, to])).toEqual([
    ['Rabat', null],
    ['Tangier', null],
  ]);
});

it('A row in doubt between a city and others speaks for the one that is kept', async () => {
  const joined = await uploaded(world, 'City,Country\nTangier,MA\nRabat,MA\n', { asOf: '2024-01-01' });
  await apply(joined.id);
  const doubtful = await uploaded(world, 'City,Country\nTangerr,MA\nRabat,MA\n', { asOf: '2025-01-01', isComplete: true });
  await world.db.rows(sql`
    UPDATE roster_row SET resolution = 'SKIPPED', candidates = ${JSON.stringify([{ cityId: world.cities.get('Tanger'), score: 80 }])}::jsonb
    WHERE import_id = ${doubtful.id} AND name_as_listed = 'Tangerr'`);
  await merge('Tanger', 'Tangier');
  await apply(doubtful.id);
  expect((await heldNow(world)).map(({ name, to }) => [name, to])).toEqual([
    ['Rabat', null],
    ['Tangier', null],
  ]);
});
