import { gzipSync } from 'node:zlib';
import pino from 'pino';
import type { Notifications } from '../../src/changes/notifications';
import { readConfig } from '../../src/config';
import { hubServer } from '../../src/hub-server';
import { Outside } from '../../src/platform/outside/outside';
import type { HubServer } from '../../src/server/http';
import type { Data } from '../kit/ask';
import { overWebSocket } from '../kit/live';
import { notificationsOf } from '../kit/notifications';
import { heldNow, type RosterWorld, rosterWorld, withOrganizations } from './kit';

const KEY = 'k'.repeat(40);

let world: RosterWorld;
let server: HubServer;
let url: string;
let notifications: Notifications;
beforeAll(async () => {
  world = await rosterWorld([
    ['Tangier', 'MA', 'طنجة'],
    ['Oslo', 'NO'],
  ]);
  notifications = await notificationsOf(world.db);
  const config = readConfig({ PORT: '0', HUB_ADMIN_KEY: KEY });
  server = await hubServer(config, pino({ level: 'silent' }), {
    ...world,
    description: 'PostgreSQL',
    notifications,
    outside: new Outside('public'),
  });
  url = await server.listen();
});
afterAll(async () => {
  await server.close();
  await notifications.close();
  await world.db.close();
});

const WITH_KEY = { authorization: `Bearer ${KEY}` };

function post(path: string, body: BodyInit, headers: Record<string, string> = WITH_KEY): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
}

async function ask(
  query: string,
  headers: Record<string, string> = WITH_KEY,
): Promise<{ data: Data; errors?: { extensions: { code: string } }[] }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data: Data };
}

async function refusal(response: Promise<Response>) {
  const answer = await response;
  const { errors } = (await answer.json()) as { errors: [{ message: string; extensions: { code: string } }] };
  return { status: answer.status, code: errors[0].extensions.code, message: errors[0].message };
}

const ADDRESS = '/imports?organization=net&asOf=2026-01-31&complete=true';

/** Uploads and waits for the review. */
async function upload(file: string): Promise<string> {
  const response = await post(ADDRESS, file);
  expect(response.status).toBe(202);
  const { id } = (await response.json()) as { id: string };
  for (;;) {
    const { data } = await ask(`{ rosterImport(id: "${id}") { status } }`);
    if (!['PARSING', 'MATCHING'].includes(data.rosterImport.status)) return id;
    await new Promise((done) => setTimeout(done, 50));
  }
}

it('tells those with a key how an import gets on, to the end', async () => {
  const response = await post(ADDRESS, `City,Country\n${'Tangier,Morocco\n'.repeat(3_000)}`);
  const { id } = (await response.json()) as { id: string };
  const subscription = `subscription { rosterImportProgressed(id: "${id}") { status done rowCount } }`;
  const told = overWebSocket(url, subscription, { authorization: `Bearer ${KEY}` });
  const stages = () => told.events.map(({ data }) => data.rosterImportProgressed.status);
  while (!stages().includes('REVIEW')) await told.until(told.events.length + 1);
  told.leave();
  const inOrder = ['PARSING', 'MATCHING', 'REVIEW'];
  expect(stages().map((stage) => inOrder.indexOf(stage))).toEqual([...stages().map((stage) => inOrder.indexOf(stage))].sort());
  expect(told.events.at(-1).data.rosterImportProgressed).toEqual({ status: 'REVIEW', done: 3_000, rowCount: 3_000 });
});

it('takes a roster, shows what it changes, and makes it part of the hub when a person has decided', async () => {
  const id = await upload('City,Country,Tier,No\nطنجة,المغرب,full,7\nAtlantis,Norway,full,8\n');
  const { data } =
    await ask(`{ rosterImport(id: "${id}") { id status asOf isComplete createdBy rowCount matchedCount reviewCount unmatchedCount
    organization { name } source { title kind publisher }
    rows { totalCount nodes { id position line nameAsListed countryAsListed resolution result { decision city { slug } candidates { score } } } }
    missing: rows(decision: NO_MATCH) { nodes { nameAsListed } }
    preview { from to joinCount needsReviewCount left { id } joined { status member { name } tier { code } } } } }`);
  expect(data.rosterImport).toMatchObject({
    ...{ id, status: 'REVIEW', asOf: '2026-01-31', isComplete: true, rowCount: 2, matchedCount: 1, unmatchedCount: 1 },
    organization: { name: 'A network' },
    source: { kind: 'ROSTER', title: 'Roster of A network, 2026-01-31' },
    rows: { totalCount: 2, nodes: [{ nameAsListed: 'طنجة', result: { decision: 'MATCH', city: { slug: 'ma-tangier' } } }, { line: 3 }] },
    missing: { nodes: [{ nameAsListed: 'Atlantis' }] },
    preview: {
      joinCount: 1,
      needsReviewCount: 1,
      left: [],
      joined: [{ status: 'ACTIVE', member: { name: 'Tangier' }, tier: { code: 'full' } }],
    },
  });
  const early = await ask(`mutation { applyRosterImport(importId: "${id}") { userErrors { code message } rosterImport { status } } }`);
  expect(early.data.applyRosterImport).toMatchObject({ userErrors: [{ code: 'ROSTER_NOT_REVIEWED' }], rosterImport: { status: 'REVIEW' } });
  const rowId = data.rosterImport.rows.nodes[1].id;
  const review = await ask(
    `mutation { reviewRosterRows(importId: "${id}", decisions: [{ rowId: "${rowId}", resolution: SKIPPED }]) { userErrors { code } } }`,
  );
  expect(review.data.reviewRosterRows.userErrors).toEqual([]);
  const late = await ask(
    `mutation { applyRosterImport(importId: "${id}") { userErrors { code } rosterImport { status preview { to } } } }`,
  );
  expect(late.data.applyRosterImport).toEqual({ userErrors: [], rosterImport: { status: 'APPLIED', preview: null } });
  expect(await heldNow(world)).toMatchObject([{ name: 'Tangier', status: 'ACTIVE', tier: 'full' }]);
  const city = await ask(
    '{ city(slug: "ma-tangier") { rosterAppearances { nameAsListed memberNumber method score decidedBy organization { name } source { id asOf quote locator source { kind title } } } } }',
    {},
  );
  expect(city.data.city.rosterAppearances).toEqual([
    {
      ...{
        nameAsListed: 'طنجة',
        memberNumber: '7',
        method: 'EXACT_NAME',
        score: 100,
        decidedBy: null,
        organization: { name: 'A network' },
      },
      source: {
        ...{ id: expect.any(String), asOf: '2026-01-31', quote: 'طنجة', locator: 'line 2' },
        source: { kind: 'ROSTER', title: 'Roster of A network, 2026-01-31' },
      },
    },
  ]);
  const undone = await ask(`mutation { revertRosterImport(importId: "${id}") { userErrors { code } rosterImport { status } } }`);
  expect(undone.data.revertRosterImport).toEqual({ userErrors: [], rosterImport: { status: 'REVERTED' } });
  expect(await heldNow(world)).toEqual([]);
});

it('takes associations and institutions for members as well, and shows them beside the cities', async () => {
  await withOrganizations(world, [
    { kind: 'ASSOCIATION', slug: 'strait-councils', names: ['Association of the Councils of the Strait'], acronym: 'ACS', country: 'MA' },
    { kind: 'INSTITUTION', slug: 'fjord-university', names: ['University of the Fjords'], country: 'NO' },
  ]);
  const id = await upload('Member,Type\nOslo,City\nUniversity of the Fjords,University\nACS,Association\n');
  const rows =
    'rows { nodes { id result { decision city { slug } candidates { score } } organization { slug } organizationCandidates { id slug } } }';
  const read = async () => (await ask(`{ rosterImport(id: "${id}") { ${rows} } }`)).data.rosterImport.rows.nodes;
  const [oslo, university, short] = await read();
  expect(oslo).toMatchObject({ result: { decision: 'MATCH', city: { slug: 'no-oslo' } }, organization: null, organizationCandidates: [] });
  expect(university).toMatchObject({
    result: { decision: 'MATCH', city: null, candidates: [] },
    organization: { slug: 'fjord-university' },
  });
  expect(short).toMatchObject({
    result: { decision: 'REVIEW' },
    organization: null,
    organizationCandidates: [{ slug: 'strait-councils' }],
  });
  const decision = `{ rowId: "${short.id}", resolution: CORRECTED, organizationId: "${short.organizationCandidates[0].id}" }`;
  const review = await ask(`mutation { reviewRosterRows(importId: "${id}", decisions: [${decision}]) { userErrors { message } } }`);
  expect(review.data.reviewRosterRows.userErrors).toEqual([]);
  expect((await read())[2]).toMatchObject({ organization: { slug: 'strait-councils' } });
  const preview = 'preview { joined { member { ... on Association { slug } ... on Institution { slug } ... on City { slug } } } }';
  const would = (await ask(`{ rosterImport(id: "${id}") { ${preview} } }`)).data.rosterImport.preview.joined;
  expect(would.map(({ member }: { member: { slug: string } }) => member.slug)).toEqual(['no-oslo', 'fjord-university', 'strait-councils']);
  await ask(`mutation { applyRosterImport(importId: "${id}") { userErrors { message } } }`);
  const count = (kind: string) => `${kind}: memberCount(where: { memberKind: [${kind}] })`;
  const counts = async () =>
    (await ask(`{ network(slug: "net") { ${['CITY', 'ASSOCIATION', 'INSTITUTION', 'NETWORK'].map(count)} } }`)).data.network;
  expect(await counts()).toEqual({ CITY: 1, ASSOCIATION: 1, INSTITUTION: 1, NETWORK: 0 });
  await ask(`mutation { revertRosterImport(importId: "${id}") { userErrors { message } } }`);
  expect(await counts()).toEqual({ CITY: 0, ASSOCIATION: 0, INSTITUTION: 0, NETWORK: 0 });
});

it('shows an import and its rows by their global ids, to those with a key alone', async () => {
  const id = await upload('City,Country\nOslo,Norway\n');
  const { data } = await ask(`{ rosterImport(id: "${id}") { rows { nodes { id } } } }`);
  const rowId = data.rosterImport.rows.nodes[0].id;
  const both = `{ nodes(ids: ["${id}", "${rowId}"]) { id __typename ... on RosterImport { rowCount } ... on RosterRow { nameAsListed } } }`;
  expect((await ask(both)).data.nodes).toEqual([
    { id, __typename: 'RosterImport', rowCount: 1 },
    { id: rowId, __typename: 'RosterRow', nameAsListed: 'Oslo' },
  ]);
  const other = rowId.replace(/.{6}$/, 'AAAAAA');
  expect((await ask(`{ node(id: "${other}") { id } }`)).data).toEqual({ node: null });
  for (const each of [id, rowId]) {
    const { data: nothing, errors } = await ask(`{ node(id: "${each}") { id } }`, {});
    expect([nothing, errors?.[0]?.extensions.code]).toEqual([{ node: null }, 'UNAUTHENTICATED']);
  }
});

it('tells of a file that cannot be read where it cannot', async () => {
  const id = await upload('City,Country\n"Oslo,Norway\n');
  const { data } = await ask(`{ rosterImport(id: "${id}") { status problem { code line column message } } }`);
  expect(data.rosterImport).toEqual({
    status: 'FAILED',
    problem: {
      code: 'UNTERMINATED_QUOTE',
      line: 2,
      column: 1,
      message: 'Line 2, column 1: the quote that opens this cell is never closed.',
    },
  });
});

it('gives the rows that need a person as a file, and takes it back', async () => {
  const id = await upload('City,Country\nAtlantis,Norway\n');
  const file = await (await fetch(`${url}/imports/${id}/review`, { headers: WITH_KEY })).text();
  const sent = await post(`/imports/${id}/review`, file.replace(/,,,\r\n$/, ',SKIPPED,,\r\n'));
  expect(await sent.json()).toEqual({ decided: 1, userErrors: [] });
});

it('refuses a review that is too large', async () => {
  const id = await upload('City,Country\nAtlantis,Norway\n');
  const answer = await post(`/imports/${id}/review`, Buffer.alloc(21 * 2 ** 20, '\n')).catch(() => null);
  expect([413, undefined]).toContain(answer?.status);
});

it('is for those with a key', async () => {
  for (const headers of [{}, { authorization: 'Bearer no' }, { authorization: `Basic ${KEY}` }] as Record<string, string>[]) {
    expect(await refusal(post(ADDRESS, 'City\nOslo\n', headers))).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    const { data, errors } = await ask('mutation { applyRosterImport(importId: "x") { userErrors { code } } }', headers);
    expect([data ?? null, errors?.[0]?.extensions.code]).toEqual([null, 'UNAUTHENTICATED']);
  }
});

it('says what is wrong with an address', async () => {
  expect(await refusal(post('/imports?asOf=2026-01-31', 'City\nOslo\n'))).toMatchObject({
    status: 400,
    message: expect.stringContaining('organization'),
  });
  expect(await refusal(post('/imports?organization=nobody&asOf=2026-01-31', 'City\nOslo\n'))).toMatchObject({ status: 404 });
  expect(await refusal(post('/imports?organization=net&asOf=2026-02-30', 'City\nOslo\n'))).toMatchObject({ status: 400 });
  expect(await refusal(post('/imports?organization=net&asOf=2999-01-01', 'City\nOslo\n'))).toMatchObject({ status: 400 });
  expect(await refusal(post(`${ADDRESS}&columns=town:1`, 'City\nOslo\n'))).toMatchObject({ status: 400 });
  expect(await refusal(post('/imports?organization=net&asOf=2026-01-31&complete=maybe', 'City\nOslo\n'))).toMatchObject({ status: 400 });
});

it('refuses compressed bodies and those that are too large', async () => {
  expect(await refusal(post(ADDRESS, gzipSync('City\nOslo\n'), { ...WITH_KEY, 'content-encoding': 'gzip' }))).toMatchObject({
    status: 415,
  });
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(2 ** 20)),
  });
  const answer = await post(ADDRESS, endless).catch(() => null);
  expect([413, undefined]).toContain(answer?.status);
});

// The last one: from here on this address has to wait.
it('makes an address wait that guesses at keys', async () => {
  for (let guess = 0; guess < 10; guess += 1)
    await (await post(ADDRESS, 'City\nOslo\n', { authorization: `Bearer guess-${guess}` })).text();
  expect(await refusal(post(ADDRESS, 'City\nOslo\n'))).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
});
