import fc from 'fast-check';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { answer, ask, type Data } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { loadedWorld } from '../kit/world';
import { anyDay, anySpans, anyTies, CITIES, type Field, newField, ORGANIZATIONS, recordSpans, recordTies } from './field';

const KINDS = ['Network', 'Association'];
const idOf = (field: Field, actor: number) => globalId(actor < CITIES ? 'City' : KINDS[(actor - CITIES) % 2]!, field.actors[actor]!);
const organization = fc.integer({ min: CITIES, max: CITIES + ORGANIZATIONS - 1 });
const some = fc.uniqueArray(organization, { maxLength: 3 });
const range = fc.record({ gte: fc.option(fc.integer({ min: 0, max: 3 })), lte: fc.option(fc.integer({ min: 0, max: 3 })) });

/** A filter of cities, organisations by their numbers; with a circle around nowhere that is taken back, which only the database can tell. */
interface Wanted {
  readonly any?: readonly number[];
  readonly all?: readonly number[];
  readonly none?: readonly number[];
  readonly count?: { readonly gte: number | null; readonly lte: number | null };
  readonly not?: Wanted;
  readonly or?: readonly Wanted[];
}

const { wanted } = fc.letrec<{ wanted: Wanted }>((tie) => ({
  wanted: fc.record(
    {
      any: some,
      all: some,
      none: some,
      count: range,
      not: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.record({ any: some }, { requiredKeys: [] }), tie('wanted')),
      or: fc.array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.record({ count: range }), tie('wanted')), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
}));

function filterOf(field: Field, { any, all, none, count, not, or }: Wanted): Data {
  const ids = (numbers: readonly number[]) => numbers.map((number) => idOf(field, number));
  return {
    ...(any && { memberOfAny: ids(any) }),
    ...(all && { memberOfAll: ids(all) }),
    ...(none && { memberOfNone: ids(none) }),
    ...(count && { membershipCount: count }),
    ...(not && { not: filterOf(field, not) }),
    ...(or && { or: or.map((part) => filterOf(field, part)) }),
  };
}

/** The same, said again: is a city, with these organisations, among them? */
function isWanted({ any, all, none, count, not, or }: Wanted, of: ReadonlySet<number>): boolean {
  return (
    (any?.some((one) => of.has(one)) ?? true) &&
    (all?.every((one) => of.has(one)) ?? true) &&
    !none?.some((one) => of.has(one)) &&
    of.size >= (count?.gte ?? 0) &&
    of.size <= (count?.lte ?? 99) &&
    !(not && isWanted(not, of)) &&
    (or?.some((part) => isWanted(part, of)) ?? true)
  );
}

describe('Cities of any field, on any day', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await migratedDatabase();
  }, 60_000);
  afterAll(() => db.close());

  /** Of each city, what it is an active member of, said by the database. */
  async function heldOn(field: Field, day: string): Promise<ReadonlySet<number>[]> {
    const rows = await db.rows<{ member: string; organization: string }>(sql`
      SELECT member_id AS member, organization_id AS organization FROM membership WHERE member_id = ANY(${field.actors}) AND status = 'ACTIVE'
        AND superseded_at = 'infinity' AND valid_from <= ${day} AND valid_to > ${day}`);
    return Array.from({ length: CITIES }, (_, city) => {
      const own = rows.filter(({ member }) => member === field.actors[city]);
      return new Set(own.map((row) => field.actors.indexOf(row.organization)));
    });
  }

  it('are those that meet a filter by memberships, whether the graph tells them or the database', async () => {
    await fc.assert(
      fc.asyncProperty(anySpans, anyDay, wanted, async (spans, day, asked) => {
        const field = await newField(db);
        await recordSpans(db, field, spans);
        const held = await heldOn(field, day);
        const expected = held.flatMap((of, city) => (isWanted(asked, of) ? [idOf(field, city)] : [])).sort();
        const own = { id: { in: field.actors.slice(0, CITIES).map((id) => globalId('City', id)) }, and: [filterOf(field, asked)] };
        // Of a name that is not there, and of no name: what only the database can tell.
        const byDatabase = { ...own, not: { name: { startsWith: 'no such city' } } };
        const found = await answer(
          db,
          `query ($graph: CityFilter, $database: CityFilter, $day: Date) {
            graph: cities(where: $graph, asOf: $day) { totalCount nodes { id } }
            byName: cities(where: $graph, asOf: $day, orderBy: { field: NAME, direction: ASC }) { totalCount nodes { id } }
            database: cities(where: $database, asOf: $day) { totalCount nodes { id } }
            ordered: cities(where: $database, asOf: $day, orderBy: { field: CONNECTEDNESS, direction: ASC }) { totalCount nodes { id } }
          }`,
          { variables: { graph: own, database: byDatabase, day } },
        );
        for (const { totalCount, nodes } of Object.values(found) as Data[]) {
          expect(nodes.map(({ id }: Data) => id).sort()).toEqual(expected);
          expect(totalCount).toBe(expected.length);
        }
        expect(found.graph.nodes).toEqual(found.database.nodes);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('are ordered by memberships and by links, ties by inhabitants, and paged either way', async () => {
    await fc.assert(
      fc.asyncProperty(anySpans, anyTies, anyDay, fc.integer({ min: 1, max: 4 }), async (spans, ties, day, size) => {
        const field = await newField(db);
        await recordSpans(db, field, spans);
        await recordTies(db, field, ties);
        const ids = field.actors.slice(0, CITIES).map((id) => globalId('City', id));
        const all = await answer(
          db,
          `query ($ids: [ID!]!, $day: Date) {
            MEMBERSHIP_COUNT: nodes(ids: $ids) { id ... on City { population { value } memberships(asOf: $day, where: { status: [ACTIVE] }) { totalCount } } }
          }`,
          { variables: { ids, day } },
        );
        const linked = await Promise.all(
          ids.map(async (id) => {
            const { graph } = await answer(
              db,
              'query ($id: ID!, $day: Date) { graph(around: [$id], asOf: $day) { nodes { actor { id } } } }',
              {
                variables: { id, day },
              },
            );
            return graph.nodes.length - 1;
          }),
        );
        const numbers = all.MEMBERSHIP_COUNT.map((city: Data, at: number) => ({
          ...{ id: city.id, uuid: field.actors[at]!, people: city.population?.value ?? -1 },
          ...{ MEMBERSHIP_COUNT: city.memberships.totalCount, CONNECTEDNESS: linked[at]! },
        }));
        for (const by of ['MEMBERSHIP_COUNT', 'CONNECTEDNESS'] as const) {
          const ascending = [...numbers]
            .sort((a, b) => a[by] - b[by] || a.people - b.people || (a.uuid < b.uuid ? -1 : 1))
            .map(({ id }) => id);
          for (const direction of ['ASC', 'DESC']) {
            const expected = direction === 'ASC' ? ascending : [...ascending].reverse();
            const list = (page: string) =>
              answer(
                db,
                `query ($ids: [ID!], $day: Date) { cities(where: { id: { in: $ids } }, asOf: $day, orderBy: { field: ${by}, direction: ${direction} }, ${page}) {
                  nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
                { variables: { ids, day } },
              );
            const [forwards, backwards]: [string[], string[]] = [[], []];
            for (
              let page = (await list(`first: ${size}`)).cities;
              ;
              page = (await list(`first: ${size}, after: "${page.pageInfo.endCursor}"`)).cities
            ) {
              forwards.push(...page.nodes.map(({ id }: Data) => id));
              if (!page.pageInfo.hasNextPage) break;
            }
            for (
              let page = (await list(`last: ${size}`)).cities;
              ;
              page = (await list(`last: ${size}, before: "${page.pageInfo.startCursor}"`)).cities
            ) {
              backwards.unshift(...page.nodes.map(({ id }: Data) => id));
              if (!page.pageInfo.hasPreviousPage) break;
            }
            expect([forwards, backwards]).toEqual([expected, expected]);
          }
        }
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});

describe('Cities of the default world', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await loadedWorld();
  }, 120_000);
  afterAll(() => db.close());

  it('which of Morocco are in no more than one network, most inhabitants first', async () => {
    const { cities, country } = await answer(
      db,
      `{ cities(where: { country: ["ma"], membershipCount: { lte: 1 } }, orderBy: { field: POPULATION, direction: DESC }, first: 30) {
          totalCount nodes { country { isoAlpha2 } population { value } memberships(where: { status: [ACTIVE] }) { totalCount } } }
        country(isoAlpha2: "MA") { cities(where: { membershipCount: { gte: 2 } }) { totalCount } all: cities { totalCount } } }`,
    );
    expect(cities.totalCount + country.cities.totalCount).toBe(country.all.totalCount);
    expect(country.cities.totalCount).toBeGreaterThan(3);
    for (const city of cities.nodes) expect([city.country.isoAlpha2, city.memberships.totalCount <= 1]).toEqual(['MA', true]);
    const people = cities.nodes.map(({ population }: Data) => population?.value ?? -1);
    expect(people).toEqual([...people].sort((a, b) => b - a));
  });

  it('which have promised something whose day has passed', async () => {
    const { late, others, all, commitments } = await answer(
      db,
      `{ late: cities(where: { hasOverdueCommitments: true }) { totalCount nodes { id } }
        others: cities(where: { hasOverdueCommitments: false }) { totalCount } all: cities { totalCount }
        commitments(where: { isOverdue: true }, first: 100) { totalCount nodes { responsible { __typename id } } } }`,
    );
    expect(late.totalCount + others.totalCount).toBe(all.totalCount);
    const cities = commitments.nodes.flatMap(({ responsible }: Data) => responsible).filter((one: Data) => one.__typename === 'City');
    expect(commitments.totalCount).toBeLessThanOrEqual(100);
    expect(late.nodes.map(({ id }: Data) => id).sort()).toEqual([...new Set(cities.map(({ id }: Data) => id))].sort());
  });

  it('a page costs as many statements whatever it filters by', async () => {
    const { network } = await answer(db, '{ network(slug: "strong-cities-network") { id } }');
    const list = (where: string, order = '') =>
      ask(db, `query ($id: ID!) { cities(where: ${where}, first: 50${order}) { totalCount nodes { slug country { isoAlpha2 } } } }`, {
        variables: { id: network.id },
      });
    const [byGraph, byDatabase, mixed] = await Promise.all([
      list('{ memberOfAny: [$id], membershipCount: { gte: 2 } }'),
      list('{ memberOfAny: [$id], name: { startsWith: "ta" } }'),
      list('{ memberOfNone: [$id], region: ["hub:MENA"] }', ', orderBy: { field: MEMBERSHIP_COUNT, direction: DESC }'),
    ]);
    // One of each asks whether the network was merged.
    expect([byGraph, byDatabase, mixed].map(({ statements }) => statements)).toEqual([3, 4, 4]);
    for (const { data } of [byGraph, byDatabase, mixed]) expect(data.cities.totalCount).toBeGreaterThan(0);
  });

  it('refuses organisations that are none, by the name of the argument', async () => {
    const { city } = await answer(db, '{ city(slug: "ma-tangier") { id } }');
    const refused = async (where: string) => (await ask(db, `{ cities(where: ${where}) { totalCount } }`)).errors?.[0]?.message;
    expect(await refused(`{ memberOfAny: ["${city.id}"] }`)).toMatch(/"where.memberOfAny" takes ids of organisations/);
    expect(await refused(`{ not: { memberOfAll: ["${globalId('Network', '00000000-0000-4000-8000-000000000000')}"] } }`)).toMatch(
      /"where.memberOfAll": the hub knows no actor/,
    );
    const graph = await ask(db, `{ graph(where: { memberOfAny: ["${city.id}"] }) { truncated } }`);
    expect(graph.errors?.[0]?.message).toMatch(/"where.memberOfAny" takes ids of organisations/);
    expect(await refused('{ memberOfNone: ["scn"] }')).toMatch(/"where.memberOfNone" takes an id of this hub/);
    expect(await refused(`{ memberOfAny: [${`"${city.id}",`.repeat(31)}] }`)).toMatch(
      /"where.memberOfAny" takes at most 30 organisations, not 31/,
    );
  });
});
