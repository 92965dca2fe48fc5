import { sql } from '../../src/platform/sql';
import { applyImport } from '../../src/roster/apply';
import { reviewRows } from '../../src/roster/review';
import { heldNow, type RosterWorld, rosterWorld, rowsIn, uploaded } from './kit';

let world: RosterWorld;
beforeEach(async () => {
  world = await rosterWorld([
    ['Tangier', 'MA'],
    ['Oslo', 'NO'],
    ['Valletta', 'MT'],
  ]);
});
afterEach(() => world.db.close());

async function applied(file: string, given = {}) {
  const { id } = await uploaded(world, file, given);
  return applyImport(world.db, id);
}

const cited = (name: string) =>
  world.db.rows(sql`
    SELECT s.kind, s.url, c.as_of AS "asOf", c.quote, c.locator FROM citation AS c JOIN source AS s ON s.id = c.source_id
    JOIN membership AS m USING (version_id) JOIN actor AS a ON a.id = m.member_id WHERE a.name = ${name} ORDER BY c.id`);

describe('A roster that says more of its members', () => {
  it('has office, founder and the words for the tier recorded with the membership', async () => {
    const file =
      'City,Country,Tier,Tier as printed,Office,Founding member\nOslo,Norway,full,Gold,vice-president,yes\nValletta,Malta,,,,no\n';
    expect(await applied(file)).toMatchObject({ outcome: 'applied' });
    expect(
      await world.db.rows(sql`
        SELECT a.name, m.office, m.is_founder AS founder, m.tier_as_printed AS printed FROM membership AS m JOIN actor AS a ON a.id = m.member_id
        ORDER BY a.name`),
    ).toEqual([
      { name: 'Oslo', office: 'vice-president', founder: true, printed: 'Gold' },
      { name: 'Valletta', office: null, founder: false, printed: null },
    ]);
  });

  it('is cited with the day, the page and the words of each row', async () => {
    await applied('City,Country,As of,Source,Quote\nOslo,Norway,2016-06,https://example.org/list,OSLO (N)\nValletta,Malta,,,\n');
    expect(await cited('Oslo')).toEqual([
      { kind: 'ROSTER', url: null, asOf: '2016-06', quote: 'OSLO (N)', locator: 'line 2' },
      { kind: 'WEBSITE', url: 'https://example.org/list', asOf: '2016-06', quote: 'OSLO (N)', locator: null },
    ]);
    expect(await cited('Valletta')).toEqual([{ kind: 'ROSTER', url: null, asOf: null, quote: 'Valletta', locator: 'line 3' }]);
  });

  it('speaks of the day of each row, so that an older complete one ends nobody it saw later', async () => {
    const rows = 'City,Country,As of\nOslo,Norway,2016\nTangier,Morocco,2025\n';
    await applied(rows);
    expect(await applied('City,Country\nValletta,Malta\n', { asOf: '2020-01-31', isComplete: true })).toMatchObject({
      counts: { join: 1, leave: 1 },
    });
    expect(await heldNow(world)).toMatchObject([
      { name: 'Oslo', status: 'ACTIVE', to: '2020-01-30' },
      { name: 'Oslo', status: 'WITHDRAWN' },
      { name: 'Tangier', status: 'ACTIVE', to: null },
      { name: 'Valletta', status: 'ACTIVE' },
    ]);
  });

  it('records who is said to be over, with the end', async () => {
    expect(await applied('City,Country,Status,Until\nOslo,Norway,expired,2019\nTangier,Morocco,active,\n')).toMatchObject({
      outcome: 'applied',
    });
    expect(await heldNow(world)).toMatchObject([
      { name: 'Oslo', status: 'ACTIVE', to: '2019' },
      { name: 'Oslo', status: 'EXPIRED', from: '2020-01-01' },
      { name: 'Tangier', status: 'ACTIVE', to: null },
    ]);
  });

  it.each(['Mitglied', 'membre actif', 'Socio', 'Membro ativo', 'عضو', 'Active member'])('takes "%s" for a member', async (status) => {
    const { id } = await uploaded(world, `City,Country,Status\nOslo,Norway,${status}\n`);
    expect((await rowsIn(world.db, id))[0]).toMatchObject({ decision: 'MATCH', issues: [] });
  });

  it.each([
    ['a status that is no word for a member', 'Status', 'invited', 'STATUS_NOT_A_MEMBER'],
    ['an end nobody dates', 'Status', 'former member', 'END_MISSING'],
    ['a founder who may be', 'Founder', 'maybe', 'FOUNDER_UNREAD'],
    ['a source that is no address', 'Source', 'the minutes', 'SOURCE_UNREAD'],
    ['a source that is a script', 'Source', 'javascript:alert(1)', 'SOURCE_UNREAD'],
    ['a day that is none', 'As of', 'last week', 'DATE_UNREAD'],
  ])('asks a person about %s', async (_, header, cell, code) => {
    const { id } = await uploaded(world, `City,Country,${header}\nOslo,Norway,${cell}\n`);
    const [row] = await rowsIn(world.db, id);
    expect(row).toMatchObject({ decision: 'REVIEW', issues: [{ code, line: 2, column: 3 }] });
    expect(
      await reviewRows(world.db, { importId: id, decisions: [{ rowId: row!.id, resolution: 'ACCEPTED', cityId: null }], decidedBy: 'me' }),
    ).toEqual([]);
    expect(await applyImport(world.db, id)).toMatchObject({ outcome: 'applied', counts: { join: 1 } });
  });

  it('asks a person about an end that is yet to come', async () => {
    const { id } = await uploaded(world, 'City,Country,Status,Until\nOslo,Norway,expired,2027\n');
    expect((await rowsIn(world.db, id))[0]).toMatchObject({ decision: 'REVIEW', issues: [{ code: 'END_MISSING' }] });
  });
});
