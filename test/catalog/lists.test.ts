import type { HubDatabase } from '../../src/platform/database';
import { answer, ask } from '../kit/ask';
import { loadedWorld } from '../kit/world';

let db: HubDatabase;
beforeAll(async () => {
  db = await loadedWorld();
}, 120_000);
afterAll(() => db.close());

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string };
}

/** All entries of a list, page by page, in the given direction. */
async function walk(field: string, size: number, backward = false): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const place: string = cursor ? `, ${backward ? 'before' : 'after'}: "${cursor}"` : '';
    const query = `{ ${field.replace('PAGE', `${backward ? 'last' : 'first'}: ${size}${place}`)} }`;
    const data = await answer(db, query);
    const list = Object.values(data)[0] as { edges?: Edge[]; pageInfo: Record<string, unknown> };
    const found = 'edges' in list ? list : (Object.values(list)[0] as { edges: Edge[]; pageInfo: Record<string, unknown> });
    const ids = (found.edges as Edge[]).map((edge) => edge.node.id);
    seen.unshift(...(backward ? ids : []));
    seen.push(...(backward ? [] : ids));
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = found.pageInfo as never;
    if (!(backward ? hasPreviousPage : hasNextPage)) return seen;
    cursor = backward ? startCursor : endCursor;
  }
}

const PAGED = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

describe('A list read page by page', () => {
  const roster = `network(slug: "strong-cities-network") { members(PAGE) { ${PAGED} } }`;

  it.each([
    ['a roster by start', roster],
    ['a roster by name', roster.replace('PAGE', 'PAGE, orderBy: { field: MEMBER_NAME, direction: ASC }')],
    ['a roster by confidence', roster.replace('PAGE', 'PAGE, orderBy: { field: CONFIDENCE, direction: DESC }')],
    ['a roster by recording', roster.replace('PAGE', 'PAGE, orderBy: { field: RECORDED_AT, direction: ASC }')],
  ])('%s has each entry once, the same forwards and backwards', async (_, field) => {
    const forward = await walk(field, 7);
    const { network } = await answer(db, '{ network(slug: "strong-cities-network") { members { totalCount } } }');
    expect(new Set(forward).size).toBe(forward.length);
    expect(forward).toHaveLength(network.members.totalCount);
    expect(await walk(field, 13, true)).toEqual(forward);
  });

  it.each([
    ['cities of a country by inhabitants', 'cities(where: { country: ["MT"] }, PAGE)'],
    ['cities of a country by name', 'cities(where: { country: ["MT"] }, orderBy: { field: NAME, direction: ASC }, PAGE)'],
    ['collaborations by title', 'collaborations(orderBy: { field: TITLE, direction: DESC }, PAGE)'],
    ['commitments by day', 'commitments(orderBy: { field: DUE_ON, direction: ASC }, PAGE)'],
    ['commitments by status', 'commitments(orderBy: { field: STATUS, direction: DESC }, PAGE)'],
  ])('%s has each entry once, the same forwards and backwards', async (_, field) => {
    const list = `${field} { ${PAGED} }`;
    const forward = await walk(list, 19);
    expect(new Set(forward).size).toBe(forward.length);
    expect(await walk(list, 31, true)).toEqual(forward);
  });

  it('of countries, forwards only, has all of them', async () => {
    const { countries } = await answer(db, '{ countries { totalCount } }');
    expect(await walk(`countries(PAGE) { ${PAGED} }`, 100)).toHaveLength(countries.totalCount);
  });

  it('refuses a cursor of another order', async () => {
    const { cities } = await answer(db, '{ cities(first: 1) { pageInfo { endCursor } } }');
    const { errors } = await ask(
      db,
      `{ cities(first: 1, orderBy: { field: UPDATED_AT, direction: ASC }, after: "${cities.pageInfo.endCursor}") { nodes { id } } }`,
    );
    expect(errors?.[0]?.message).toBe('"after" is not a cursor of this list in this order.');
  });

  it('gives nothing for a page of none, and says that there is more', async () => {
    const { cities } = await answer(db, '{ cities(first: 0) { nodes { id } pageInfo { hasNextPage endCursor } } }');
    expect(cities).toEqual({ nodes: [], pageInfo: { hasNextPage: true, endCursor: null } });
  });
});

describe('The cost of a question', () => {
  const NESTED = `{ network(slug: "strong-cities-network") { name members(first: PAGE) { nodes { status
    member { name ... on City { country { name } } memberships(first: 10) { nodes { organization { name slug } } } } } } } }`;

  it('is a fixed number of statements, however long the lists', async () => {
    const [few, many] = [await ask(db, NESTED.replace('PAGE', '2')), await ask(db, NESTED.replace('PAGE', '50'))];
    expect(many.errors).toBeUndefined();
    expect(many.data.network.members.nodes).toHaveLength(50);
    // The network, its members, who they are, their countries, their memberships, the organisations of those.
    expect([few.statements, many.statements]).toEqual([6, 6]);
  });

  it('is one statement more for names in another language than English', async () => {
    const { statements } = await ask(db, '{ cities(first: 50) { nodes { name(language: "ar") } } }');
    expect(statements).toBe(2);
  });

  it('has no count unless it is asked for, and no page when only the count is', async () => {
    const countOnly = await ask(db, '{ countries(first: 20) { nodes { cities { totalCount } } } }');
    expect(countOnly.statements).toBe(2);
    const both = await ask(db, '{ countries(first: 20) { totalCount nodes { cities(first: 2) { totalCount nodes { slug } } } } }');
    expect(both.statements).toBe(4);
  });

  it('of the facts of a source depends on their kinds, not on their number', async () => {
    const { data } = await ask(db, '{ network(slug: "eurocities") { members(first: 1) { nodes { sources { source { id } } } } } }');
    const source = data.network.members.nodes[0].sources[0].source.id;
    const { statements } = await ask(db, `{ source(id: "${source}") { facts(first: 100) { nodes { __typename } } } }`);
    expect(statements).toBeLessThanOrEqual(2 + 10);
  });
});
