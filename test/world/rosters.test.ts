import { LocalMatcher } from '../../src/identity/local-matcher';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { revertImport } from '../../src/roster/revert';
import { loadWorld } from '../../src/world';
import { cityIdOf } from '../../src/world/directory';
import { idOf } from '../../src/world/ids';
import { parseTables, readDataFiles, type Tables } from '../../src/world/tables';
import { migratedDatabase } from '../kit/database';
import { DATA, loadedWorld } from '../kit/world';
import { dataWith, smallGazetteer } from './small';

describe('The rosters that come with the hub', () => {
  let db: HubDatabase;
  let tables: Tables;
  beforeAll(async () => {
    db = await loadedWorld();
    tables = parseTables(await readDataFiles(DATA));
  }, 120_000);
  afterAll(() => db.close());

  it('are imports like any other: applied, with every row, and what decided it', async () => {
    const imports = await db.rows<{ status: string; rows: number; open: number }>(sql`
      SELECT i.status, i.row_count AS rows, count(*) FILTER (WHERE r.decision <> 'MATCH' AND r.resolution IS NULL)::int AS open
      FROM roster_import AS i JOIN roster_row AS r ON r.import_id = i.id GROUP BY i.id`);
    expect(imports).toHaveLength(tables.rosters.length);
    expect(new Set(imports.map(({ status, open }) => `${status} ${open}`))).toEqual(new Set(['APPLIED 0']));
    expect(imports.reduce((sum, { rows }) => sum + rows, 0)).toBe(tables.rosters.reduce((sum, { rows }) => sum + rows.length, 0));
    const decided = await db.rows(sql`SELECT FROM roster_row WHERE resolution = 'CORRECTED' AND decided_by = 'Default data'`);
    expect(decided).toHaveLength(tables.roster_decisions.length);
  });

  it('lead every name to the very city its editors say it is', async () => {
    const known = new Map(tables.cities.map((row) => [`${row.text('name')}|${row.text('country_code')}`, cityIdOf(row)]));
    const placed = await db.rows<{ name: string; cityId: string }>(sql`
      SELECT name_as_listed || '|' || country_as_listed AS name, coalesce(resolved_city_id, city_id) AS "cityId" FROM roster_row`);
    expect(placed.filter(({ name, cityId }) => known.get(name) !== cityId)).toEqual([]);
  });

  it('give memberships the ids every installation derives', async () => {
    const rows = await db.rows<{ id: string; organization: string; member: string }>(
      sql`SELECT id, organization_id AS organization, member_id AS member FROM membership`,
    );
    expect(rows.filter(({ id, organization, member }) => id !== idOf('fact', 'membership', organization, member))).toEqual([]);
  });
});

describe('A newer release of the data', () => {
  let db: HubDatabase;
  const gazetteer = smallGazetteer();
  const load = (dataFolder: string) => loadWorld(db, { dataFolder, gazetteer, report: () => undefined });
  beforeEach(async () => {
    db = await migratedDatabase();
    await load(dataWith());
  }, 60_000);
  afterEach(() => db.close());

  const SCN = 'rosters/strong-cities-network';
  const importsOfScn = () =>
    db.rows<{ id: string }>(sql`
      SELECT i.id FROM roster_import AS i JOIN organization AS o ON o.id = i.organization_id
      WHERE o.slug = 'strong-cities-network' ORDER BY i.created_at`);

  it('reads again only the rosters that have changed', async () => {
    const { written } = await load(dataWith({ [SCN]: (text) => text.replace('Aarhus,DK,,,ACTIVE,,', 'Aarhus,DK,,,ACTIVE,2015,') }));
    expect(written).toMatchObject({ roster_import: 1, membership: 1, membership_transition: 1 });
    expect(await importsOfScn()).toHaveLength(2);
  });

  it('matches nothing when no roster has changed', async () => {
    const matcher = () => Object.assign(new LocalMatcher(db), { cities: () => Promise.reject(new Error('Nothing is to be matched.')) });
    const dataFolder = dataWith({ themes: (text) => text.replace('Social inclusion', 'Inclusion in society') });
    const { written } = await loadWorld(db, { dataFolder, gazetteer, matcher, report: () => undefined });
    expect([written.roster_import, written.membership, written.theme]).toEqual([undefined, undefined, 1]);
  });

  it('does not bring back what somebody has reverted', async () => {
    const [{ id }] = (await importsOfScn()) as [{ id: string }];
    expect(await revertImport(db, id)).toEqual({ outcome: 'reverted' });
    const { leftOut } = await load(dataWith({ themes: (text) => text.replace('Social inclusion', 'Inclusion in society') }));
    expect(leftOut).toContainEqual(expect.objectContaining({ reason: 'a fact changed in the hub since it was loaded, and left as it is' }));
    const open = await db.rows(sql`
      SELECT FROM membership AS m JOIN city AS c ON c.id = m.member_id JOIN organization AS o ON o.id = m.organization_id
      WHERE o.slug = 'strong-cities-network' AND m.superseded_at = 'infinity'`);
    expect(open).toEqual([]);
  });

  it('tells of a row that nobody decides, and loads the rest', async () => {
    const decisions = (text: string) => text.replace(/^.*,Athens,.*\n/m, '').replace(/^.*,Buan,.*\n/m, '');
    const { written, leftOut } = await load(dataWith({ roster_decisions: decisions }));
    expect(written).toMatchObject({ roster_import: 2, 'rows left over': 1 });
    expect(leftOut).toContainEqual(
      expect.objectContaining({ count: 1, examples: [expect.stringMatching(/^rosters\/gnlc.csv, line \d+: Buan$/)] }),
    );
  });

  it('is refused when a decision names a city the hub does not have', async () => {
    const wrong = dataWith({ roster_decisions: (text) => text.replace('4505542', 'us-athens-0') });
    await expect(load(wrong)).rejects.toThrow('The decision on "Athens" names the city "us-athens-0", which the hub does not have.');
  });
});
