import { parseTables, readDataFiles } from '../../src/world/tables';
import { planWorld } from '../../src/world/world-plan';
import { dataWith } from './small';

const SCN = 'rosters/strong-cities-network';
const TANGIER = 'Tangier,MA,,,ACTIVE,2024-01-31,scn-valletta-2024,';
const planOf = async (folder: string) => planWorld(parseTables(await readDataFiles(folder)));

it('takes the data that come with the hub', async () => {
  const { versions, rosters } = await planOf(dataWith());
  expect(versions.length).toBeGreaterThan(4_000);
  expect(rosters.length).toBeGreaterThan(20);
});

it.each([
  ['a status that is no word of the hub', TANGIER.replace('ACTIVE', 'JOINED'), 'Status'],
  ['a day that does not exist', TANGIER.replace('2024-01-31', '2024-02-30'), 'Member since'],
  ['a row without a name', TANGIER.replace('Tangier', ''), 'City'],
  ['a country nobody knows', TANGIER.replace('MA', 'QQ'), 'Country'],
  ['an occasion nobody defined', TANGIER.replace('valletta', 'malta'), 'Joined at'],
])('refuses %s with file, line and column', async (_, line, column) => {
  let at = 0;
  const folder = dataWith({
    [SCN]: (text) => {
      at = text.slice(0, text.indexOf(TANGIER)).split('\n').length;
      return text.replace(TANGIER, line);
    },
  });
  await expect(planOf(folder)).rejects.toMatchObject({ file: `${SCN}.csv`, line: at, column });
});

it.each([
  ['a roster of nobody', { organizations: (text: string) => text.replace('strong-cities-network', 'scn') }, `${SCN}.csv, line 1`],
  ['a roster without a column', { [SCN]: (text: string) => text.replace('Country', 'State') }, `${SCN}.csv, line 1, column Country`],
  ['a city among members that are none', { memberships: (text: string) => text.replace(',ASSOCIATION,', ',CITY,') }, 'column member_kind'],
  [
    'a decision on a row that is not there',
    { roster_decisions: (text: string) => text.replace('Athens', 'Sparta') },
    'column name_as_listed',
  ],
  [
    'a decision without a reason',
    { roster_decisions: (text: string) => `${text}scn,x,y,CORRECTED,z,\n`.replace(/,The largest.*/, ',') },
    'column reason',
  ],
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
