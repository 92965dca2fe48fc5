import { setTimeout as wait } from 'node:timers/promises';
import { sql } from '../../src/platform/sql';
import { startPartner, type TestPartner } from '../federation/partner';
import { ADMIN, type SmallHub, smallHub } from '../federation/small-hub';
import type { Data } from '../kit/ask';
import { type Program, program } from '../kit/program';

/* A partner publishes thirty schemas, one after another, while the hub is killed at six moments. */

const PUBLISHES = 30;
const KILLS = 6;

/** The schema of a publication: it has a field of its own. */
const sdl = (number: number) =>
  `type City @key(fields: "unlocode") { unlocode: ID resilienceScore: Float resilience${number}: Int }
   type Query { resilienceLeaders: [City] }`;

let small: SmallHub;
let partner: TestPartner;
let hub: Program;
const start = async () => {
  hub = await program(small.db, { HUB_ADMIN_KEY: ADMIN, HUB_PARTNER_ADDRESSES: 'any', HUB_REQUESTS_PER_MINUTE: '100000' });
};
beforeAll(async () => {
  small = await smallHub();
  const rows = ['MATNG', 'MTMLA'].map((unlocode) => ({ __typename: 'City', unlocode, resilienceScore: 0.7 }));
  partner = await startPartner(sdl(0), rows);
  await start();
});
afterAll(async () => {
  await hub.kill('SIGKILL');
  await partner.close();
  await small.close();
});

async function send(query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const PUBLISH = `mutation ($input: SubgraphInput!) { publishSubgraph(input: $input) { supergraph { number } userErrors { code message } } }`;

/** The number of the supergraph it came to; null when the line broke. */
async function published(number: number): Promise<number | null> {
  partner.sdl = sdl(number);
  const input = { name: 'resilience', ownerId: small.owner, url: partner.url, sdl: partner.sdl };
  const answer = await send(PUBLISH, { input }).catch(() => null);
  if (answer === null) return null;
  expect(answer.data.publishSubgraph.userErrors).toEqual([]);
  return answer.data.publishSubgraph.supergraph?.number ?? null;
}

/** The set in service by the registry: its number, its SDL, and the numbers of the publications in it. */
async function inService(): Promise<{ number: number; sdl: string; fields: string[] }> {
  const [row] = await small.db.rows<{ number: number; sdl: string; parts: string[]; versions: number }>(sql`
    SELECT s.number, s.sdl, cardinality(s.version_ids) AS versions,
      ARRAY(SELECT v.sdl FROM subgraph_version AS v WHERE v.id = ANY(s.version_ids)) AS parts
    FROM supergraph_version AS s ORDER BY s.number DESC LIMIT 1`);
  expect(row!.parts).toHaveLength(row!.versions);
  return { number: row!.number, sdl: row!.sdl, fields: fieldsIn(row!.parts.join('\n')) };
}

const fieldsIn = (text: string) => [...new Set(text.match(/resilience\d+/g))].sort();

it('what is in service is one whole version at every moment, the last one that was acknowledged or one behind it', async () => {
  let acknowledged = (await published(0)) ?? 0;
  let next = 1;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // At another moment each time: the check, the composition, the write and the swap take some hundred milliseconds each.
    const killed = wait(60 + kill * 370).then(() => hub.kill('SIGKILL'));
    for (let one = 0; one < PUBLISHES / KILLS; one += 1) acknowledged = (await published(next++)) ?? acknowledged;
    await killed;
    const whole = await inService();
    expect(whole.number).toBeGreaterThanOrEqual(acknowledged);
    expect(fieldsIn(whole.sdl)).toEqual(whole.fields);
    await start();
    expect(await (await fetch(`${hub.url}/supergraph.graphql`)).text()).toBe(whole.sdl);
    for (const field of whole.fields) {
      partner.sdl = sdl(Number(field.slice('resilience'.length)));
      const { data, errors } = await send(`{ cities { nodes { resilienceScore ${field} } } }`);
      expect([errors, data.cities.nodes]).toEqual([undefined, Array(2).fill({ resilienceScore: 0.7, [field]: null })]);
    }
  }
  const numbers = await small.db.rows<{ holes: number }>(sql`SELECT (max(number) - count(*))::int AS holes FROM supergraph_version`);
  expect(numbers).toEqual([{ holes: 0 }]);
}, 240_000);
