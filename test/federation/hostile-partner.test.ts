import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sent } from '../kit/serve';
import { entities, good, representations, SECRET, WRONG } from './behaviours';
import { startPartner, type TestPartner } from './partner';
import { ADMIN, type SmallHub, smallHub } from './small-hub';

const SDL = `type City @key(fields: "unlocode") { unlocode: ID resilienceScore: Float resilienceNotes: [ResilienceNote] }
  type ResilienceNote { text: String! }
  type Query { resilienceLeaders: [City] }`;

let small: SmallHub;
let partner: TestPartner;

beforeAll(async () => {
  small = await smallHub();
}, 120_000);
afterAll(() => small.close());

beforeEach(async () => {
  const rows = ['MATNG', 'MTMLA'].map((unlocode) => ({
    __typename: 'City',
    unlocode,
    resilienceScore: 0.7,
    resilienceNotes: [{ text: 'Floods' }],
  }));
  partner = await startPartner(SDL, rows, { resilienceLeaders: rows });
  // At an address of its own, so that no circuit is open from the one before.
  expect((await small.publish('resilience', partner)).userErrors).toEqual([]);
});
afterEach(() => partner.close());

const QUESTION = '{ cities { nodes { slug resilienceScore resilienceNotes { text } } } }';

interface Answer extends Sent {
  readonly extensions: { readonly partners?: readonly { name: string; status: string }[] };
}

function question(): Promise<Answer> {
  return small.hub.send(QUESTION, { key: ADMIN }) as Promise<Sent> as Promise<Answer>;
}

/** Rows of the hub, with what the partner has to say of none of them. */
const OWN = ['ma-tangier', 'mt-valletta'].map((slug) => ({ slug, resilienceScore: null, resilienceNotes: null }));

function bySlug(nodes: readonly { slug: string }[]) {
  return [...nodes].sort((left, right) => (left.slug < right.slug ? -1 : 1));
}

it.each(WRONG)('answers with its own data when a partner %s', async (_name, status, behaviour) => {
  partner.behaviour = behaviour;
  const { data, errors = [], extensions } = await question();
  expect(bySlug(data.cities.nodes)).toEqual(OWN);
  expect(extensions.partners).toEqual([expect.objectContaining({ name: 'resilience', status })]);
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.length).toBeLessThanOrEqual(40);
  for (const error of errors) expect(error.extensions.code).toBe(status === 'PARTNER_TIMEOUT' ? 'PARTNER_TIMEOUT' : 'PARTNER_UNAVAILABLE');
  expect(JSON.stringify({ errors, extensions })).not.toMatch(/hunter2|10\.0\.0|127\.0\.0\.1|node_modules|stack/);
});

it('takes only what is of the type the schema says', async () => {
  partner.behaviour = entities((request) =>
    representations(request).map(({ unlocode }) => ({
      ...good(unlocode),
      resilienceScore: { secret: SECRET },
      resilienceNotes: [{ text: null }, { __typename: 'ResilienceNote', text: 'Floods' }],
    })),
  );
  const { data, errors } = await question();
  const [tangier] = bySlug(data.cities.nodes);
  expect(tangier).toEqual({ slug: 'ma-tangier', resilienceScore: null, resilienceNotes: [null, { text: 'Floods' }] });
  expect(JSON.stringify(errors)).not.toContain('hunter2');
});

it('follows no redirect to an address of the inside', async () => {
  let visits = 0;
  const inside = createServer((_request, response) => {
    visits += 1;
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(inside, 'listening');
  const location = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/`;
  partner.behaviour = (_request, response) => void response.writeHead(302, { location }).end();
  await question();
  expect(visits).toBe(0);
  inside.close();
});

it('leaves a partner alone that fails again and again, says so, and tries it again after a rest', async () => {
  partner.behaviour = (_request, response) => void response.writeHead(503).end();
  for (let time = 0; time < 5; time += 1) await question();
  const before = partner.requests.length;
  const { data, extensions } = await question();
  expect(partner.requests.length).toBe(before);
  expect(bySlug(data.cities.nodes)).toEqual(OWN);
  expect(extensions.partners).toEqual([expect.objectContaining({ status: 'PARTNER_UNAVAILABLE' })]);
  const { subgraph } = await small.hub.ask('{ subgraph(name: "resilience") { health { circuit successRate } } }');
  expect(subgraph.health.circuit).toBe('OPEN');
  const metrics = await (await fetch(`${small.hub.url}/metrics`)).text();
  expect(metrics).toContain('hub_partner_circuit{partner="resilience"} 2');
  expect(metrics).toMatch(/hub_partner_call_duration_seconds_count\{partner="resilience",status="PARTNER_UNAVAILABLE"\} \d+/);
  expect(metrics).not.toContain(new URL(partner.url).host);
  expect(subgraph.health.successRate).toBeLessThan(1);
  partner.behaviour = null;
  let answer = await question();
  while (answer.extensions.partners?.[0]?.status !== 'OK') {
    await new Promise((resolve) => setTimeout(resolve, 250));
    answer = await question();
  }
  expect(bySlug(answer.data.cities.nodes)[0]).toMatchObject({ resilienceScore: 0.7 });
}, 60_000);
