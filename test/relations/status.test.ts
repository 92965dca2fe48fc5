import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { dataState } from '../../src/relations/data-status';
import type { DataRecord } from '../../src/relations/data-status.loader';
import { answer, ask, type Data } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { loadedWorld } from '../kit/world';
import { CITIES, insertFacts, newField, recordSpans, written } from './field';

const DAY = '2026-01-01';
const record = (given: Partial<DataRecord> = {}): DataRecord => ({
  ...{ organizationId: '', lastImportAt: new Date(0), isGathered: false, unresolvedNames: 0 },
  ...{ confirmedOn: DAY, metric: 'MEMBERS', reportedMembers: 100 },
  ...given,
});
const gradeOf = (given: Partial<DataRecord>, recorded = 100) => {
  const { grade, issues } = dataState(record(given), recorded, DAY);
  return `${grade} ${issues.map(({ word, number }) => `${word} ${number}`).join(', ')}`;
};

describe('The grade of data', () => {
  it('falls as what the organisation said grows old, and is lowest where it never said anything', () => {
    const days = ['2025-07-02', '2025-07-01', '2025-01-01', '2024-12-31', '2024-01-02', '2024-01-01', '2022-01-02', '2022-01-01', null];
    expect(days.map((confirmedOn) => gradeOf({ confirmedOn, reportedMembers: null }))).toEqual([
      ...[
        'A ',
        'B stale 184',
        'B stale 365',
        'C stale 366',
        'C stale 730',
        'D stale 731',
        'D stale 1460',
        'E stale 1461',
        'E neverConfirmed 0',
      ],
    ]);
  });

  it('is the mean with the share of the members claimed that are recorded, rounded towards the worse', () => {
    const halfFresh = { confirmedOn: '2024-01-02' };
    expect([121, 120, 100, 95, 94, 80, 79, 60, 59, 40, 39].map((recorded) => gradeOf({}, recorded)[0]).join('')).toBe('BAAABBBBCCC');
    expect([100, 80, 60, 40, 39].map((recorded) => gradeOf(halfFresh, recorded)[0]).join('')).toBe('BCCDD');
    expect([gradeOf({}, 121), gradeOf({}, 99)]).toEqual(['B moreThanReported 21', 'A missingMembers 1']);
  });

  it('is a letter less with many names that found no place, and E without members', () => {
    expect([gradeOf({ unresolvedNames: 5 }), gradeOf({ unresolvedNames: 6 })]).toEqual(['A unresolvedNames 5', 'B unresolvedNames 6']);
    expect(gradeOf({ confirmedOn: null, unresolvedNames: 60 }, 30)).toBe('E neverConfirmed 0, missingMembers 70, unresolvedNames 60');
    expect(gradeOf({ confirmedOn: null }, 0)).toBe('E noMembers 0');
  });

  it('tells how the data came', () => {
    const feed = (given: Partial<DataRecord>, recorded = 1) => dataState(record(given), recorded, DAY).feed;
    expect([feed({}), feed({ isGathered: true }), feed({ lastImportAt: null }), feed({}, 0)]).toEqual([
      ...['ROSTER_UPLOAD', 'SCRAPED_DATASET', 'MANUAL', 'NONE'],
    ]);
  });
});

describe('The state of data of a network', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await migratedDatabase();
  }, 60_000);
  afterAll(() => db.close());

  it('counts cities against cities, says what the organisation confirmed and when, in the asked language', async () => {
    const field = await newField(db);
    const join = (member: number) => ({ member, organization: CITIES, tier: null, status: 'ACTIVE' as const, from: null, to: null });
    await recordSpans(db, field, [join(0), join(1), join(CITIES + 1)]);
    const id = globalId('Network', field.actors[CITIES]!);
    const status = async (more = '') =>
      (
        await answer(
          db,
          `query ($id: ID!) { node(id: $id) { ... on Network { dataStatus { feed lastImportAt lastConfirmedAt staleDays recordedMembers reportedMembers
            coverage unresolvedNames grade issues${more} } } } }`,
          { variables: { id } },
        )
      ).node.dataStatus;
    expect(await status()).toEqual({
      ...{ feed: 'MANUAL', lastImportAt: null, lastConfirmedAt: null, staleDays: null, recordedMembers: 3, reportedMembers: null },
      ...{ coverage: null, unresolvedNames: 0, grade: 'E', issues: ['The organisation has not confirmed its members to the hub'] },
    });
    await written(db, async (tx) => {
      const figure = (value: number, metric: string, on: string) => ({
        ...{ id: crypto.randomUUID(), organization_id: field.actors[CITIES], metric, value, qualifier: 'EXACT' },
        ...{ as_printed: String(value), reported_on: on },
      });
      const figures = [figure(9, 'MEMBERS', '2020'), figure(4, 'MEMBER_CITIES', '2022'), figure(50, 'COUNTRIES', '2023')];
      await insertFacts(tx, field.source, 'ReportedFigure', 'reported_figure', figures);
      await insertFacts(
        tx,
        field.source,
        'Membership',
        'membership',
        [
          {
            ...{ id: crypto.randomUUID(), member_id: field.actors[2], organization_id: field.actors[CITIES], tier_id: null },
            ...{ status: 'ACTIVE', valid_from_given: null, valid_to_given: null, corroboration: 'ORGANIZATION' },
          },
        ],
        '2024-05',
      );
    });
    const told = await status(' french: issues(language: "fr") spanish: issues(language: "es") arabic: issues(language: "ar-MA")');
    const days = (Date.parse(new Date().toISOString().slice(0, 10)) - Date.parse('2024-05-01')) / 86_400_000;
    expect(told).toMatchObject({
      ...{ lastConfirmedAt: new Date('2024-05-01'), staleDays: days, recordedMembers: 3, reportedMembers: 4, coverage: 0.75 },
      issues: [`Days since the organisation last said who its members are: ${days}`, 'Members claimed but not recorded: 1'],
      french: [`Jours depuis que l’organisation a indiqué ses membres : ${days}`, 'Membres annoncés mais non enregistrés : 1'],
    });
    expect([told.spanish, told.arabic].map((issues) => issues.length)).toEqual([2, 2]);
    expect(told.arabic[1]).toMatch(/^[^a-z]+1$/);
  });
});

describe('The data of the default world', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await loadedWorld();
  }, 120_000);
  afterAll(() => db.close());

  it('are graded for every network, in as many statements for all as for one', async () => {
    const list = (first: number) =>
      ask(
        db,
        `{ networks(first: ${first}) { nodes { slug memberCount dataStatus { feed lastImportAt grade coverage recordedMembers issues } } } }`,
      );
    const [all, one] = [await list(100), await list(1)];
    expect([all.statements, one.statements]).toEqual([2, 2]);
    const { nodes } = all.data.networks;
    for (const { memberCount, dataStatus } of nodes) {
      expect(dataStatus.feed === 'NONE').toBe(dataStatus.recordedMembers === 0);
      expect(dataStatus.grade).toMatch(/^[A-E]$/);
      expect(dataStatus.recordedMembers).toBeLessThanOrEqual(memberCount);
    }
    expect(new Set(nodes.map(({ dataStatus }: Data) => dataStatus.grade)).size).toBeGreaterThan(2);
    const imported = await db.rows<{ slug: string }>(sql`
      SELECT DISTINCT o.slug FROM roster_import AS i JOIN organization AS o ON o.id = i.organization_id WHERE o.kind = 'NETWORK' AND i.status = 'APPLIED'`);
    expect(
      nodes
        .filter(({ dataStatus }: Data) => dataStatus.lastImportAt !== null)
        .map(({ slug }: Data) => slug)
        .sort(),
    ).toEqual(imported.map(({ slug }) => slug).sort());
  });

  it('of Tangier lack less than those of a village nobody wrote of', async () => {
    const told = await ask(
      db,
      `{ city(slug: "ma-tangier") { completeness { score missing } officeHolders { role } }
        cities(where: { country: ["MA"], membershipCount: { lte: 0 } }, orderBy: { field: POPULATION, direction: ASC }, first: 5) { nodes { completeness { score missing } } } }`,
    );
    const { city, cities } = told.data;
    expect(city.officeHolders.length).toBeGreaterThan(0);
    for (const has of ['officeHolders', 'memberships', 'coordinates', 'geonamesId']) expect(city.completeness.missing).not.toContain(has);
    expect(city.completeness.score).toBe(1 - city.completeness.missing.length / 8);
    for (const { completeness } of cities.nodes) {
      expect(completeness.missing).toEqual(expect.arrayContaining(['officeHolders', 'memberships']));
      expect(completeness.score).toBeLessThan(city.completeness.score);
    }
  });
});
