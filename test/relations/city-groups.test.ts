import fc from 'fast-check';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { populationClass } from '../../src/relations/city-keys';
import { answer, ask, type Data } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { loadedWorld } from '../kit/world';
import { anyDay, anySpans, CITIES, type Field, newField, recordSpans } from './field';

const KEYS = ['COUNTRY', 'KIND', 'NETWORK', 'MEMBERSHIP_COUNT', 'POPULATION_CLASS'] as const;
const active = (day: string) =>
  sql`m.status = 'ACTIVE' AND m.superseded_at = 'infinity' AND m.valid_from <= ${day} AND m.valid_to > ${day}`;

describe('Groups of cities of any field, on any day', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await migratedDatabase();
  }, 60_000);
  afterAll(() => db.close());

  /** What each city is by each key, said by the database. */
  async function wordsOf(field: Field, day: string) {
    const rows = await db.rows<{ country: string; kind: string; people: number | null; count: number; networks: string[] }>(sql`
      SELECT c.country_code AS country, c.kind, c.population AS people,
        (SELECT count(*)::int FROM membership AS m WHERE m.member_id = c.id AND ${active(day)}) AS count,
        ARRAY(SELECT o.slug FROM membership AS m JOIN organization AS o ON o.id = m.organization_id AND o.kind = 'NETWORK'
          WHERE m.member_id = c.id AND ${active(day)}) AS networks
      FROM city AS c WHERE c.id = ANY(${field.actors.slice(0, CITIES)})`);
    return rows.map(({ country, kind, people, count, networks }) => ({
      people,
      words: {
        ...{ COUNTRY: [country], KIND: [kind], NETWORK: networks, MEMBERSHIP_COUNT: [String(count)] },
        POPULATION_CLASS: [people === null ? 'UNKNOWN' : people < 10_000 ? '0-9999' : 'more'],
      },
    }));
  }

  it('are those of the database', async () => {
    await fc.assert(
      fc.asyncProperty(
        anySpans,
        anyDay,
        fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 2 }),
        async (spans, day, keys) => {
          const field = await newField(db);
          await recordSpans(db, field, spans);
          const expected = new Map<string, { count: number; people: number | null }>();
          for (const { words, people } of await wordsOf(field, day)) {
            for (const first of words[keys[0]!]) {
              for (const second of keys[1] ? words[keys[1]] : [null]) {
                const name = JSON.stringify(second === null ? [first] : [first, second]);
                const group = expected.get(name) ?? { count: 0, people: null };
                expected.set(name, { count: group.count + 1, people: people === null ? group.people : (group.people ?? 0) + people });
              }
            }
          }
          const ids = field.actors.slice(0, CITIES).map((id) => globalId('City', id));
          const { cityGroups } = await answer(
            db,
            `query ($ids: [ID!], $keys: [CityGroupBy!]!, $day: Date) {
            cityGroups(where: { id: { in: $ids } }, groupBy: $keys, asOf: $day) { keys count populationSum } }`,
            { variables: { ids, keys, day } },
          );
          const found = cityGroups.map((group: Data) => [JSON.stringify(group.keys), { count: group.count, people: group.populationSum }]);
          expect(new Map(found)).toEqual(expected);
          const place = ({ count, keys: words }: Data) => [-count, ...words];
          expect(cityGroups).toEqual([...cityGroups].sort((left: Data, right: Data) => compare(place(left), place(right))));
        },
      ),
      { numRuns: 30 },
    );
  }, 120_000);

  it('networks of a country are counted as the database counts them', async () => {
    await fc.assert(
      fc.asyncProperty(anySpans, anyDay, async (spans, day) => {
        const field = await newField(db);
        await recordSpans(db, field, spans);
        const rows = await db.rows<{ slug: string; country: string; cities: number; all: number }>(sql`
          SELECT o.slug, c.country_code AS country, count(*)::int AS cities, (sum(count(*)) OVER (PARTITION BY o.slug))::int AS all
          FROM membership AS m JOIN organization AS o ON o.id = m.organization_id AND o.kind = 'NETWORK' JOIN city AS c ON c.id = m.member_id
          WHERE o.id = ANY(${field.actors}) AND ${active(day)} GROUP BY 1, 2 ORDER BY cities DESC, slug`);
        for (const code of field.countries) {
          const { country } = await answer(
            db,
            `query ($code: ID!, $day: Date) { country(isoAlpha2: $code) { networkPresence(asOf: $day) { network { slug } cities share } } }`,
            { variables: { code, day } },
          );
          expect(country.networkPresence).toEqual(
            rows.filter((row) => row.country === code).map(({ slug, cities, all }) => ({ network: { slug }, cities, share: cities / all })),
          );
        }
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});

function compare(left: readonly (string | number)[], right: readonly (string | number)[]): number {
  const at = left.findIndex((word, place) => word !== right[place]);
  return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1;
}

it('every number of inhabitants has one class', () => {
  const classes = [
    -1, 0, 9_999, 10_000, 49_999, 50_000, 99_999, 100_000, 499_999, 500_000, 999_999, 1_000_000, 4_999_999, 5_000_000, 40_000_000,
  ];
  expect(classes.map(populationClass)).toEqual([
    ...['UNKNOWN', '0-9999', '0-9999', '10000-49999', '10000-49999', '50000-99999', '50000-99999', '100000-499999', '100000-499999'],
    ...['500000-999999', '500000-999999', '1000000-4999999', '1000000-4999999', '5000000+', '5000000+'],
  ]);
});

describe('Groups of the default world', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await loadedWorld();
  }, 120_000);
  afterAll(() => db.close());

  it('members of a network by country add up to its cities, and by region a city counts in each', async () => {
    const { network } = await answer(db, '{ network(slug: "strong-cities-network") { id memberCount(where: { memberKind: [CITY] }) } }');
    const told = await ask(
      db,
      `query ($id: ID!) {
        countries: cityGroups(where: { memberOfAny: [$id] }, groupBy: [COUNTRY]) { keys count populationSum }
        regions: cityGroups(where: { memberOfAny: [$id] }, groupBy: [REGION, NETWORK]) { keys count }
        mena: cities(where: { memberOfAny: [$id], region: ["hub:MENA"] }) { totalCount }
        country(isoAlpha2: "MA") { networkPresence { network { slug } cities share } }
      }`,
      { variables: { id: network.id } },
    );
    const { countries, regions, mena, country } = told.data;
    expect(countries.reduce((sum: number, { count }: Data) => sum + count, 0)).toBe(network.memberCount);
    expect(regions.find(({ keys }: Data) => keys.join() === 'hub:MENA,strong-cities-network').count).toBe(mena.totalCount);
    const here = country.networkPresence.find((presence: Data) => presence.network.slug === 'strong-cities-network');
    const counted = countries.find(({ keys }: Data) => keys[0] === 'MA');
    expect(here).toMatchObject({ cities: counted.count, share: counted.count / network.memberCount });
    // One of them asks whether the network has been merged into another.
    expect(told.statements).toBe(5);
  });

  it('refuses keys that are none, too many or twice the same', async () => {
    for (const keys of ['[]', '[COUNTRY, COUNTRY]', '[COUNTRY, KIND, NETWORK]']) {
      expect((await ask(db, `{ cityGroups(groupBy: ${keys}) { count } }`)).errors?.[0]?.message).toBe(
        '"groupBy" takes one key, or two different ones.',
      );
    }
  });
});
