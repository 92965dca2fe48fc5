import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROJECT_FOLDER } from '../../src/platform/project';
import { BARCELONA, type SmallHub, smallHub } from '../federation/small-hub';

let small: SmallHub;
const children: ChildProcess[] = [];

beforeAll(async () => {
  small = await smallHub([BARCELONA]);
}, 120_000);
afterAll(async () => {
  for (const child of children) {
    const ended = once(child, 'close');
    child.kill();
    await ended;
  }
  await small.close();
});

/** An example as it is started, in a process of its own. */
async function started(name: string): Promise<string> {
  const child = spawn(process.execPath, [join(PROJECT_FOLDER, 'examples', `partner-${name}`, 'server.js'), '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout! })) return line.replace('Ready at ', '');
  throw new Error(`The example ${name} did not start.`);
}

it('publishes both examples as they are, and asks them about one city by different keys', async () => {
  for (const name of ['resilience', 'culture']) {
    const published = await small.publish(name, { url: await started(name) });
    expect([published.userErrors, published.check.outcome]).toEqual([[], 'PASSED']);
  }
  const { city, resilienceCities } = await small.hub.ask(`{
    city(slug: "es-barcelona") { name resilienceProgrammes { name round } cultureFields { name since } }
    resilienceCities { unlocode }
  }`);
  expect(city).toEqual({
    name: 'Barcelona',
    resilienceProgrammes: [{ name: '100 Resilient Cities', round: 2 }],
    cultureFields: [{ name: 'Literature', since: '2015-12-11' }],
  });
  expect(resilienceCities).toContainEqual({ unlocode: 'ESBCN' });
}, 60_000);
