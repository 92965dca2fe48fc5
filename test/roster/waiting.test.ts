import { sql } from '../../src/platform/sql';
import { startImport } from '../../src/roster/import-roster';
import { importOf } from '../../src/roster/store';
import { type RosterWorld, rosterWorld } from './kit';

let world: RosterWorld;
beforeEach(async () => {
  world = await rosterWorld([['Oslo', 'NO']]);
});
afterEach(() => world.db.close());
afterEach(() => jest.restoreAllMocks());

async function* bytes(): AsyncGenerator<Buffer> {
  yield Buffer.from('City,Country\nOslo,Norway\n');
}

const UPLOAD = { organization: 'net', asOf: '2026-01-31', isComplete: false, fileName: null, createdBy: 'tester' };

it('an import that waits for others to be read is alive', async () => {
  const timers = jest.spyOn(global, 'setInterval');
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  const cities: typeof world.matcher.cities = (questions) => held.then(() => world.matcher.cities(questions));
  const matcher = Object.assign(Object.create(world.matcher), { cities });
  const first = await startImport({ ...world, matcher }, { ...UPLOAD, bytes: bytes() });
  const second = await startImport(world, { ...UPLOAD, bytes: bytes() });
  await world.db.rows(sql`UPDATE roster_import SET progressed_at = now() - interval '1 hour'`);
  expect(await importOf(world.db, second.id)).toMatchObject({ status: 'FAILED' });
  for (const [beat, every] of timers.mock.calls) if (every === 30_000) await beat();
  expect(await importOf(world.db, second.id)).toMatchObject({ status: 'PARSING' });
  release();
  await Promise.all([first.finished, second.finished]);
  expect(await importOf(world.db, second.id)).toMatchObject({ status: 'REVIEW' });
});
