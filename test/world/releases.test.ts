import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { type Sql, sql } from '../../src/platform/sql';
import { loadWorld } from '../../src/world';
import { migratedDatabase } from '../kit/database';
import { CITED } from '../kit/partners';
import { serve } from '../kit/serve';
import { dataWith, smallGazetteer } from './small';

let db: HubDatabase;
const silent = () => undefined;

beforeEach(async () => {
  db = await migratedDatabase();
});
afterEach(() => db.close());

const load = (dataFolder: string, gazetteer = first) => loadWorld(db, { dataFolder, gazetteer, report: silent });
const first = smallGazetteer();

async function count(table: Sql): Promise<number> {
  const [row] = await db.rows<{ count: number }>(sql`SELECT count(*)::int AS count FROM ${table}`);
  return row?.count ?? 0;
}

const SCN = 'rosters/strong-cities-network';
const TANGIER = 'Tangier,MA,,,ACTIVE,2024-01-31,';

const tangier = () =>
  db.rows(sql`
    SELECT m.status, m.valid_from_given AS "from", m.superseded_at = 'infinity' AS current, count(c.id)::int AS citations
    FROM membership AS m JOIN city AS t ON t.id = m.member_id JOIN organization AS o ON o.id = m.organization_id
    LEFT JOIN citation AS c ON c.version_id = m.version_id
    WHERE t.slug = 'ma-tangier' AND o.acronym = 'SCN' GROUP BY m.version_id ORDER BY m.recorded_at, m.status`);

it('makes a changed row a new version that supersedes the old, with its sources, and leaves the rest alone', async () => {
  await load(dataWith());
  const before = await count(sql`change`);
  await load(dataWith({ [SCN]: (text) => text.replace(TANGIER, TANGIER.replace('2024-01-31', '2024-02')) }));
  expect(await tangier()).toEqual([
    { status: 'ACTIVE', from: '2024-01-31', current: false, citations: 3 },
    { status: 'ACTIVE', from: '2024-02', current: true, citations: 3 },
  ]);
  // The membership, and the day of its first step.
  expect(await count(sql`change`)).toBe(before + 2);
});

it('believes again what a later release says again', async () => {
  const [one, other] = [dataWith(), dataWith({ [SCN]: (text) => text.replace(TANGIER, TANGIER.replace('2024-01-31', '2024-02')) })];
  await load(one);
  await load(other);
  await load(dataWith({ themes: (text) => text.replace('Social inclusion', 'Inclusion in society') }));
  expect((await tangier()).map((row) => (row as { from: string }).from)).toEqual(['2024-01-31', '2024-02', '2024-01-31']);
});

it('leaves alone what somebody has changed in the hub, and says so', async () => {
  await load(dataWith());
  await db.rows(sql`UPDATE organization SET acronym = 'AMPCC-M' WHERE slug = 'ampcc'`);
  const report = await load(dataWith({ organizations: (text) => text.replace('Strong Cities Network,', 'The Strong Cities Network,') }));
  expect(await db.rows(sql`SELECT acronym FROM organization WHERE slug = 'ampcc'`)).toEqual([{ acronym: 'AMPCC-M' }]);
  expect(report.leftOut).toContainEqual(
    expect.objectContaining({ reason: 'changed in the hub since it was loaded, and left as it is', count: 1 }),
  );
});

it('takes what a later release says of a record that was merged for the one that stands for it', async () => {
  await load(dataWith());
  const admin = 'an-administrator-key-of-the-tests-0123456789';
  const hub = await serve(db, admin);
  const { ids } = (
    await db.rows<{ ids: Record<string, string> }>(
      sql`SELECT jsonb_object_agg(slug, id) AS ids FROM organization WHERE slug IN ('strong-cities-network', 'metropolis')`,
    )
  )[0]!;
  const { data } = await hub.send(
    'mutation ($keep: ID!, $merge: [ID!]!, $citations: [CitationInput!]!) { mergeOrganizations(keepId: $keep, mergeIds: $merge, citations: $citations) { userErrors { message } } }',
    {
      key: admin,
      variables: {
        ...{ keep: globalId('Network', ids.metropolis!), merge: [globalId('Network', ids['strong-cities-network']!)], citations: CITED },
      },
    },
  );
  await hub.close();
  expect(data.mergeOrganizations.userErrors).toEqual([]);
  const members = () =>
    db.rows(sql`
      SELECT o.slug FROM membership AS m JOIN city AS c ON c.id = m.member_id JOIN organization AS o ON o.id = m.organization_id
      WHERE c.slug = 'ma-tetouan' AND m.superseded_at = 'infinity' AND o.slug IN ('strong-cities-network', 'metropolis')`);
  expect(await members()).toEqual([]);
  await load(dataWith({ [SCN]: (text) => text.replace(/^Tangier,.*$/m, (line) => `${line.replace('Tangier', 'Tetouan')}\n${line}`) }));
  expect(await members()).toEqual([{ slug: 'metropolis' }]);
});

it('adds the places of a newer gazetteer and brings figures and names up to date; slugs stay', async () => {
  await load(dataWith());
  const before = await count(sql`place_name`);
  const newer = smallGazetteer((lines) => [
    ...lines.map((line) =>
      line.startsWith('2530335\t')
        ? line
            .replace('\tTangier\tTangier\t', '\tTanja\tTanja\tTangier,')
            .replace(/\t\d+\t([^\t]*)\t(\d*)\tAfrica/, '\t1000000\t$1\t$2\tAfrica')
        : line,
    ),
    '999999001\tTangier\tTangier\t\t35\t-5\tP\tPPL\tMA\t\t\t\t\t\t2000000\t\t\tAfrica/Casablanca\t2026-01-01',
  ]);
  await load(dataWith(), newer);
  expect(await db.rows(sql`SELECT slug, population FROM city WHERE geonames_id IN (2530335, 999999001) ORDER BY geonames_id`)).toEqual([
    { slug: 'ma-tangier', population: 1_000_000 },
    { slug: 'ma-tangier-999999001', population: 2_000_000 },
  ]);
  expect(
    await db.rows(sql`SELECT value FROM place_name AS n JOIN city AS c ON c.id = n.city_id WHERE slug = 'ma-tangier' AND position = 0`),
  ).toEqual([{ value: 'Tanja' }]);
  expect(await count(sql`place_name`)).toBe(before + 2);
});

it('completes on the next call what was interrupted, with nothing half done', async () => {
  const folder = dataWith();
  const interrupt = (at: string) => (step: string) => {
    if (step.includes(at)) throw new Error('The power went.');
  };
  await expect(loadWorld(db, { dataFolder: folder, gazetteer: first, report: interrupt('names of places') })).rejects.toThrow('power');
  expect([await count(sql`city`), await count(sql`country`), await count(sql`world_release`)]).toEqual([0, 0, 0]);
  await expect(loadWorld(db, { dataFolder: folder, gazetteer: first, report: interrupt('memberships') })).rejects.toThrow('power');
  expect([await count(sql`organization`), await count(sql`world_release`)]).toEqual([0, 1]);
  const inTheMiddle = (step: string, done: number) => {
    if (step.includes('rosters') && done === 3) throw new Error('The power went.');
  };
  await expect(loadWorld(db, { dataFolder: folder, gazetteer: first, report: inTheMiddle })).rejects.toThrow('power');
  expect([await count(sql`roster_import`), await count(sql`roster_row`), await count(sql`world_release`)]).toEqual([0, 0, 2]);
  expect((await load(folder)).isNew).toBe(true);
  expect([await count(sql`world_release`), (await count(sql`membership`)) > 1_000]).toEqual([3, true]);
});

it('is loaded once when several processes start together', async () => {
  const folder = dataWith();
  const reports = await Promise.all([load(folder), load(folder)]);
  expect(await count(sql`world_release`)).toBe(3);
  expect(reports.map(({ written }) => written.membership)).toEqual([reports[0]?.written.membership, reports[0]?.written.membership]);
});

it('writes nothing when a data file is wrong', async () => {
  const folder = dataWith({ [SCN]: (text) => text.replace(TANGIER, TANGIER.replace('ACTIVE', 'JOINED')) });
  await expect(load(folder)).rejects.toThrow(
    /^rosters\/strong-cities-network\.csv, line \d+, column Status: "JOINED" is none of INVITED, /,
  );
  expect([await count(sql`actor`), await count(sql`source`), await count(sql`change`)]).toEqual([0, 0, 0]);
});
