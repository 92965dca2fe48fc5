import { SECRET, WRONG } from '../federation/behaviours';
import { startPartner } from '../federation/partner';
import { type SmallHub, smallHub } from '../federation/small-hub';
import type { Data } from '../kit/ask';
import { type Program, program } from '../kit/program';

const SDL = `type City @key(fields: "unlocode") { unlocode: ID resilienceScore: Float resilienceNotes: [ResilienceNote] }
  type ResilienceNote { text: String! }
  type Query { resilienceLeaders: [City] }`;

const ROWS = ['MATNG', 'MTMLA'].map((unlocode) => ({
  ...{ __typename: 'City', unlocode, resilienceScore: 0.7 },
  resilienceNotes: [{ __typename: 'ResilienceNote', text: 'Floods' }],
}));

const QUESTION = '{ cities { nodes { slug resilienceScore resilienceNotes { text } } } }';

/** All partners of an operation have two seconds; half a second is for the rest. */
const DEADLINE = 2_500;
const MEGABYTE = 1_048_576;

let small: SmallHub;
/** The hub as it is started, on the same database as the one that partners publish at. */
let hub: Program;
beforeAll(async () => {
  small = await smallHub();
  hub = await program(small.db, { HUB_PARTNER_ADDRESSES: 'any', HUB_REQUESTS_PER_MINUTE: '100000' });
});
afterAll(async () => {
  await hub.kill('SIGTERM');
  await small.close();
});

interface Asked {
  readonly answer: Data;
  readonly ms: number;
}

async function asked(): Promise<Asked> {
  const start = performance.now();
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUESTION }),
  });
  return { answer: await response.json(), ms: performance.now() - start };
}

/** Resident memory of the process, in bytes, as it tells itself. */
async function memory(): Promise<number> {
  const metrics = await (await fetch(`${hub.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]);
}

it('a partner that breaks in any way takes nothing of the hub with it: neither data, nor time, nor memory, nor a secret', async () => {
  const partner = await startPartner(SDL, ROWS);
  expect((await small.publish('resilience', partner)).userErrors).toEqual([]);
  const isWell = async () => (await asked()).answer.extensions?.partners?.[0]?.status === 'OK';
  // The other process follows.
  while (!(await isWell())) await new Promise((resolve) => setTimeout(resolve, 50));
  const before = await memory();
  for (const [name, , behaviour] of WRONG) {
    partner.behaviour = behaviour;
    // The machine may be busy at one moment; the hub may not be slow at every one.
    const times: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      const { answer, ms } = await asked();
      times.push(ms);
      const slugs = answer.data.cities.nodes.map(({ slug }: { slug: string }) => slug).sort();
      expect([name, slugs]).toEqual([name, ['ma-tangier', 'mt-valletta']]);
      expect(JSON.stringify(answer)).not.toContain(SECRET);
      expect(JSON.stringify(answer)).not.toContain('127.0.0.1');
    }
    expect([name, Math.min(...times) < DEADLINE]).toEqual([name, true]);
    // Well again before it is left alone for having failed too often in a row.
    partner.behaviour = null;
    expect([name, await isWell()]).toEqual([name, true]);
  }
  expect((await memory()) - before).toBeLessThan(100 * MEGABYTE);
  await partner.close();
});
