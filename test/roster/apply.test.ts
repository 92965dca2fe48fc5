import { sql } from '../../src/platform/sql';
import { applyImport } from '../../src/roster/apply';
import { revertImport } from '../../src/roster/revert';
import { reviewRows } from '../../src/roster/review';
import { inTurn } from '../../src/roster/transaction';
import { heldNow, type RosterWorld, rosterWorld, uploaded } from './kit';

let world: RosterWorld;
beforeEach(async () => {
  world = await rosterWorld([
    ['Tangier', 'MA', 'طنجة'],
    ['Rabat', 'MA', 'الرباط'],
    ['Oslo', 'NO'],
    ['Valletta', 'MT'],
  ]);
});
afterEach(() => world.db.close());

const FIRST = 'City,Country,Tier,Member since\nTangier,Morocco,full,2020\nOslo,Norway,observer,\n';

async function applied(file: string, given = {}) {
  const { id } = await uploaded(world, file, given);
  return { id, answer: await applyImport(world.db, id) };
}

it('records who is listed as members, with tier and start as given', async () => {
  const { answer } = await applied(FIRST);
  expect(answer).toMatchObject({ outcome: 'applied', counts: { join: 2 } });
  expect(await heldNow(world)).toEqual([
    { name: 'Oslo', status: 'ACTIVE', from: null, to: null, tier: 'observer' },
    { name: 'Tangier', status: 'ACTIVE', from: '2020', to: null, tier: 'full' },
  ]);
});

it('changes nothing when the same file comes again, and has it for a further source', async () => {
  await applied(FIRST);
  const [before] = await world.db.rows<{ last: string }>(sql`SELECT last FROM change_counter`);
  const { answer } = await applied(FIRST, { isComplete: true });
  expect(answer).toMatchObject({ outcome: 'applied', counts: { join: 0, 'change-tier': 0, leave: 0, unchanged: 2 } });
  const since = await world.db.rows(sql`SELECT entity_type AS type FROM change WHERE sequence > ${before?.last}`);
  expect(since).toEqual([{ type: 'Source' }]);
});

it('lets a complete roster end who is not on it, change tiers, and undoes it exactly', async () => {
  await applied(FIRST, { asOf: '2025-01-31' });
  const before = await heldNow(world);
  const { id, answer } = await applied('City,Country,Tier\nOslo,Norway,full\nRabat,Morocco,full\n', { isComplete: true });
  expect(answer).toMatchObject({ outcome: 'applied', counts: { join: 1, 'change-tier': 1, leave: 1 } });
  expect(await heldNow(world)).toEqual([
    { name: 'Oslo', status: 'ACTIVE', from: null, to: '2026-01-30', tier: 'observer' },
    { name: 'Oslo', status: 'ACTIVE', from: '2026-01-31', to: null, tier: 'full' },
    { name: 'Rabat', status: 'ACTIVE', from: null, to: null, tier: 'full' },
    { name: 'Tangier', status: 'ACTIVE', from: '2020', to: '2026-01-30', tier: 'full' },
    { name: 'Tangier', status: 'WITHDRAWN', from: '2026-01-31', to: null, tier: 'full' },
  ]);
  expect(await revertImport(world.db, id)).toEqual({ outcome: 'reverted' });
  expect(await heldNow(world)).toEqual(before);
});

describe('a complete roster that may be half of a file', () => {
  const NAMES =
    'Alta Arendal Bergen Bodø Drammen Egersund Elverum Fauske Florø Gjøvik Halden Hamar Harstad Haugesund Honningsvåg Horten Kongsberg Kragerø Larvik Levanger Lillehammer Mandal Molde Moss Namsos Narvik Notodden Porsgrunn Stavanger Tromsø';
  const TOWNS = NAMES.split(' ');
  let large: RosterWorld;
  const rosterOf = async (many: number, given: object) =>
    (
      await uploaded(
        large,
        `City,Country\n${TOWNS.slice(0, many)
          .map((name) => `${name},Norway\n`)
          .join('')}`,
        given,
      )
    ).id;
  beforeEach(async () => {
    large = await rosterWorld(TOWNS.map((name) => [name, 'NO']));
    const all = await rosterOf(30, { asOf: '2025-01-31' });
    expect(await applyImport(large.db, all)).toMatchObject({ outcome: 'applied', counts: { join: 30 } });
  });
  afterEach(() => large.db.close());

  it('lets nobody go until somebody confirms it', async () => {
    const id = await rosterOf(19, { isComplete: true });
    const message =
      '11 of 30 members would leave because a complete roster does not list them; is the file whole? If so, confirm that they leave.';
    expect(await applyImport(large.db, id)).toMatchObject({ outcome: 'refused', refusal: { code: 'ROSTER_NOT_REVIEWED', message } });
    expect((await heldNow(large)).filter(({ status }) => status !== 'ACTIVE')).toEqual([]);
    expect(await applyImport(large.db, id, { confirmLeaves: true })).toMatchObject({ outcome: 'applied', counts: { leave: 11 } });
  });

  it('needs no such word for a few', async () => {
    expect(await applyImport(large.db, await rosterOf(20, { isComplete: true }))).toMatchObject({
      outcome: 'applied',
      counts: { leave: 10 },
    });
  });
});

it('leaves nothing to be seen of an import that nobody applied', async () => {
  const count = () => world.db.rows<{ last: string }>(sql`SELECT last FROM change_counter`);
  const before = await count();
  await uploaded(world, FIRST);
  expect(await heldNow(world)).toEqual([]);
  expect(await count()).toEqual(before);
});

it('applied twice at once is applied once', async () => {
  const { id } = await uploaded(world, FIRST);
  const done = await Promise.all([applyImport(world.db, id), applyImport(world.db, id)]);
  expect(done.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'refused']);
  expect(await heldNow(world)).toHaveLength(2);
});

it('takes the same file uploaded twice at once as one', async () => {
  const [one, two] = [await uploaded(world, FIRST), await uploaded(world, FIRST)];
  const done = await Promise.all([applyImport(world.db, one.id), applyImport(world.db, two.id)]);
  const late = [one, two].filter((_, at) => done[at]?.outcome === 'refused');
  expect(done).toContainEqual(expect.objectContaining({ outcome: 'applied', counts: expect.objectContaining({ join: 2 }) }));
  for (const { id } of late) expect(await applyImport(world.db, id)).toMatchObject({ outcome: 'applied', counts: { join: 0 } });
  expect(await heldNow(world)).toHaveLength(2);
});

it('refuses at once while another import of the organisation is being applied', async () => {
  const { id } = await uploaded(world, FIRST);
  const busy = { code: 'VERSION_CONFLICT', message: 'Another import of this organisation is being applied; try again.' };
  await inTurn(world.db, world.organizationId, async () => {
    const asked = Array.from({ length: 20 }, () => applyImport(world.db, id));
    expect(new Set((await Promise.all(asked)).map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
    expect(await applyImport(world.db, id)).toMatchObject({ refusal: busy });
    expect(await revertImport(world.db, id)).toMatchObject({ refusal: busy });
    expect(await reviewRows(world.db, { importId: id, decisions: [], decidedBy: 'tester' })).toMatchObject([busy]);
  });
  await expect(inTurn(world.db, world.organizationId, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await applyImport(world.db, id)).toMatchObject({ outcome: 'applied' });
});

it('is all or nothing when the database refuses a part', async () => {
  const { id } = await uploaded(world, FIRST);
  await world.db.rows(sql`ALTER TABLE membership_transition ADD CONSTRAINT no_more CHECK (false) NOT VALID`);
  expect(await applyImport(world.db, id)).toMatchObject({ outcome: 'refused' });
  expect(await heldNow(world)).toEqual([]);
  await world.db.rows(sql`ALTER TABLE membership_transition DROP CONSTRAINT no_more`);
  expect(await applyImport(world.db, id)).toMatchObject({ outcome: 'applied' });
});

it('names the row that breaks a rule, which no second try would mend', async () => {
  const { id } = await uploaded(world, FIRST);
  await world.db.rows(sql`ALTER TABLE membership ADD CONSTRAINT no_oslo CHECK (name_as_listed <> 'Oslo') NOT VALID`);
  expect(await applyImport(world.db, id)).toMatchObject({
    refusal: { code: 'INVALID', message: expect.stringMatching(/^Line 3, "Oslo": .*no_oslo/) },
  });
  expect(await heldNow(world)).toEqual([]);
});

it('is in conflict with who recorded something at a later time', async () => {
  await applied(FIRST, { asOf: '2025-01-31' });
  const { id } = await uploaded(world, 'City,Country,Tier\nOslo,Norway,full\n');
  await world.db.rows(sql`ALTER TABLE membership DISABLE TRIGGER USER`);
  await world.db.rows(sql`UPDATE membership SET recorded_at = now() + interval '1 hour'`);
  await world.db.rows(sql`ALTER TABLE membership ENABLE TRIGGER USER`);
  expect(await applyImport(world.db, id)).toMatchObject({ refusal: { code: 'VERSION_CONFLICT' } });
});

it('tells the feed why, for whom, and where it was read', async () => {
  await applied(FIRST);
  const changes = await world.db.rows(sql`
    SELECT DISTINCT c.reason, c.on_behalf_of_id AS "for", s.kind, ci.locator, ci.as_of AS "asOf", ci.quote
    FROM change AS c JOIN citation AS ci USING (version_id) JOIN source AS s ON s.id = ci.source_id
    WHERE c.entity_type = 'Membership' AND c.reason IS NOT NULL ORDER BY ci.locator`);
  const said = { reason: 'Roster as of 2026-01-31', for: world.organizationId, kind: 'ROSTER', asOf: '2026-01-31' };
  expect(changes).toEqual([
    { ...said, locator: 'line 2', quote: 'Tangier' },
    { ...said, locator: 'line 3', quote: 'Oslo' },
  ]);
});

it('keeps the sources of what it brings back', async () => {
  await applied(FIRST, { asOf: '2025-01-31' });
  const cited = () =>
    world.db.rows(sql`
    SELECT a.name, array_agg(ci.source_id || ' ' || ci.as_of || ' ' || ci.locator ORDER BY ci.id) AS cited FROM membership AS m
    JOIN actor AS a ON a.id = m.member_id JOIN citation AS ci USING (version_id) WHERE m.superseded_at = 'infinity' GROUP BY a.name ORDER BY a.name`);
  const before = await cited();
  const { id } = await applied('City,Country\nOslo,Norway\n', { isComplete: true });
  expect(await cited()).not.toEqual(before);
  await revertImport(world.db, id);
  expect(await cited()).toEqual(before);
});

it('reverts whatever came after on other rows, but nothing that was changed since', async () => {
  const first = await applied('City,Country\nOslo,Norway\n', { asOf: '2025-01-31' });
  const second = await applied('City,Country,Tier\nOslo,Norway,full\n');
  const third = await applied('City,Country\nValletta,Malta\n');
  expect(await revertImport(world.db, first.id)).toMatchObject({ outcome: 'refused', refusal: { code: 'VERSION_CONFLICT' } });
  expect(await revertImport(world.db, second.id)).toEqual({ outcome: 'reverted' });
  expect(await revertImport(world.db, first.id)).toEqual({ outcome: 'reverted' });
  expect((await heldNow(world)).map(({ name }) => name)).toEqual(['Valletta']);
  expect(await revertImport(world.db, third.id)).toEqual({ outcome: 'reverted' });
  expect(await revertImport(world.db, third.id)).toMatchObject({ outcome: 'refused' });
  expect(await heldNow(world)).toEqual([]);
});

it('undoes nothing newer when an old roster comes late', async () => {
  await applied(FIRST);
  const { answer } = await applied('City,Country,Tier\nOslo,Norway,observer\n', { asOf: '2024-01-31', isComplete: true });
  expect(answer).toMatchObject({ outcome: 'applied', counts: { leave: 0, unchanged: 1 } });
});

it('remembers a roster that changed nothing when an older one comes late', async () => {
  const file = 'City,Country\nTangier,Morocco\n';
  await applied(file, { asOf: '2025-01-31' });
  const later = await applied(file);
  expect(later.answer).toMatchObject({ counts: { unchanged: 1 } });
  const older = { asOf: '2025-06-30', isComplete: true };
  expect((await applied('City,Country\nOslo,Norway\n', older)).answer).toMatchObject({ counts: { join: 1, leave: 0 } });
  await revertImport(world.db, later.id);
  expect((await applied('City,Country\nOslo,Norway\n', older)).answer).toMatchObject({ counts: { leave: 1 } });
});

it('reverts nothing that a roster applied since bears out', async () => {
  const first = await applied(FIRST, { asOf: '2025-01-31' });
  const second = await applied('City,Country\nOslo,Norway\n', { asOf: '2025-06-30', isComplete: true });
  expect(second.answer).toMatchObject({ counts: { unchanged: 1, leave: 1 } });
  const third = await applied('City,Country\nOslo,Norway\n', { isComplete: true });
  expect(third.answer).toMatchObject({ counts: { unchanged: 1, leave: 0 } });
  const before = await heldNow(world);
  for (const { id } of [first, second])
    expect(await revertImport(world.db, id)).toMatchObject({
      refusal: { code: 'VERSION_CONFLICT', message: expect.stringContaining('as of 2026-01-31') },
    });
  expect(await heldNow(world)).toEqual(before);
  for (const { id } of [third, second, first]) expect(await revertImport(world.db, id)).toEqual({ outcome: 'reverted' });
  expect(await heldNow(world)).toEqual([]);
});

it('records who has left by the roster itself', async () => {
  await applied('City,Country,Member since,Until\nOslo,Norway,2015,2019\n');
  expect(await heldNow(world)).toEqual([
    { name: 'Oslo', status: 'ACTIVE', from: '2015', to: '2019', tier: null },
    { name: 'Oslo', status: 'EXPIRED', from: '2020-01-01', to: null, tier: null },
  ]);
  await applied('City,Country\nOslo,Norway\n');
  expect((await heldNow(world)).map(({ status, from, to }) => [status, from, to])).toEqual([
    ['ACTIVE', '2015', '2019'],
    ['EXPIRED', '2020-01-01', '2026-01-30'],
    ['ACTIVE', '2026-01-31', null],
  ]);
});
