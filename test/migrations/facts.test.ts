import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { isOverdue } from '../../src/catalog/commitment/overdue';
import type { HubDatabase } from '../../src/platform/database';
import { isPartialDate } from '../../src/platform/scalars';
import { sql } from '../../src/platform/sql';
import { migratedDatabase } from '../kit/database';
import { inTransaction, membership, type SmallWorld, smallWorld } from '../kit/facts';

let db: HubDatabase;
let world: SmallWorld;

beforeAll(async () => {
  db = await migratedDatabase();
});
beforeEach(async () => {
  world = await smallWorld(db);
});
afterAll(() => db.close());

async function feed(entityId: string): Promise<{ sequence: string; kind: string; fields: string[]; before: unknown; after: unknown }[]> {
  return db.rows(sql`SELECT sequence, kind, fields, before, after FROM change WHERE entity_id = ${entityId} ORDER BY sequence`);
}

describe('A fact', () => {
  it('is refused without a source', async () => {
    await expect(inTransaction(db, membership(world, { cited: false }))).rejects.toThrow(/has no source/);
  });

  it('is never changed: only a next version may supersede it', async () => {
    const id = randomUUID();
    await inTransaction(db, membership(world, { id }));
    await expect(inTransaction(db, [["UPDATE membership SET status = 'DECLINED' WHERE id = $1", [id]]])).rejects.toThrow(
      /is never changed/,
    );
    await expect(inTransaction(db, [['DELETE FROM membership WHERE id = $1', [id]]])).rejects.toThrow(/is never changed/);
    await expect(inTransaction(db, [['TRUNCATE membership CASCADE']])).rejects.toThrow(/never changed or removed/);
  });

  it('leaves its source and its change where they are', async () => {
    await inTransaction(db, membership(world));
    await expect(inTransaction(db, [['DELETE FROM citation']])).rejects.toThrow(/never changed or removed/);
    await expect(inTransaction(db, [["UPDATE change SET reason = 'none'"]])).rejects.toThrow(/never changed or removed/);
    await expect(inTransaction(db, [['TRUNCATE change']])).rejects.toThrow(/never changed or removed/);
  });

  it('tells the feed what it said before and says now', async () => {
    const id = randomUUID();
    await inTransaction(db, membership(world, { id, status: 'INVITED', from: '2024-01' }));
    await inTransaction(db, [
      ["UPDATE membership SET superseded_at = now() WHERE id = $1 AND superseded_at = 'infinity'", [id]],
      ...membership(world, { id, status: 'ACTIVE', from: '2024-01' }),
    ]);
    const changes = await feed(id);
    expect(changes.map(({ kind, fields }) => ({ kind, fields: fields.includes('status') }))).toEqual([
      { kind: 'CREATED', fields: true },
      { kind: 'UPDATED', fields: true },
    ]);
    expect(changes[1]).toMatchObject({ fields: ['status'], before: { status: 'INVITED' }, after: { status: 'ACTIVE' } });
  });

  it('that is taken back has ended in the feed, with nothing after it', async () => {
    const id = randomUUID();
    await inTransaction(db, membership(world, { id }));
    await inTransaction(db, [["UPDATE membership SET superseded_at = now() + interval '1 ms' WHERE id = $1", [id]]]);
    expect((await feed(id)).at(-1)).toMatchObject({ kind: 'ENDED', fields: [], before: { status: 'ACTIVE' }, after: null });
  });

  it('taken back with others is told of once, and what is replaced beside them is not', async () => {
    const worlds = [await smallWorld(db), await smallWorld(db), await smallWorld(db)];
    const ids = worlds.map(() => randomUUID());
    for (const [at, each] of worlds.entries()) await inTransaction(db, membership(each, { id: ids[at]! }));
    await inTransaction(db, [
      ['UPDATE membership SET superseded_at = now() WHERE id = ANY($1)', [ids]],
      ...membership(worlds[2]!, { id: ids[2]!, status: 'SUSPENDED' }),
    ]);
    const told = await Promise.all(ids.map(async (id) => (await feed(id)).map(({ kind }) => kind)));
    expect(told).toEqual([
      ['CREATED', 'ENDED'],
      ['CREATED', 'ENDED'],
      ['CREATED', 'UPDATED'],
    ]);
    const [gaps] = await db.rows(sql`SELECT max(sequence) - min(sequence) + 1 - count(*) AS gaps, count(*) > 6 AS many FROM change`);
    expect(gaps).toEqual({ gaps: '0', many: true });
    expect(await db.rows(sql`SELECT FROM superseded_now`)).toEqual([]);
  });

  it('that loses a value says so in the feed', async () => {
    const id = randomUUID();
    await inTransaction(db, membership(world, { id, from: '2020' }));
    await inTransaction(db, [['UPDATE membership SET superseded_at = now() WHERE id = $1', [id]], ...membership(world, { id })]);
    expect((await feed(id)).at(-1)).toMatchObject({ kind: 'UPDATED', fields: ['valid_from_given'], after: { valid_from_given: null } });
  });

  it('that is given an end has ended in the feed', async () => {
    const id = randomUUID();
    await inTransaction(db, membership(world, { id, from: '2020' }));
    await inTransaction(db, [
      ["UPDATE membership SET superseded_at = now() WHERE id = $1 AND superseded_at = 'infinity'", [id]],
      ...membership(world, { id, from: '2020', to: '2023-06' }),
    ]);
    expect((await feed(id)).at(-1)).toMatchObject({ kind: 'ENDED', fields: ['valid_to_given'] });
  });
});

describe('A membership', () => {
  it('is one at a time for a member and an organisation', async () => {
    await inTransaction(db, membership(world, { from: '2020' }));
    await expect(inTransaction(db, membership(world, { from: '2021' }))).rejects.toThrow(/membership_is_one_at_a_time/);
  });

  it('may have spans that follow each other', async () => {
    const id = randomUUID();
    await inTransaction(db, [
      ...membership(world, { id, status: 'ACTIVE', from: '2013-12', to: '2019' }),
      ...membership(world, { id, status: 'EXPIRED', from: '2020' }),
    ]);
    const [row] = await db.rows<{ spans: number }>(sql`SELECT count(*)::int AS spans FROM membership WHERE id = ${id}`);
    expect(row?.spans).toBe(2);
  });

  it('cannot end before it starts', async () => {
    await expect(inTransaction(db, membership(world, { from: '2021', to: '2020' }))).rejects.toThrow(/check constraint/);
  });
});

describe('A list of ids', () => {
  it('is refused when one of them is in no row', async () => {
    const update: [string, unknown[]] = ['UPDATE organization SET theme_ids = $2 WHERE id = $1', [world.network, [randomUUID()]]];
    await expect(inTransaction(db, [update])).rejects.toThrow(/is in no row of theme/);
  });
});

describe('The feed', () => {
  it('has no gap after a write that failed', async () => {
    await inTransaction(db, membership(world, { from: '2020' }));
    await expect(inTransaction(db, membership(world, { from: '2021' }))).rejects.toThrow();
    await inTransaction(db, membership(await smallWorld(db)));
    const [row] = await db.rows<{ gaps: string }>(sql`SELECT max(sequence) - count(*) AS gaps FROM change`);
    expect(row?.gaps).toBe('0');
  });

  it('is numbered in the order of the commits when many write at once', async () => {
    const worlds = await Promise.all(Array.from({ length: 12 }, () => smallWorld(db)));
    let reading = true;
    const seen: number[] = [];
    const reader = (async () => {
      // Whoever asks only for what lies behind the last number seen must miss nothing.
      for (let last = 0; reading || seen.length === 0; ) {
        const rows = await db.rows<{ sequence: string }>(sql`SELECT sequence FROM change WHERE sequence > ${last} ORDER BY sequence`);
        seen.push(...rows.map((row) => Number(row.sequence)));
        last = seen.at(-1) ?? 0;
      }
    })();
    await Promise.all(
      worlds.map((each) =>
        inTransaction(db, [['SELECT pg_sleep(random() * 0.05)'], ...membership(each), ['SELECT pg_sleep(random() * 0.05)']]),
      ),
    );
    reading = false;
    await reader;
    const rest = await db.rows<{ sequence: string }>(sql`SELECT sequence FROM change WHERE sequence > ${seen.at(-1)} ORDER BY sequence`);
    const all = [...seen, ...rest.map((row) => Number(row.sequence))];
    expect(all).toEqual(all.map((_, at) => at + 1));
  });

  it('says on whose behalf and why, of records as of facts', async () => {
    await inTransaction(db, [
      ["SELECT set_config('hub.on_behalf_of', $1, true), set_config('hub.reason', 'A letter', true)", [world.network]],
      ['INSERT INTO person (id, name, folded) VALUES ($1, $2, $3)', [world.city, { en: 'A Mayor' }, 'a mayor']],
      ...membership(world),
    ]);
    const said = await db.rows(sql`SELECT entity_type, on_behalf_of_id, reason FROM change WHERE reason = 'A letter' ORDER BY sequence`);
    expect(said).toEqual(
      ['Person', 'Membership'].map((type) => ({ entity_type: type, on_behalf_of_id: world.network, reason: 'A letter' })),
    );
  });

  it('tells of a new site of an organisation, and of a theme', async () => {
    await inTransaction(db, [["UPDATE actor SET website = 'https://example.org' WHERE id = $1", [world.network]]]);
    expect((await feed(world.network)).at(-1)).toMatchObject({ kind: 'UPDATED', fields: ['website'] });
    const theme = randomUUID();
    await inTransaction(db, [['INSERT INTO theme (id, code, name) VALUES ($1, $2, $3)', [theme, theme, { en: 'Water' }]]]);
    expect(await feed(theme)).toMatchObject([{ kind: 'CREATED' }]);
  });

  it('records a changed city, and says nothing of one that was written as it was', async () => {
    await inTransaction(db, [['UPDATE city SET population = 5 WHERE id = $1', [world.city]]]);
    await inTransaction(db, [['UPDATE city SET population = 5 WHERE id = $1', [world.city]]]);
    expect((await feed(world.city)).map(({ kind, fields }) => ({ kind, fields: kind === 'UPDATED' ? fields : 'all' }))).toEqual([
      { kind: 'CREATED', fields: 'all' },
      { kind: 'UPDATED', fields: ['population'] },
    ]);
  });
});

describe('A partial date', () => {
  const pad = (value: number) => String(value).padStart(2, '0');
  const anyDate = fc
    .tuple(fc.integer({ min: 1, max: 9998 }), fc.option(fc.integer({ min: 1, max: 12 })), fc.option(fc.integer({ min: 1, max: 31 })))
    .map(([year, month, day]) => [String(year).padStart(4, '0'), ...(month ? [pad(month), ...(day ? [pad(day)] : [])] : [])].join('-'))
    .filter(isPartialDate);

  it('stands for the same days in the database as in the program', async () => {
    const dates = fc.sample(anyDate, 300);
    const days = fc.sample(
      anyDate.filter((date) => date.length === 10),
      300,
    );
    const rows = await db.rows<{ overdue: boolean; first: string; after: string }>(sql`
      SELECT day_after(given) <= day::date AS overdue, first_day(given)::text AS first, (day_after(given))::text AS after
      FROM unnest(${dates}::text[], ${days}::text[]) WITH ORDINALITY AS t (given, day, at) ORDER BY at`);
    expect(rows.map((row) => row.overdue)).toEqual(dates.map((date, at) => isOverdue(date, days[at] ?? '')));
    expect(
      rows.every((row, at) => row.first.startsWith((dates[at] ?? '').slice(0, 4)) && row.first < row.after.padStart(row.first.length, '0')),
    ).toBe(true);
  });

  it.each(['2023-13', '2023-00', '23', '2023-1', '2023-06-31', '0000'])('is none: %s', async (text) => {
    expect(isPartialDate(text)).toBe(false);
    await expect(db.rows(sql`SELECT first_day(${text}::partial_date)`)).rejects.toThrow();
  });
});
