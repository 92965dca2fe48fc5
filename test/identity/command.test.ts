import { type MatchOptions, matchCommand } from '../../src/identity';
import { type RosterWorld, rosterWorld } from '../roster/kit';

let world: RosterWorld;
beforeAll(async () => {
  world = await rosterWorld([
    ['Tangier', 'MA', 'طنجة'],
    ['Bogotá', 'CO'],
    ['Tripoli', 'LY'],
    ['Tarabulus', 'LB', 'Tripoli'],
  ]);
});
afterAll(() => world.db.close());

async function told(name: string, options: Partial<MatchOptions> = {}) {
  const said: string[] = [];
  const decision = await matchCommand({ ...world, say: (line) => said.push(line) }, name, { kind: 'city', ...options });
  return { decision, said };
}

it('tells what was taken off a name, and why it decides', async () => {
  expect(await told('Municipality of Tangier', { country: 'Morocco' })).toEqual({
    decision: 'MATCH',
    said: [
      'Asked:      "Municipality of Tangier" in MA',
      'Looked up:  "municipality of tangier", "tangier" (-0.5)',
      'Candidates: 99.5  Tangier, MA (ma-tangier) by its name "Tangier"',
      '              +99.5 a name it is known by',
      'Decision:   MATCH: Tangier stands clearly alone.',
    ],
  });
});

it('tells what was repaired, and which words stand beside the name', async () => {
  const { said } = await told('BogotÃ¡, Colombia');
  expect(said.slice(0, 4)).toEqual([
    'Asked:      "BogotÃ¡, Colombia"',
    'Repaired:   "Bogotá, Colombia"',
    'Beside it:  "Colombia"',
    'Looked up:  "bogota colombia", "bogota" (-0.5)',
  ]);
});

it('tells why it leaves a choice to a person, with all candidates', async () => {
  const { decision, said } = await told('Tripoli');
  expect(decision).toBe('REVIEW');
  expect(
    said
      .filter((line) => line.includes('100  '))
      .map((line) => line.slice('Candidates: '.length))
      .sort(),
  ).toEqual(['100  Tarabulus, LB (lb-tarabulus) by its name "Tripoli"', '100  Tripoli, LY (ly-tripoli) by its name "Tripoli"']);
  expect(said.at(-1)).toBe('Decision:   REVIEW: several are as likely.');
});

it('tells which level of government a name speaks of, and what that costs', async () => {
  const { decision, said } = await told('Province of Tangier');
  expect(decision).toBe('REVIEW');
  expect(said).toContain('Speaks of:  a province');
  expect(said).toContain('              -35 is of another level of government');
  expect(said.at(-1)).toMatch(/^Decision: {3}REVIEW: the name speaks of another level of government/);
});

it('tells that nothing is like a name, and that no country is called so', async () => {
  expect(await told('Xqzwv Kjhgf', { country: 'Ruritania' })).toEqual({
    decision: 'NO_MATCH',
    said: [
      'Asked:      "Xqzwv Kjhgf"; no country is called "Ruritania"',
      'Looked up:  "xqzwv kjhgf"',
      'Decision:   NO_MATCH: the hub knows nothing like it.',
    ],
  });
});

it('knows organisations too', async () => {
  const { decision, said } = await told('A network (AN)', { kind: 'organization' });
  expect(decision).toBe('MATCH');
  expect(said[1]).toBe('Looked up:  "a network an", "a network" (-0.5), "an" (-0.5)');
  expect(said).toContain('Candidates: 99.5  A network (net) by its name "A network"');
});

it('writes the same for a program', async () => {
  const { said } = await told('طنجة', { country: 'Maroc', json: true });
  expect(JSON.parse(said.join('\n'))).toEqual({
    ...{ query: 'طنجة', repaired: 'طنجة', country: 'Maroc', countryCode: 'MA', level: null, hints: [], otherCodePages: [] },
    lookedUp: [
      { spelling: 'طنجه', cost: 0 },
      { spelling: 'tnjh', cost: 1 },
    ],
    candidates: [
      {
        ...{ id: world.cities.get('Tangier'), name: 'Tangier', slug: 'ma-tangier', country: 'MA', score: 100, match: true },
        matchedName: { value: 'طنجة', language: 'und' },
        features: [{ id: 'name-exact', value: 100 }],
      },
    ],
    ...{ decision: 'MATCH', reasons: [] },
  });
});

it('refuses a name that is none', async () => {
  await expect(told('  ')).rejects.toThrow('NAME is empty.');
  await expect(told('x'.repeat(301))).rejects.toThrow('NAME has 301 characters; at most 300 are taken.');
});
