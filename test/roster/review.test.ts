import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poolOf } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { applyImport } from '../../src/roster/apply';
import { revertImport } from '../../src/roster/revert';
import { type RowDecision, reviewRows } from '../../src/roster/review';
import { decisionsIn, reviewFile } from '../../src/roster/review-file';
import { importOf } from '../../src/roster/store';
import { heldNow, type RosterWorld, rosterWorld, rowsIn, uploaded } from './kit';

let world: RosterWorld;
beforeEach(async () => {
  world = await rosterWorld([
    ['Tangier', 'MA', 'طنجة'],
    ['Rabat', 'MA', 'الرباط'],
    ['Oslo', 'NO'],
  ]);
});
afterEach(() => world.db.close());

/** Rows of a file, as the hub decides them. */
async function read(file: string) {
  const held = await uploaded(world, file);
  return { id: held.id, held, rows: await rowsIn(world.db, held.id) };
}

const decide = (importId: string, decisions: readonly RowDecision[]) => reviewRows(world.db, { importId, decisions, decidedBy: 'tester' });

it('takes what is sure, and says how it was found', async () => {
  const { held, rows } = await read('City,Country,GeoNames ID\nOSLO,Norway,\nطنجة,المغرب,\nRabat,MA,2\n');
  expect(held).toMatchObject({ status: 'REVIEW', rowCount: 3, matchedCount: 3, reviewCount: 0, unmatchedCount: 0 });
  expect(rows.map(({ decision, method }) => [decision, method])).toEqual([
    ['MATCH', 'EXACT_NAME'],
    ['MATCH', 'EXACT_NAME'],
    ['MATCH', 'IDENTIFIER'],
  ]);
});

it('lets no name with hidden or look-alike letters, and no formula, pass by itself', async () => {
  const { rows } = await read('City,Country\nО\u0073lo,Norway\n\u202Eolso\u202C,Norway\nO\u200Bslo,Norway\n=Oslo,Norway\n');
  expect(rows.map(({ decision, reasons }) => [decision === 'MATCH', reasons.at(-1)])).toEqual([
    [false, 'MIXED_SCRIPTS'],
    [false, 'HIDDEN_CHARACTERS'],
    [false, expect.stringMatching(/HIDDEN_CHARACTERS|ANOTHER_LINE/)],
    [false, expect.stringMatching(/FORMULA|ANOTHER_LINE/)],
  ]);
  expect(rows[0]?.nameAsListed).toBe('Оslo');
});

it('lets no two look-alikes pass as one', async () => {
  const { rows } = await read('City,Country\nPopa,Norway\nРора,Norway\n');
  expect(rows[1]).toMatchObject({ reasons: expect.arrayContaining(['LOOKS_LIKE_ANOTHER_LINE']) });
});

it('asks about a second name of the same city, and not about the same row twice', async () => {
  const { rows } = await read('City,Country\nTangier,Morocco\nTangier,Morocco\nطنجة,Morocco\n');
  expect(rows.map(({ decision }) => decision)).toEqual(['MATCH', 'MATCH', 'REVIEW']);
  expect(rows[2]?.issues).toMatchObject([
    { code: 'SAME_MEMBER_AS_ANOTHER_LINE', message: 'Line 4: seems to be the same member as line 2.' },
  ]);
});

it('is not applied while a row waits for a person', async () => {
  const { id } = await read('City,Country\nOslo,Norway\nAtlantis,Norway\n');
  expect(await applyImport(world.db, id)).toMatchObject({
    outcome: 'refused',
    refusal: { code: 'ROSTER_NOT_REVIEWED', message: expect.stringContaining('line 3') },
  });
  expect(await heldNow(world)).toEqual([]);
});

it('makes a local government of its own of a row that is none the hub has, and finds it the next time', async () => {
  const { id, rows } = await read('City,Country,Type\nAtlantis Council,Norway,County\n');
  expect(await decide(id, [{ rowId: rows[0]!.id, resolution: 'NEW_CITY', cityId: null }])).toEqual([]);
  expect(await applyImport(world.db, id)).toMatchObject({ outcome: 'applied', counts: { join: 1 } });
  expect(await world.db.rows(sql`SELECT slug, kind, country_code AS country FROM city WHERE slug LIKE '%atlantis%'`)).toEqual([
    { slug: 'no-atlantis-council', kind: 'COUNTY', country: 'NO' },
  ]);
  const again = await read('City,Country,Type\nAtlantis Council,Norway,County\n');
  expect(again.rows[0]).toMatchObject({ decision: 'MATCH' });
  expect(await applyImport(world.db, again.id)).toMatchObject({ counts: { join: 0, unchanged: 1 } });
  expect(await revertImport(world.db, again.id)).toEqual({ outcome: 'reverted' });
  expect(await revertImport(world.db, id)).toEqual({ outcome: 'reverted' });
  expect(await heldNow(world)).toEqual([]);
});

it('makes no second local government of a row that another import has made one of since', async () => {
  const file = 'City,Country\nAtlantis,Norway\n';
  const both = [await read(file), await read(file)];
  for (const { id, rows } of both) await decide(id, [{ rowId: rows[0]!.id, resolution: 'NEW_CITY', cityId: null }]);
  expect(await applyImport(world.db, both[0]!.id)).toMatchObject({ counts: { join: 1 } });
  expect(await applyImport(world.db, both[1]!.id)).toMatchObject({ counts: { join: 0, unchanged: 1 } });
  const [city, ...others] = await world.db.rows<{ id: string }>(sql`SELECT id FROM city WHERE slug LIKE 'no-atlantis%'`);
  expect(others).toEqual([]);
  expect((await rowsIn(world.db, both[1]!.id))[0]).toMatchObject({ resolvedCityId: city!.id });
});

it('tries again when somebody makes a local government with the same slug at the same time', async () => {
  const { id, rows } = await read('City,Country\nAtlantis,Norway\n');
  await decide(id, [{ rowId: rows[0]!.id, resolution: 'NEW_CITY', cityId: null }]);
  // Without the feed, in which writers wait for each other before either looks for a slug.
  await world.db.rows(sql`ALTER TABLE city DISABLE TRIGGER USER`);
  const other = await poolOf(world.db.source).connect();
  await other.query('BEGIN');
  await other.query("UPDATE city SET slug = 'no-atlantis' WHERE slug = 'no-oslo'");
  const applying = applyImport(world.db, id);
  const waits = sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await world.db.rows(waits)).length === 0) await new Promise((done) => setTimeout(done, 10));
  await other.query('COMMIT');
  other.release();
  expect(await applying).toMatchObject({ outcome: 'applied', counts: { join: 1 } });
  expect(await world.db.rows(sql`SELECT slug FROM city WHERE slug LIKE 'no-%' ORDER BY slug`)).toEqual([
    { slug: 'no-atlantis' },
    { slug: 'no-atlantis-2' },
  ]);
});

it('is corrected, skipped and accepted by a person, all or nothing, with reasons when it cannot be', async () => {
  const { id, rows } = await read('City,Country\nAtlantis,Norway\nNowhere,\nTanger Med,Morocco\n');
  const [atlantis, nowhere, third] = rows.map(({ id: rowId }) => rowId) as [string, string, string];
  const oslo = world.cities.get('Oslo')!;
  expect(
    await decide(id, [
      { rowId: atlantis, resolution: 'CORRECTED', cityId: third },
      { rowId: nowhere, resolution: 'NEW_CITY', cityId: null },
      { rowId: oslo, resolution: 'SKIPPED', cityId: null },
    ]),
  ).toMatchObject([
    { code: 'NOT_FOUND', field: ['decisions', '0', 'cityId'] },
    { code: 'INVALID', field: ['decisions', '1', 'resolution'] },
    { code: 'NOT_FOUND', field: ['decisions', '2', 'rowId'] },
  ]);
  expect((await rowsIn(world.db, id)).every(({ resolution }) => resolution === null)).toBe(true);
  await decide(id, [
    { rowId: atlantis, resolution: 'CORRECTED', cityId: oslo },
    { rowId: nowhere, resolution: 'SKIPPED', cityId: null },
    { rowId: third, resolution: 'SKIPPED', cityId: null },
  ]);
  expect(await applyImport(world.db, id)).toMatchObject({ outcome: 'applied', counts: { join: 1 } });
  expect(await heldNow(world)).toMatchObject([{ name: 'Oslo' }]);
  expect(await decide(id, [{ rowId: atlantis, resolution: 'SKIPPED', cityId: null }])).toMatchObject([
    { code: 'STATUS_TRANSITION_NOT_ALLOWED' },
  ]);
});

it('lets nobody leave who was listed before by the name of a row that is left out', async () => {
  const before = await read('City,Country\nAtlantis,Norway\nRabat,Morocco\n');
  await decide(before.id, [{ rowId: before.rows[0]!.id, resolution: 'CORRECTED', cityId: world.cities.get('Oslo')! }]);
  expect(await applyImport(world.db, before.id)).toMatchObject({ counts: { join: 2 } });
  const held = await uploaded(world, 'City,Country\nATLANTIS,Norway\nTangier,Morocco\n', { isComplete: true });
  const [row] = await rowsIn(world.db, held.id);
  expect(row).toMatchObject({ decision: 'NO_MATCH', candidates: [] });
  await decide(held.id, [{ rowId: row!.id, resolution: 'SKIPPED', cityId: null }]);
  expect(await applyImport(world.db, held.id)).toMatchObject({ counts: { join: 1, leave: 1 } });
  expect((await heldNow(world)).filter(({ to, status }) => to === null && status === 'ACTIVE').map(({ name }) => name)).toEqual([
    'Oslo',
    'Tangier',
  ]);
});

it('is refused when it decides a row twice', async () => {
  const { id, rows } = await read('City,Country\nAtlantis,Norway\n');
  const rowId = rows[0]!.id;
  const skipped = { rowId, resolution: 'SKIPPED', cityId: null } as const;
  expect(await decide(id, [skipped, { ...skipped, resolution: 'NEW_CITY' }])).toEqual([
    { code: 'INVALID', field: ['decisions', '1', 'rowId'], message: 'Line 2 is decided twice; say once what it is.' },
  ]);
  expect((await rowsIn(world.db, id))[0]).toMatchObject({ resolution: null });
});

it('comes as a file one can edit in a spreadsheet and send back', async () => {
  const { id } = await read('City,Country\n=Atlantis,Norway\nRabat,Morocco\n"Nowhere, at all",\n');
  const file = await reviewFile(world.db, id);
  expect(file).toContain("'=Atlantis");
  expect(file).not.toContain('Rabat');
  const edited = file
    .split('\r\n')
    .map((line) => (line.includes('Atlantis') ? line.replace(/,,,$/, ',corrected,no-oslo,') : line.replace(/,,,$/, ',SKIPPED,,')))
    .join('\r\n');
  const decisions = await decisionsIn(world.db, id, edited);
  expect(decisions.map(({ resolution, cityId }) => [resolution, cityId])).toEqual([
    ['CORRECTED', world.cities.get('Oslo')],
    ['SKIPPED', null],
  ]);
  await expect(decisionsIn(world.db, id, edited.replace('no-oslo', 'no-where'))).rejects.toThrow(
    'Line 2, column 10: "no-where" is the slug of no city.',
  );
  await expect(decisionsIn(world.db, id, edited.replace('SKIPPED', 'perhaps'))).rejects.toThrow('Line 3, column 9: "perhaps" is none of');
});

it('comes back with as many rows as a roster may have, and no more', async () => {
  const { id } = await read('City,Country\nAtlantis,Norway\n');
  const header = 'row,line,name_as_listed,resolution\n';
  expect(await decisionsIn(world.db, id, header + '\n'.repeat(2 ** 20))).toEqual([]);
  await expect(decisionsIn(world.db, id, header + ',1,x,\n'.repeat(200_001))).rejects.toThrow(
    'Line 200002: there are more than 200,000 rows.',
  );
});

it('that cannot be read fails with the place, and keeps no row', async () => {
  const { held, rows } = await read(`City,Country\n${'Oslo,Norway\n'.repeat(2_000)}"Oslo,Norway\n`);
  expect(held).toMatchObject({ status: 'FAILED', problem: { code: 'UNTERMINATED_QUOTE', line: 2_002, column: 1 } });
  expect(rows).toEqual([]);
});

it('that was interrupted says so, and leaves nothing behind when the next one comes', async () => {
  const { id } = await read('City,Country\nOslo,Norway\n');
  await world.db.rows(sql`UPDATE roster_import SET status = 'MATCHING', progressed_at = now() - interval '1 hour' WHERE id = ${id}`);
  const interrupted = { status: 'FAILED', problem: { code: 'INTERRUPTED' } };
  expect(await importOf(world.db, id)).toMatchObject(interrupted);
  const [old, young] = [mkdtempSync(join(tmpdir(), 'hub-roster-')), mkdtempSync(join(tmpdir(), 'hub-roster-'))];
  writeFileSync(join(old, 'roster'), 'City');
  utimesSync(old, 0, 0);
  const next = await read('City,Country\nOslo,Norway\n');
  expect(await importOf(world.db, id)).toMatchObject(interrupted);
  expect(await rowsIn(world.db, id)).toEqual([]);
  expect(next.rows).toHaveLength(1);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  rmSync(young, { recursive: true });
});
