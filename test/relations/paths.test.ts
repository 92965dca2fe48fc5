import fc from 'fast-check';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { LinkKind } from '../../src/relations/link-kind';
import { linking } from '../../src/relations/neighbours';
import { shortestWays } from '../../src/relations/paths';
import { dayNumber } from '../../src/relations/snapshot/days';
import { answer, ask, relationsOf } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { loadedWorld } from '../kit/world';
import { anyDay, anySpans, anyTies, CITIES, type Field, newField, ORGANIZATIONS, recordSpans, recordTies } from './field';

/** A link as the database alone tells it, with what it is ordered by. */
interface Told {
  readonly from: string;
  readonly to: string;
  readonly order: string;
}

const KINDS = Object.keys(LinkKind) as LinkKind[];

/** Every link on a day, both ways. */
async function links(db: HubDatabase, field: Field, day: string, via: readonly LinkKind[]): Promise<Told[]> {
  const memberships = await db.rows<{ member: string; organization: string }>(sql`
    SELECT member_id AS member, organization_id AS organization FROM membership
    WHERE superseded_at = 'infinity' AND status = 'ACTIVE' AND valid_from <= ${day} AND valid_to > ${day} AND member_id = ANY(${field.actors})`);
  const ties = await db.rows<{ kind: LinkKind; tie: string; left: string; right: string }>(sql`
    SELECT DISTINCT c.kind, c.id AS tie, l.actor_id AS left, r.actor_id AS right
    FROM collaboration AS c JOIN participation AS l ON l.collaboration_id = c.id JOIN participation AS r ON r.collaboration_id = c.id AND r.actor_id <> l.actor_id
    WHERE l.actor_id = ANY(${field.actors}) AND c.superseded_at = 'infinity' AND c.valid_from <= ${day} AND c.status NOT IN ('PLANNED', 'CANCELLED')
      AND (c.kind <> 'TWINNING' OR (c.valid_to > ${day} AND c.status <> 'LAPSED'))
    UNION
    SELECT 'MANDATE', l.person_id, l.at_id, r.at_id FROM mandate AS l JOIN mandate AS r ON r.person_id = l.person_id AND r.at_id <> l.at_id
    WHERE l.at_id = ANY(${field.actors}) AND l.valid_from <= ${day} AND l.valid_to > ${day} AND r.valid_from <= ${day} AND r.valid_to > ${day}`);
  return [
    ...(via.includes('MEMBERSHIP')
      ? memberships.flatMap(({ member, organization }) => [
          { from: member, to: organization, order: `0 ${organization}` },
          { from: organization, to: member, order: `1 ${member}` },
        ])
      : []),
    ...ties
      .filter(({ kind }) => via.includes(kind))
      .map(({ kind, tie, left, right }) => ({ from: left, to: right, order: `${1 + KINDS.indexOf(kind)} ${tie} ${right}` })),
  ].map((link) => (link.order.startsWith('0') || link.order.startsWith('1 ') ? link : { ...link, order: `2${link.order}` }));
}

/** All shortest ways, found by trying every one. */
function allShortest(all: readonly Told[], from: string, to: string, maxLength: number): Told[][] {
  let ways: Told[][] = all.filter((link) => link.from === from).map((link) => [link]);
  for (let length = 1; length <= maxLength; length += 1) {
    const arrived = ways.filter((way) => way.at(-1)!.to === to);
    if (arrived.length > 0) return arrived.sort((left, right) => (key(left) < key(right) ? -1 : 1));
    ways = ways.flatMap((way) =>
      all.filter((link) => link.from === way.at(-1)!.to && way.every((before) => before.from !== link.to)).map((link) => [...way, link]),
    );
  }
  return [];
}

const key = (way: readonly Told[]) => way.map(({ order }) => order).join('|');

describe('The shortest ways on any field, on any day', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await migratedDatabase();
  }, 60_000);
  afterAll(() => db.close());

  it('are those found by trying every one, in the same order', async () => {
    const actor = fc.integer({ min: 0, max: CITIES + ORGANIZATIONS - 1 });
    const pairs = fc.array(
      fc.tuple(actor, actor).filter(([left, right]) => left !== right),
      { minLength: 3, maxLength: 10 },
    );
    const asked = fc.record({ maxLength: fc.integer({ min: 1, max: 6 }), first: fc.integer({ min: 1, max: 5 }) });
    const via = fc.subarray(KINDS, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        anySpans.map((spans) => spans.slice(0, 14)),
        anyTies,
        anyDay,
        pairs,
        asked,
        via,
        async (spans, ties, day, ends, limits, kinds) => {
          const field = await newField(db);
          await recordSpans(db, field, spans);
          await recordTies(db, field, ties);
          const graph = await relationsOf(db).current();
          const all = await links(db, field, day, kinds);
          for (const [left, right] of ends) {
            const [from, to] = [field.actors[left]!, field.actors[right]!];
            const found = shortestWays(linking(graph, dayNumber(day), kinds), {
              from: graph.actors.indexOf(from),
              to: graph.actors.indexOf(to),
              ...limits,
            });
            const expected = allShortest(all, from, to, limits.maxLength).slice(0, limits.first);
            const shown = found.map((way) => way.map((step) => [graph.actors.idOf(step.from), graph.actors.idOf(step.to)]));
            expect(shown).toEqual(expected.map((way) => way.map((link) => [link.from, link.to])));
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 240_000);

  it('follow no tie that was taken back', async () => {
    const field = await newField(db);
    await recordTies(db, field, [{ kind: 'EVENT', actors: [0, 1, 2], status: 'ONGOING', from: 2015, to: null }]);
    const relations = relationsOf(db);
    const way = async () => {
      const graph = await relations.current();
      const [from, to] = [0, 1].map((actor) => graph.actors.indexOf(field.actors[actor]!));
      return shortestWays(linking(graph, dayNumber('2020-01-01'), null), { from: from!, to: to!, maxLength: 6, first: 3 });
    };
    expect(await way()).toHaveLength(1);
    await db.rows(sql`UPDATE participation SET superseded_at = now() WHERE actor_id = ${field.actors[1]}`);
    expect(await way()).toEqual([]);
  });
});

describe('Ways in the default world', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await loadedWorld();
  }, 120_000);
  afterAll(() => db.close());

  const idsOf = async () =>
    answer(db, '{ tangier: city(slug: "ma-tangier") { id } oslo: city(slug: "no-oslo") { id } ampcc: association(slug: "ampcc") { id } }');

  it('lead from Tangier to Oslo over a network both belong to, and say so in four languages', async () => {
    const { tangier, oslo } = await idsOf();
    const { paths } = await answer(
      db,
      `{ paths(from: "${tangier.id}", to: "${oslo.id}", via: [MEMBERSHIP], first: 1) {
        length confidence en: explanation(language: "en") fr: explanation(language: "fr") es: explanation(language: "es") ar: explanation(language: "ar")
        steps { relation(language: "en") from { name } to { name } link { __typename ... on Membership { status member { name } } } }
      } }`,
    );
    expect(paths).toHaveLength(1);
    const [{ steps, ...path }] = paths;
    expect(path.length).toBe(2);
    expect(path.en).toMatch(/^\u2068Tangier\u2069 and \u2068Oslo\u2069 are both members of \u2068.+\u2069\.$/u);
    expect(path.fr).toMatch(/^\u2068Tanger\u2069 et \u2068Oslo\u2069 sont membres de /u);
    expect(path.es).toMatch(/^\u2068Tánger\u2069 y \u2068Oslo\u2069 son miembros de /u);
    expect(path.ar).toMatch(/^\u2068طنجة\u2069 و\u2068.+\u2069 كلاهما عضو في \u2068.+\u2069\.$/u);
    expect(steps[0]).toMatchObject({
      relation: 'is a member of',
      from: { name: 'Tangier' },
      link: { __typename: 'Membership', status: 'ACTIVE', member: { name: 'Tangier' } },
    });
    expect(steps[1]).toMatchObject({
      relation: 'has as a member',
      to: { name: 'Oslo' },
      link: { __typename: 'Membership', member: { name: 'Oslo' } },
    });
  });

  it('take a person in office at both ends as a link', async () => {
    const { tangier, ampcc } = await idsOf();
    const { paths } = await answer(
      db,
      `{ paths(from: "${tangier.id}", to: "${ampcc.id}", via: [MANDATE]) { explanation(language: "en") steps { link { __typename ... on Mandate { role at { name } } } } } }`,
    );
    expect(paths[0].explanation).toMatch(/^The same person is in office at \u2068Tangier\u2069/u);
    expect(paths[0].steps).toEqual([
      { link: { __typename: 'Mandate', role: 'PRESIDENT', at: { name: expect.stringContaining('Moroccan') } } },
    ]);
  });

  it('come at a price in statements that does not grow with them', async () => {
    const { barcelona, paris } = await answer(db, '{ barcelona: city(slug: "es-barcelona") { id } paris: city(slug: "fr-paris") { id } }');
    const query = (first: number) => `{ paths(from: "${barcelona.id}", to: "${paris.id}", via: [MEMBERSHIP], first: ${first}) {
      explanation(language: "fr") steps { from { name } to { name } link { __typename ... on Membership { status } } } } }`;
    const [one, ten] = [await ask(db, query(1)), await ask(db, query(10))];
    expect(ten.data.paths.length).toBeGreaterThan(one.data.paths.length);
    expect(ten.statements).toBe(one.statements);
  });

  it.each([
    ['from: "X", to: "TO"', /"from" takes an id/],
    ['from: "FROM", to: "FROM"', /the same actor/],
    ['from: "FROM", to: "TO", maxLength: 7', /"maxLength" takes 1 to 6, not 7/],
    ['from: "FROM", to: "TO", maxLength: 0', /"maxLength" takes 1 to 6, not 0/],
    ['from: "FROM", to: "TO", first: 11', /"first" takes 1 to 10, not 11/],
    ['from: "FROM", to: "TO", via: []', /"via" takes at least one/],
  ])('are refused for %s, by name', async (args, message) => {
    const { tangier, oslo } = await idsOf();
    const { errors } = await ask(db, `{ paths(${args.replaceAll('FROM', tangier.id).replaceAll('TO', oslo.id)}) { length } }`);
    expect(errors?.[0]?.message).toMatch(message);
  });
});
