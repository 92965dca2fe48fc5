import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalMatcher } from '../../src/identity/local-matcher';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { gazetteerLines, importGazetteer, loadWorld } from '../../src/world';
import { answer } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { DATA } from '../kit/world';
import { smallGazetteer } from './small';

let db: HubDatabase;
let folder: string;
const silent = () => undefined;
beforeAll(async () => {
  db = await migratedDatabase();
  folder = mkdtempSync(join(tmpdir(), 'hub-gazetteer-test-'));
  await loadWorld(db, { dataFolder: DATA, gazetteer: smallGazetteer(), report: silent });
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

function place(id: string, name: string, population: number, { kind = 'P', others = '' } = {}): string {
  return [
    id,
    name,
    name,
    others,
    '35.46',
    '-6.03',
    kind,
    'PPL',
    'MA',
    '',
    '01',
    '',
    '',
    '',
    population,
    '',
    '',
    'Africa/Casablanca',
    '2026-01-01',
  ].join('\t');
}

const PLACES = [
  place('990000001', 'Asilah', 31_147, { others: 'Asilah,Arcila,أصيلة' }),
  place('990000002', 'Ksar Sghir', 11_000),
  place('990000003', 'A hamlet', 900),
  place('990000004', 'A mountain', 5_000, { kind: 'T' }),
];

/** Number, place, language, name, then marks: preferred, short, colloquial, historic. */
const NAMES = [
  '1\t990000001\tar\tأصيلة\t1\t\t\t\t\t',
  '2\t990000001\tfr\tArzila\t\t\t\t\t\t',
  '3\t990000001\tfr\tAssilah\t1\t\t\t\t\t',
  '4\t990000001\tla\tZilis\t\t\t\t1\t\t',
  '5\t990000001\twkdt\tQ990000001\t\t\t\t\t\t',
  '6\t990000001\tunlc\tMAZZ9\t\t\t\t\t\t',
  '7\t990000001\tlink\thttps://en.wikipedia.org/wiki/Asilah\t\t\t\t\t\t',
  '8\t990000002\twkdt\tQ126148\t\t\t\t\t\t',
  '9\t1\ten\tA place elsewhere\t\t\t\t\t\t',
];

function written(name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

function bring(places: readonly string[], names?: readonly string[], population = 1000) {
  const alternateNames = names && written('alternateNamesV2.txt', names);
  const options = { allCountries: written('allCountries.txt', places), alternateNames, population, dataFolder: DATA };
  return importGazetteer(db, { ...options, report: silent });
}

const cities = () =>
  db.rows(sql`
  SELECT slug, population, wikidata_id AS wikidata, unlocode FROM city WHERE geonames_id >= 990000001 ORDER BY geonames_id`);
const everything = () =>
  db.rows(sql`
  SELECT (SELECT count(*) FROM city) AS cities, (SELECT count(*) FROM place_name) AS names, (SELECT count(*) FROM external_id) AS ids,
    (SELECT count(*) FROM world_release) AS releases, (SELECT last FROM change_counter) AS changes`);

it.each([
  [
    'a place with a cell too few',
    [PLACES[0]!, PLACES[1]!.replace(/\t[^\t]*$/, '')],
    NAMES,
    'allCountries.txt, line 2, column modification date: the line has 18 cells, not 19.',
  ],
  [
    'a place off the earth',
    [PLACES[0]!.replace('35.46', '95.46')],
    NAMES,
    'allCountries.txt, line 1, column latitude: "95.46" is no number from -90 to 90.',
  ],
  [
    'a place that is there twice',
    [...PLACES, PLACES[1]!],
    NAMES,
    'allCountries.txt, line 5, column geonameid: the place 990000002 is in the file twice.',
  ],
  [
    'a name of nothing',
    PLACES,
    [NAMES[0]!, NAMES[1]!.replace('990000001', 'Asilah')],
    'alternateNamesV2.txt, line 2, column geonameid: "Asilah" is no number of 0 or more.',
  ],
])('refuses %s with line and column, and writes nothing', async (_, places, names, message) => {
  const before = await everything();
  await expect(bring(places, names)).rejects.toThrow(message);
  expect(await everything()).toEqual(before);
});

it('adds places with people enough, with the identifiers that are free, and tells of those that are taken', async () => {
  const report = await bring(PLACES, NAMES);
  expect(await cities()).toEqual([
    { slug: 'ma-asilah', population: 31_147, wikidata: 'Q990000001', unlocode: 'MAZZ9' },
    { slug: 'ma-ksar-sghir', population: 11_000, wikidata: null, unlocode: null },
  ]);
  expect(gazetteerLines(report)).toEqual([
    '2 places are new or changed; 7 names written, 2 identifiers given.',
    expect.stringContaining('Q126148 of ma-ksar-sghir'),
  ]);
});

it('knows the language of names, the preferred first, and which are of the past', async () => {
  expect(
    await db.rows(sql`
    SELECT n.value, n.language, n.kind FROM place_name AS n JOIN city AS c ON c.id = n.city_id WHERE slug = 'ma-asilah' ORDER BY position`),
  ).toEqual([
    { value: 'Asilah', language: null, kind: 'COMMON' },
    { value: 'أصيلة', language: 'ar', kind: 'COMMON' },
    { value: 'Assilah', language: 'fr', kind: 'COMMON' },
    { value: 'Arzila', language: 'fr', kind: 'COMMON' },
    { value: 'Zilis', language: 'la', kind: 'FORMER' },
    { value: 'Arcila', language: null, kind: 'COMMON' },
  ]);
});

it('calls a place by its name in the language of the reader', async () => {
  const QUERY = '{ city(slug: "ma-asilah") { name names(language: "la") { value language kind } } }';
  expect(await answer(db, QUERY, { acceptLanguage: 'fr' })).toEqual({
    city: { name: 'Assilah', names: [{ value: 'Zilis', language: 'la', kind: 'FORMER' }] },
  });
  expect(await answer(db, QUERY, { acceptLanguage: 'ar' })).toMatchObject({ city: { name: 'أصيلة' } });
  // Only a former name is in Latin.
  expect(await answer(db, QUERY, { acceptLanguage: 'la' })).toMatchObject({ city: { name: 'Asilah' } });
});

it('changes nothing the second time', async () => {
  const before = await everything();
  expect((await bring(PLACES, NAMES)).written).toMatchObject({ city: 0, place_name: 0, 'places identified': 0 });
  expect(await everything()).toEqual(before);
});

it('writes the names of a place again when one of them is said to be of another language', async () => {
  const matcher = new LocalMatcher(db);
  expect((await matcher.cities([{ name: 'Zilis Nova' }]))[0]!.decision).not.toBe('MATCH');
  const report = await bring(PLACES, [
    ...NAMES.slice(1),
    '1\t990000001\tary\tأصيلة\t1\t\t\t\t\t',
    '10\t990000001\t\tZilis Nova\t\t\t\t1\t\t',
  ]);
  expect(report.written).toMatchObject({ city: 0, place_name: 7 });
  // A matcher that was there before hears of it.
  expect((await matcher.cities([{ name: 'Zilis Nova' }]))[0]).toMatchObject({ decision: 'MATCH' });
});

it('takes smaller places when told so, and keeps the languages it knows when they are not told again', async () => {
  await bring(PLACES, undefined, 500);
  expect((await cities()).map((city) => (city as { slug: string }).slug)).toContain('ma-a-hamlet');
  expect(await db.rows(sql`SELECT value FROM place_name WHERE language = 'fr' ORDER BY position`)).toEqual([
    { value: 'Assilah' },
    { value: 'Arzila' },
  ]);
});
