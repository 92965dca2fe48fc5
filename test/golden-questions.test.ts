import { goldenQuestions } from '../src/golden-questions';
import type { HubDatabase } from '../src/platform/database';
import type { Data } from './kit/ask';
import { type ServedHub, serve } from './kit/serve';
import { loadedWorld } from './kit/world';

let db: HubDatabase;
let hub: ServedHub;

beforeAll(async () => {
  db = await loadedWorld();
  hub = await serve(db);
}, 120_000);
afterAll(async () => {
  await hub.close();
  await db.close();
});

/** Whether an answer says something: a text, a number, a list with an entry. */
function saysSomething(value: Data): boolean {
  if (Array.isArray(value)) return value.some(saysSomething);
  if (value !== null && typeof value === 'object')
    return Object.entries(value).some(([key, inner]) => key !== '__typename' && saysSomething(inner));
  return value !== null && value !== 0 && value !== '';
}

it.each(goldenQuestions.map(({ title, document }) => [title, document]))('%s', async (_, document) => {
  expect(saysSomething(await hub.ask(document))).toBe(true);
});

it('says which cities are in two networks and not in a third, and where the members are: both by the ids every installation has', async () => {
  const [both, map] = ['Both', 'Map'].map(
    (name) => goldenQuestions.find(({ document }) => document.startsWith(`query ${name} `))!.document,
  );
  const { cities } = await hub.ask(both!);
  expect(cities.totalCount).toBe(cities.nodes.length);
  const slugs = async (network: string) => {
    const { network: found } = await hub.ask(
      `{ network(slug: "${network}") { members(where: { status: [ACTIVE], memberKind: [CITY] }, first: 100) { totalCount nodes { member { ... on City { slug } } } } } }`,
    );
    expect(found.members.totalCount).toBe(found.members.nodes.length);
    return found.members.nodes.map(({ member }: Data) => member.slug);
  };
  const [scn, medcities, c40] = await Promise.all(['strong-cities-network', 'medcities', 'c40'].map(slugs));
  const expected = scn.filter((slug: string) => medcities.includes(slug) && !c40.includes(slug));
  expect(expected.length).toBeGreaterThan(1);
  expect(cities.nodes.map(({ slug }: Data) => slug).sort()).toEqual(expected.sort());
  const { cityGroups } = await hub.ask(map!);
  expect(cityGroups.reduce((sum: number, { count }: Data) => sum + count, 0)).toBe(scn.length);
});

it('answers by ids as well: what was adopted with this association, and which promises of this network are late', async () => {
  const { association, organization } = await hub.ask('{ association(slug: "ampcc") { id } organization(slug: "uclg") { id } }');
  const declaration = await hub.ask(
    'query($id: ID!) { collaborations(where: { kind: [AGREEMENT], participantId: { eq: $id } }, first: 20) { nodes { title(language: "en") ... on Agreement { agreementKind } } } }',
    { variables: { id: association.id } },
  );
  expect(declaration.collaborations.nodes.map((node: Data) => node.agreementKind)).toContain('DECLARATION_OF_INTENT');
  const late = await hub.ask(
    `query($id: ID!) { commitments(where: { organizationId: { eq: $id }, isOverdue: true }, orderBy: { field: DUE_ON, direction: ASC }) { totalCount nodes { isOverdue status dueOn } } }`,
    { variables: { id: organization.id } },
  );
  for (const node of late.commitments.nodes) expect(node).toMatchObject({ isOverdue: true });
});

it('judges a promise on the asked day: none is late before its day', async () => {
  const { commitments } = await hub.ask(
    '{ commitments(where: { isOverdue: true }, orderBy: { field: DUE_ON, direction: ASC }) { totalCount nodes { dueOn isOverdue early: isOverdue(on: "1990-01-01") responsible { name } } } }',
  );
  expect(commitments.totalCount).toBeGreaterThan(0);
  for (const node of commitments.nodes) expect(node).toMatchObject({ isOverdue: true, early: false, dueOn: expect.any(String) });
});
