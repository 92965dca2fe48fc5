import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCommand } from '../../src/roster';
import { heldNow, type RosterWorld, rosterWorld } from './kit';

let world: RosterWorld;
let folder: string;
beforeEach(async () => {
  world = await rosterWorld([
    ['Tangier', 'MA'],
    ['Oslo', 'NO'],
  ]);
  folder = mkdtempSync(join(tmpdir(), 'hub-command-test-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await world.db.close();
});

async function run(text: string, options = {}) {
  const file = join(folder, 'members.csv');
  writeFileSync(file, text);
  const said: string[] = [];
  const steps = new Set<string>();
  const hub = { ...world, say: (line: string) => said.push(line), report: (step: string) => steps.add(step) };
  const end = await importCommand(hub, file, { organization: 'net', asOf: '2026-01-31', ...options });
  return { end, said, steps: [...steps] };
}

it('applies a roster that needs nobody, and says what it did', async () => {
  expect(await run('City,Country\nTangier,Morocco\n')).toEqual({
    end: 'applied',
    steps: ['Reading the file', 'Matching names'],
    said: [
      'Read 1 rows: 1 matched, 0 with candidates, 0 like nothing the hub has.',
      'As of 2026-01-31: 1 join, 0 change tier, 0 leave, 0 unchanged, 0 need a person.',
      'Applied 1 changes.',
    ],
  });
  expect((await run('City,Country\nTangier,Morocco\n')).said.at(-1)).toBe('Nothing has changed since.');
});

it('changes nothing in a dry run', async () => {
  expect(await run('City,Country\nTangier,Morocco\n', { dryRun: true })).toMatchObject({ end: 'previewed' });
  expect(await heldNow(world)).toEqual([]);
});

it('writes the rows that need a person into a file, and goes on when it comes back', async () => {
  const roster = 'City,Country\nTangier,Morocco\nAtlantis,Norway\n';
  const review = join(folder, 'members.csv.review.csv');
  expect(await run(roster)).toMatchObject({ end: 'needs-review' });
  expect(await heldNow(world)).toEqual([]);
  writeFileSync(review, readFileSync(review, 'utf8').replace(/,,,\r\n$/, ',NEW_CITY,,\r\n'));
  expect(await run(roster, { decisions: review })).toMatchObject({ end: 'applied' });
  expect((await heldNow(world)).map(({ name }) => name)).toEqual(['Atlantis', 'Tangier']);
});

it('leaves out the unsure when told so', async () => {
  expect((await run('City,Country\nTangier,Morocco\nAtlantis,Norway\n', { skipUnsure: true })).said).toContain(
    'Left out 1 rows that need a person.',
  );
  expect((await heldNow(world)).map(({ name }) => name)).toEqual(['Tangier']);
});

it('puts into the review what is sure but cannot be applied as it is, with the reason, and leaves it out when told so', async () => {
  const roster =
    'City,Country,Member since,Until\nOslo,Norway,2021-06-01,2021-05-01\nOslo,Norway,2021-06-01,2021-05-01\nTangier,Morocco,,\n';
  await run('City,Country,Member since\nTangier,Morocco,2020\n', { asOf: '2025-01-31' });
  await run('City,Country,Until\nTangier,Morocco,2025-12-31\n');
  const early = { asOf: '2025-06-30', complete: true };
  expect(await run('City,Country,Tier\nTangier,Morocco,full\n', early)).toMatchObject({ end: 'needs-review' });
  expect(readFileSync(join(folder, 'members.csv.review.csv'), 'utf8')).toMatch(
    /,Tangier,Morocco,,MATCH,a newer source says otherwise of this member,/,
  );
  expect(await run(roster)).toMatchObject({ end: 'needs-review' });
  expect(readFileSync(join(folder, 'members.csv.review.csv'), 'utf8').match(/,Oslo,Norway,.*it ends before it starts/g)).toHaveLength(2);
  expect(await run('City,Country,Tier\nTangier,Morocco,full\nOslo,Norway,\n', { ...early, skipUnsure: true })).toMatchObject({
    end: 'applied',
    said: expect.arrayContaining(['Left out 1 rows that need a person.', 'Applied 1 changes.']),
  });
});

it('takes columns by name, and fails with the place when it cannot read', async () => {
  expect(await run('Seat;Land\nOslo;Norge\n', { column: ['name=Seat'] })).toMatchObject({ end: 'applied' });
  await expect(run('City,Country\n"Oslo,NO\n')).rejects.toThrow('Line 2, column 1: the quote that opens this cell is never closed.');
  await expect(run('City\nOslo\n', { organization: 'nobody' })).rejects.toThrow('No organisation has the slug "nobody".');
  await expect(run('City\nOslo\n', { organization: 'A netw' })).rejects.toThrow('No organisation has the slug "A netw". Is it "net"?');
});

it('says in words why a row waits, and in its own what a cell says', async () => {
  await run('City;Land;Status\nNirgendwo;Norwegen;Beobachter\n', { review: join(folder, 'why.csv') });
  const review = readFileSync(join(folder, 'why.csv'), 'utf8');
  expect(review).toContain('the hub knows nothing like it; Line 2, column 3 (""Status""): ""Beobachter"" is no word for a member');
});
