import { parseTables, readDataFiles } from '../../src/world/tables';
import { planWorld } from '../../src/world/world-plan';
import { dataWith } from './small';

const TANGIER = 'SCN,CITY,,Tangier,MA,,,,,,ACTIVE,2024-01-31,';
const planOf = async (folder: string) => planWorld(parseTables(await readDataFiles(folder)));

it('takes the data that come with the hub', async () => {
  expect((await planOf(dataWith())).versions.length).toBeGreaterThan(5_000);
});

it.each([
  ['a status that is no word of the hub', TANGIER.replace('ACTIVE', 'JOINED'), 'status'],
  ['a day that does not exist', TANGIER.replace('2024-01-31', '2024-02-30'), 'valid_from'],
  ['an organisation nobody defined', TANGIER.replace('SCN', 'SNC'), 'organization_key'],
  ['a city nobody defined', TANGIER.replace('Tangier', 'Tanger'), 'member_name'],
  ['a tier the organisation does not have', TANGIER.replace('MA,,', 'MA,gold,'), 'tier_code'],
])('refuses %s with file, line and column', async (_, line, column) => {
  let at = 0;
  const folder = dataWith({
    memberships: (text) => {
      at = text.slice(0, text.indexOf(TANGIER)).split('\n').length;
      return text.replace(TANGIER, line);
    },
  });
  await expect(planOf(folder)).rejects.toMatchObject({ file: 'memberships.csv', line: at, column });
});

it.each([
  ['a missing column', { themes: (text: string) => text.replace('broader', 'wider') }, 'themes.csv, line 1, column broader'],
  ['a row that is too short', { themes: (text: string) => `${text}short\n` }, 'themes.csv, line'],
  ['an identifier of two cities', { cities: (text: string) => text.replace('Q19689', 'Q1519') }, 'column wikidata_id'],
  ['a source nobody lists', { regions: (text: string) => text.replace(/https:[^,]+/, 'https://nowhere.example/') }, 'column source_url'],
  [
    'a theme broader than itself',
    { themes: (text: string) => text.replace(',social-cohesion,16,', ',hate-polarisation-extremism,16,') },
    'column broader',
  ],
])('refuses %s', async (_, edits, message) => {
  await expect(planOf(dataWith(edits))).rejects.toThrow(message);
});
