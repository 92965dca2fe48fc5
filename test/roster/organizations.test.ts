import { sql } from '../../src/platform/sql';
import { applyImport } from '../../src/roster/apply';
import { previewOf } from '../../src/roster/preview';
import { revertImport } from '../../src/roster/revert';
import { type RowDecision, reviewRows } from '../../src/roster/review';
import { decisionsIn, reviewFile } from '../../src/roster/review-file';
import { heldNow, type RosterWorld, rosterWorld, rowsIn, uploaded, withOrganizations, withTier } from './kit';

let world: RosterWorld;
let organizations: ReadonlyMap<string, string>;
beforeEach(async () => {
  world = await rosterWorld([
    ['Tangier', 'MA'],
    ['Rabat', 'MA'],
    ['Oslo', 'NO'],
  ]);
  organizations = await withOrganizations(world, [
    {
      kind: 'ASSOCIATION',
      slug: 'moroccan-councils',
      names: ['Moroccan Association of Communal Councils', 'Association marocaine des conseils communaux'],
      country: 'MA',
    },
    { kind: 'ASSOCIATION', slug: 'norwegian-municipalities', names: ['Norwegian Union of Municipalities'], acronym: 'NUM', country: 'NO' },
    { kind: 'INSTITUTION', slug: 'university-of-the-strait', names: ['University of the Strait'], country: 'MA' },
    { kind: 'NETWORK', slug: 'northern-ports', names: ['Northern Ports Network'] },
  ]);
});
afterEach(() => world.db.close());

const ROSTER = `Member,Country,Type,Tier
Tangier,Morocco,Ville,full
Association marocaine des conseils communaux,Maroc,Association nationale,
NUM,Norway,National association,
University of the Strait,Morocco,Université,
Finnmark,Norway,Province,
Northern Ports Network,,,
`;

async function read(file: string, given = {}) {
  const held = await uploaded(world, file, given);
  return { id: held.id, held, rows: await rowsIn(world.db, held.id) };
}

const decide = (importId: string, decisions: readonly RowDecision[]) => reviewRows(world.db, { importId, decisions, decidedBy: 'tester' });
const idOf = (slug: string) => organizations.get(slug)!;

/** A roster that is read, decided: the acronym by a person, the province left out, and applied. */
async function applied(given = {}) {
  const { id, rows } = await read(ROSTER, given);
  const refusals = await decide(id, [
    { rowId: rows[2]!.id, resolution: 'CORRECTED', cityId: null, organizationId: idOf('norwegian-municipalities') },
    { rowId: rows[4]!.id, resolution: 'SKIPPED', cityId: null },
  ]);
  expect(refusals).toEqual([]);
  return { id, answer: await applyImport(world.db, id) };
}

/** How many members there are now, by kind. */
async function kindsNow(): Promise<Record<string, number>> {
  const rows = await world.db.rows<{ kind: string; members: number }>(sql`
    SELECT a.kind, count(*)::int AS members FROM membership AS m JOIN actor AS a ON a.id = m.member_id
    WHERE m.organization_id = ${world.organizationId} AND m.superseded_at = 'infinity' AND m.status = 'ACTIVE' AND m.valid_to = 'infinity'
    GROUP BY 1`);
  return Object.fromEntries(rows.map(({ kind, members }) => [kind, members]));
}

describe('A roster of a network of cities and organisations', () => {
  it('is read: names decide, an acronym does not, and a province waits for a person', async () => {
    const { held, rows } = await read(ROSTER);
    expect(held).toMatchObject({ matchedCount: 4, rowCount: 6 });
    expect(rows.map(({ decision, cityId, organizationId }) => [decision, cityId ?? organizationId])).toEqual([
      ['MATCH', world.cities.get('Tangier')],
      ['MATCH', idOf('moroccan-councils')],
      ['REVIEW', null],
      ['MATCH', idOf('university-of-the-strait')],
      ['NO_MATCH', null],
      ['MATCH', idOf('northern-ports')],
    ]);
    expect(rows[1]?.issues).toEqual([]);
    expect(rows[2]).toMatchObject({
      reasons: expect.arrayContaining(['ACRONYM', 'NOT_A_CITY']),
      candidates: [{ organizationId: idOf('norwegian-municipalities') }],
      issues: [{ code: 'NOT_A_CITY', column: 3 }],
    });
  });

  it('shows who would join, and is applied when a person has decided the rest', async () => {
    const { held, rows } = await read(ROSTER);
    expect(await previewOf(world.db, held, 10)).toMatchObject({ joinCount: 4, needsReviewCount: 2, newCities: [] });
    expect((await previewOf(world.db, held, 10)).joined.map(({ memberId }) => memberId)).toContain(idOf('moroccan-councils'));
    expect(await applyImport(world.db, held.id)).toMatchObject({ outcome: 'refused', refusal: { code: 'ROSTER_NOT_REVIEWED' } });
    await decide(held.id, [
      { rowId: rows[2]!.id, resolution: 'ACCEPTED', cityId: null },
      { rowId: rows[4]!.id, resolution: 'SKIPPED', cityId: null },
    ]);
    expect(await applyImport(world.db, held.id)).toMatchObject({ outcome: 'applied', counts: { join: 5 } });
    expect(await kindsNow()).toEqual({ CITY: 1, ASSOCIATION: 2, INSTITUTION: 1, NETWORK: 1 });
  });

  it('changes nothing when it comes again, and is reverted exactly', async () => {
    const { id, answer } = await applied({ isComplete: true });
    expect(answer).toMatchObject({ counts: { join: 5 } });
    const again = await applied({ isComplete: true });
    expect(again.answer).toMatchObject({ outcome: 'applied', counts: { join: 0, leave: 0, 'change-tier': 0, unchanged: 5 } });
    expect(await revertImport(world.db, id)).toMatchObject({ outcome: 'refused', refusal: { code: 'VERSION_CONFLICT' } });
    expect(await revertImport(world.db, again.id)).toEqual({ outcome: 'reverted' });
    expect(await heldNow(world)).toHaveLength(5);
    expect(await revertImport(world.db, id)).toEqual({ outcome: 'reverted' });
    expect(await heldNow(world)).toEqual([]);
  });

  it('ends memberships of organisations when it is complete and lists some, and of cities when it lists some', async () => {
    await applied({ asOf: '2024-01-31' });
    const cities = await read('City,Country\nOslo,Norway\n', { asOf: '2025-01-31', isComplete: true });
    expect(await applyImport(world.db, cities.id)).toMatchObject({ counts: { join: 1, leave: 1 } });
    expect(await kindsNow()).toEqual({ CITY: 1, ASSOCIATION: 2, INSTITUTION: 1, NETWORK: 1 });
    const others = await read('Member,Type\nUniversity of the Strait,University\nNorthern Ports Network,Network\n', { isComplete: true });
    expect(await applyImport(world.db, others.id)).toMatchObject({ counts: { unchanged: 2, leave: 2 } });
    expect(await kindsNow()).toEqual({ CITY: 1, INSTITUTION: 1, NETWORK: 1 });
    // The roster of cities says nothing of organisations, and does not stand in the way of taking this back.
    expect(await revertImport(world.db, others.id)).toEqual({ outcome: 'reverted' });
    expect(await kindsNow()).toMatchObject({ ASSOCIATION: 2 });
  });

  it('can be taken back under a later complete roster of cities, which says nothing of organisations', async () => {
    await applied({ asOf: '2024-01-31' });
    const others = await read('Member,Type\nNorthern Ports Network,Network\n', { asOf: '2025-01-31', isComplete: true });
    expect(await applyImport(world.db, others.id)).toMatchObject({ counts: { leave: 3 } });
    const cities = await read('City,Country\nTangier,Morocco\n', { isComplete: true });
    expect(await applyImport(world.db, cities.id)).toMatchObject({ counts: { unchanged: 1, leave: 0 } });
    expect(await revertImport(world.db, others.id)).toEqual({ outcome: 'reverted' });
    expect(await kindsNow()).toMatchObject({ ASSOCIATION: 2 });
  });

  it('lets no organisation leave that a row which is left out may be', async () => {
    await applied({ asOf: '2024-01-31' });
    const { id, rows } = await read('Member,Country,Type\nNUM,Norway,Association\nNorthern Ports Network,,Network\n', { isComplete: true });
    await decide(id, [{ rowId: rows[0]!.id, resolution: 'SKIPPED', cityId: null }]);
    await applyImport(world.db, id);
    const left = (await heldNow(world)).filter(({ status }) => status === 'WITHDRAWN').map(({ name }) => name);
    expect(left).toEqual(['Moroccan Association of Communal Councils', 'University of the Strait']);
  });
});

describe('A person decides', () => {
  it('by a file one can edit in a spreadsheet, which names organisations by their slugs', async () => {
    const { id } = await read(ROSTER);
    const file = await reviewFile(world.db, id);
    expect(file).toMatch(/NUM,.*norwegian-municipalities \d+,,,\r\n/);
    const edited = (organization: string, city = '') =>
      file.replace(/(NUM,.*),,,\r\n/, `$1,CORRECTED,${city},${organization}\r\n`).replace(/(Finnmark,.*),,,\r\n/, '$1,SKIPPED,,\r\n');
    const decisions = await decisionsIn(world.db, id, edited('norwegian-municipalities'));
    expect(decisions).toMatchObject([{ cityId: null, organizationId: idOf('norwegian-municipalities') }, { resolution: 'SKIPPED' }]);
    expect(await decide(id, decisions)).toEqual([]);
    expect(await reviewFile(world.db, id)).toContain('CORRECTED,,norwegian-municipalities\r\n');
    await expect(decisionsIn(world.db, id, edited('no-oslo'))).rejects.toThrow('"no-oslo" is the slug of no organisation.');
    await expect(decisionsIn(world.db, id, edited('', 'norwegian-municipalities'))).rejects.toThrow('is the slug of no city.');
    const both = await decisionsIn(world.db, id, edited('norwegian-municipalities', 'no-oslo'));
    expect(await decide(id, both)).toMatchObject([{ code: 'INVALID', message: expect.stringContaining('one city or one organisation') }]);
  });

  it('but not that an organisation is a city, or a city an organisation, or the network a member of itself', async () => {
    const { id, rows } = await read(ROSTER);
    const corrected = { rowId: rows[2]!.id, resolution: 'CORRECTED' } as const;
    const refused = async (given: Pick<RowDecision, 'cityId' | 'organizationId'>) =>
      (await decide(id, [{ ...corrected, ...given }])).map(({ code, field }) => [code, field?.at(-1)]);
    expect(await refused({ cityId: idOf('northern-ports') })).toEqual([['NOT_FOUND', 'cityId']]);
    expect(await refused({ cityId: null, organizationId: world.cities.get('Oslo')! })).toEqual([['NOT_FOUND', 'organizationId']]);
    expect(await refused({ cityId: null, organizationId: world.organizationId })).toEqual([['INVALID', 'organizationId']]);
    expect(await refused({ cityId: null })).toEqual([['BLANK', 'cityId']]);
    expect((await rowsIn(world.db, id))[2]).toMatchObject({ resolution: null });
  });
});

describe('A row waits for a person', () => {
  it('when it names the organisation whose roster it is', async () => {
    const { id, rows } = await read('Member,Type\nA network,Network\n');
    expect(rows[0]).toMatchObject({ decision: 'REVIEW', reasons: ['MEMBER_OF_ITSELF'] });
    expect(await decide(id, [{ rowId: rows[0]!.id, resolution: 'ACCEPTED', cityId: null }])).toMatchObject([{ code: 'INVALID' }]);
  });

  it('when it says that it is a city and has the name of an organisation', async () => {
    const { rows } = await read('Member,Type\nNorthern Ports Network,City\n');
    expect(rows[0]).toMatchObject({ organizationId: null, cityId: null });
    expect(rows[0]?.decision).not.toBe('MATCH');
  });

  it('when it says no kind and is like a city too; the organisation of that very name comes first', async () => {
    const oslo = (await withOrganizations(world, [{ kind: 'NETWORK', slug: 'oslo', names: ['Oslo'] }])).get('oslo');
    const { id, rows } = await read('Member,Country\nOslo,Sweden\nOslo,Norway\n');
    expect(rows[0]).toMatchObject({ decision: 'REVIEW', candidates: [{ organizationId: oslo }, { cityId: world.cities.get('Oslo') }] });
    expect(rows[1]).toMatchObject({ decision: 'MATCH', cityId: world.cities.get('Oslo') });
    await decide(id, [{ rowId: rows[0]!.id, resolution: 'ACCEPTED', cityId: null }]);
    expect(await applyImport(world.db, id)).toMatchObject({ counts: { join: 2 } });
    expect(await kindsNow()).toEqual({ CITY: 1, NETWORK: 1 });
  });

  it('when its tier takes no such members; where a person takes it all the same, the words are kept as printed', async () => {
    await withTier(world, 'partner', '{ASSOCIATION,NETWORK}');
    const { id, rows } = await read(
      'Member,Type,Tier\nNorthern Ports Network,Network,partner\nUniversity of the Strait,University,partner\nOslo,City,partner\n',
    );
    expect(rows.map(({ decision, issues }) => [decision, ...issues.map(({ message }) => message)])).toEqual([
      ['MATCH'],
      ['REVIEW', 'Line 3: the tier "partner" takes no institutions.'],
      ['REVIEW', 'Line 4: the tier "partner" takes no cities.'],
    ]);
    await decide(id, [
      { rowId: rows[1]!.id, resolution: 'ACCEPTED', cityId: null },
      { rowId: rows[2]!.id, resolution: 'CORRECTED', cityId: null, organizationId: idOf('norwegian-municipalities') },
    ]);
    expect(await applyImport(world.db, id)).toMatchObject({ counts: { join: 3 } });
    expect((await heldNow(world)).map(({ name, tier }) => [name, tier])).toEqual([
      ['Northern Ports Network', 'partner'],
      ['Norwegian Union of Municipalities', 'partner'],
      ['University of the Strait', null],
    ]);
  });
});
