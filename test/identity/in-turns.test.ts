import { LocalMatcher } from '../../src/identity/local-matcher';
import type { HubDatabase } from '../../src/platform/database';
import { migratedDatabase } from '../kit/database';

let db: HubDatabase;
beforeAll(async () => {
  db = await migratedDatabase();
});
afterAll(() => db.close());

it('answers one name before the thousands that were asked for first', async () => {
  const matcher = new LocalMatcher(db);
  await matcher.cities([]);
  const answered: string[] = [];
  const names = Array.from({ length: 5_000 }, (_, at) => ({ name: `Town ${at}`, ref: String(at) }));
  const many = matcher.cities(names).then((matches) => {
    answered.push('many');
    expect(matches.map(({ ref }) => ref)).toEqual(names.map(({ ref }) => ref));
  });
  const one = matcher.cities([{ name: 'Tangier' }]).then(() => answered.push('one'));
  await Promise.all([many, one]);
  expect(answered).toEqual(['one', 'many']);
});
