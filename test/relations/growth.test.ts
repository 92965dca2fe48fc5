import fc from 'fast-check';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { daysInSteps } from '../../src/relations/growth';
import { answer, ask, type Data } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { loadedWorld } from '../kit/world';
import { anySpans, CITIES, type Field, insertFacts, newField, rowOf, type SpanGiven, TIERS, written } from './field';

/** Spans of the network of a field, each seen in a year; a member may change tier in a year of its own. */
interface Seen extends SpanGiven {
  readonly seen: number;
  readonly changes: number | null;
}

const anySeen: fc.Arbitrary<Seen[]> = anySpans.chain((spans) =>
  fc
    .tuple(...spans.map(() => fc.tuple(fc.integer({ min: 2008, max: 2022 }), fc.option(fc.integer({ min: 2011, max: 2019 })))))
    .map((more) =>
      spans.map((span, at) => ({ ...span, organization: CITIES, seen: more[at]![0], changes: more[at]![1] })).filter(isFirstOfMember),
    ),
);

function isFirstOfMember(span: SpanGiven, at: number, all: readonly SpanGiven[]): boolean {
  return span.member !== CITIES && all.findIndex(({ member }) => member === span.member) === at;
}

async function recordSeen(db: HubDatabase, field: Field, spans: readonly Seen[]): Promise<void> {
  await written(db, async (tx) => {
    for (const span of spans) {
      const row = rowOf(field, span);
      const isSplit = span.changes !== null && (span.from ?? 0) < span.changes && span.changes <= (span.to ?? 9999);
      const parts = isSplit
        ? [
            { ...row, valid_to_given: String(span.changes! - 1) },
            { ...row, valid_from_given: String(span.changes), tier_id: field.tiersOf(CITIES)[((span.tier ?? 0) + 1) % TIERS.length] },
          ]
        : [row];
      await insertFacts(tx, field.source, 'Membership', 'membership', parts, String(span.seen));
    }
  });
}

describe('The growth of any network, and who came and went', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await migratedDatabase();
  }, 60_000);
  afterAll(() => db.close());

  /** Who counted on a day, with the tier, said by the database. */
  async function rosterOn(field: Field, day: string): Promise<Map<string, string | null>> {
    const rows = await db.rows<{ id: string; tier: string | null }>(sql`
      SELECT m.member_id AS id, m.tier_id AS tier FROM membership AS m
      WHERE m.organization_id = ${field.actors[CITIES]} AND m.superseded_at = 'infinity' AND m.status = 'ACTIVE'
        AND m.valid_from <= ${day} AND m.valid_to > ${day}
        AND (m.valid_from > '-infinity'
          OR (SELECT min(first_day(c.as_of)) FROM citation AS c WHERE c.version_id = m.version_id) <= ${day})`);
    return new Map(rows.map(({ id, tier }) => [id, tier]));
  }

  it('are what the database tells day by day', async () => {
    const year = fc.integer({ min: 2007, max: 2023 });
    await fc.assert(
      fc.asyncProperty(anySeen, year, year, fc.constantFrom('MONTH', 'QUARTER', 'YEAR'), async (spans, one, other, step) => {
        const field = await newField(db);
        await recordSeen(db, field, spans);
        const [from, to] = [`${Math.min(one, other)}-03-31`, `${Math.max(one, other)}-03-31`];
        const { node } = await answer(
          db,
          `query ($id: ID!, $from: Date!, $to: Date, $step: TimeStep!) { node(id: $id) { ... on Network {
            growth(from: $from, to: $to, step: $step) { on value }
            rosterDiff(from: $from, to: $to) { from to joinCount leaveCount tierChangeCount unchangedCount needsReviewCount newCities
              joined { member { id } tier { id } } left { member { id } tier { id } } tierChanged { member { id } tier { id } } } } } }`,
          { variables: { id: globalId('Network', field.actors[CITIES]!), from, to, step } },
        );
        expect(node.growth[0].on).toBe(from);
        for (const { on, value } of node.growth) expect([on, value]).toEqual([on, (await rosterOn(field, on)).size]);
        const [before, after] = [await rosterOn(field, from), await rosterOn(field, to)];
        const told = (id: string, roster: ReadonlyMap<string, string | null>) => {
          const at = field.actors.indexOf(id);
          const type = at < CITIES ? 'City' : (at - CITIES) % 2 ? 'Association' : 'Network';
          const tier = roster.get(id);
          return JSON.stringify({ member: { id: globalId(type, id) }, tier: tier ? { id: globalId('MembershipTier', tier) } : null });
        };
        const joined = [...after.keys()].filter((id) => !before.has(id)).map((id) => told(id, after));
        const left = [...before.keys()].filter((id) => !after.has(id)).map((id) => told(id, before));
        const both = [...after.keys()].filter((id) => before.has(id));
        const changed = both.filter((id) => before.get(id) !== after.get(id)).map((id) => told(id, after));
        const { rosterDiff } = node;
        const shown = (rows: Data[]) => rows.map((row) => JSON.stringify(row)).sort();
        expect([shown(rosterDiff.joined), shown(rosterDiff.left), shown(rosterDiff.tierChanged)]).toEqual([
          joined.sort(),
          left.sort(),
          changed.sort(),
        ]);
        expect(rosterDiff).toMatchObject({
          ...{ from, to, joinCount: joined.length, leaveCount: left.length, tierChangeCount: changed.length },
          ...{ unchangedCount: both.length - changed.length, needsReviewCount: 0, newCities: [] },
        });
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

it('steps start from their day, and keep within short months', () => {
  expect(daysInSteps('2023-10-31', '2024-03-31', 'MONTH', 100)).toEqual([
    ...['2023-10-31', '2023-11-30', '2023-12-31', '2024-01-31', '2024-02-29', '2024-03-31'],
  ]);
  expect(daysInSteps('2024-02-29', '2028-02-29', 'YEAR', 100)).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2026-02-28',
    '2027-02-28',
    '2028-02-29',
  ]);
  expect(daysInSteps('9999-01-01', '9999-12-31', 'QUARTER', 100)).toEqual(['9999-01-01', '9999-04-01', '9999-07-01', '9999-10-01']);
  expect(daysInSteps('2000-01-01', '2000-12-31', 'MONTH', 3)).toHaveLength(4);
});

describe('The growth of the Strong Cities Network', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await loadedWorld();
  }, 120_000);
  afterAll(() => db.close());

  it('ends with the members it has, all of whom joined since it began', async () => {
    const told = await ask(
      db,
      `{ network(slug: "strong-cities-network") { memberCount growth(from: "2015-01-01", step: MONTH) { on value }
          rosterDiff(from: "2015-01-01") { joinCount joined { validFrom member { id name } } left { id } } } }`,
    );
    const { memberCount, growth, rosterDiff } = told.data.network;
    expect(growth.at(-1).value).toBe(memberCount);
    expect(growth[0]).toEqual({ on: '2015-01-01', value: 0 });
    expect([rosterDiff.joinCount, rosterDiff.joined.length, rosterDiff.left.length]).toEqual([memberCount, Math.min(memberCount, 100), 0]);
    expect(told.statements).toBe(3);
  });

  it('refuses days the wrong way round and more points than a chart has', async () => {
    const refused = async (field: string) =>
      (await ask(db, `{ network(slug: "strong-cities-network") { ${field} } }`)).errors?.[0]?.message;
    expect(await refused('growth(from: "2020-01-02", to: "2020-01-01") { on }')).toBe(
      '"from" takes a day that is not after "to", 2020-01-01.',
    );
    expect(await refused('rosterDiff(from: "2020-01-02", to: "2020-01-01") { joinCount }')).toMatch(/"from" takes a day/);
    expect(await refused('growth(from: "1900-01-01", step: MONTH) { on }')).toMatch(/"step" makes more than 1200 points/);
  });
});
