import { randomUUID } from 'node:crypto';
import type { HubDatabase } from '../../src/platform/database';
import { answer, ask, type Data } from '../kit/ask';
import { inTransaction } from '../kit/facts';
import { loadedWorld } from '../kit/world';

let db: HubDatabase;
beforeAll(async () => {
  db = await loadedWorld();
}, 120_000);
afterAll(() => db.close());

const MATCH = `query Match($inputs: [CityMatchInput!]!) { matchCities(inputs: $inputs) {
  ref query decision reasons city { slug geonamesId wikidataId }
  candidates { score match matchedName { value script isRightToLeft } features { id value } city { name country { isoAlpha2 } } } } }`;

async function match(inputs: object[]): Promise<Data[]> {
  return (await answer(db, MATCH, { variables: { inputs } })).matchCities;
}

it('answers a spreadsheet in three languages with identifiers, in the order of its rows', async () => {
  const [tangier, tripoli, nothing, empty] = await match([
    { ref: '1', name: 'طنجة' },
    { ref: '2', name: 'Tripoli' },
    { ref: '3', name: 'Xqzwv Kjhgf' },
    { ref: '4', name: '' },
  ]);
  expect(tangier).toMatchObject({
    ref: '1',
    decision: 'MATCH',
    reasons: [],
    city: { slug: 'ma-tangier', geonamesId: '2530335', wikidataId: 'Q126148' },
  });
  expect(tripoli).toMatchObject({ ref: '2', decision: 'REVIEW', city: null });
  const countries = tripoli.candidates.map((candidate: Data) => candidate.city.country.isoAlpha2);
  expect(countries).toEqual(expect.arrayContaining(['LY', 'LB']));
  expect(nothing).toMatchObject({ ref: '3', decision: 'NO_MATCH', city: null });
  expect(empty).toMatchObject({ ref: '4', decision: 'NO_MATCH', city: null });
});

it('says in which name and by what reasons it knows a city', async () => {
  const [answered] = await match([{ name: 'Municipality of Tanger', country: 'Morocco' }]);
  expect(answered).toMatchObject({ decision: 'MATCH', city: { slug: 'ma-tangier' } });
  expect(answered.candidates[0]).toMatchObject({ match: true, matchedName: { script: 'Latn', isRightToLeft: false } });
  expect(answered.candidates[0].score).toBeGreaterThan(80);
  expect(answered.candidates[0].features.length).toBeGreaterThan(0);
});

it('takes a country in any language, and asks a person when it knows none of that name', async () => {
  const [arabic, unknown] = await match([
    { name: 'طنجة', country: 'المغرب' },
    { name: 'Tangier', country: 'Ruritania' },
  ]);
  expect(arabic).toMatchObject({ decision: 'MATCH', city: { slug: 'ma-tangier' } });
  expect(unknown).toMatchObject({ decision: 'REVIEW', reasons: expect.arrayContaining(['COUNTRY_UNKNOWN']) });
});

it('does not take a province for its city', async () => {
  const [province] = await match([{ name: 'Province of Tetouan', country: 'MA' }]);
  expect(province.decision).not.toBe('MATCH');
});

it('knows a local government that was recorded a moment ago', async () => {
  const [before] = await match([{ name: 'Newly Founded Vale', country: 'MT' }]);
  expect(before.decision).toBe('NO_MATCH');
  const [id, source] = [randomUUID(), randomUUID()];
  await inTransaction(db, [
    ['INSERT INTO source (id, kind, title) VALUES ($1, $2, $3)', [source, 'WEBSITE', { en: 'A gazette' }]],
    ["INSERT INTO actor (id, kind, name, folded) VALUES ($1, 'CITY', 'Newly Founded Vale', 'newly founded vale')", [id]],
    ["INSERT INTO city (id, slug, kind, country_code, source_id) VALUES ($1, 'mt-newly-founded-vale', 'TOWN', 'MT', $2)", [id, source]],
  ]);
  const [after] = await match([{ name: 'Newly Founded Vale', country: 'MT' }]);
  expect(after).toMatchObject({ decision: 'MATCH', city: { slug: 'mt-newly-founded-vale' } });
});

it('costs a fixed number of statements, however many names', async () => {
  const names = ['Rabat', 'Fez', 'Oslo', 'Dakar', 'Quito', 'Lagos', 'Paris', 'Lima'];
  const few = await ask(db, MATCH, { variables: { inputs: [{ name: 'Rabat' }] } });
  const many = await ask(db, MATCH, {
    variables: { inputs: Array.from({ length: 100 }, (_, at) => ({ name: names[at % names.length] })) },
  });
  expect(many.errors).toBeUndefined();
  expect(many.statements).toBe(few.statements);
});

it.each([
  ['more than 100 names', Array.from({ length: 101 }, () => ({ name: 'Rabat' })), /at most 100/],
  ['a name that goes on for ever', [{ name: 'x'.repeat(301) }], /more than 300 characters/],
  ['a thousand candidates', [{ name: 'Rabat', limit: 1000 }], /takes 1 to 20/],
])('refuses %s', async (_, inputs, reason) => {
  const { errors } = await ask(db, MATCH, { variables: { inputs } });
  expect(errors?.[0]?.message).toMatch(reason);
});
