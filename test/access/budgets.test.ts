import { Budgets } from '../../src/access/budgets';
import type { HubDatabase } from '../../src/platform/database';
import { migratedDatabase } from '../kit/database';
import { type ServedHub, serve } from '../kit/serve';

const ADMIN = 'an-administrator-key-of-the-tests-0123456789';

it('gives each caller so much a minute, and says when it is whole again', () => {
  let now = 1_000_000;
  const budgets = new Budgets(() => now);
  expect(budgets.spend('a', 60, 100)).toMatchObject({ cost: 60, remaining: 40, resetAt: new Date(now + 60_000) });
  expect(() => budgets.spend('a', 41, 100)).toThrow(/41 objects, and 40 of 100 a minute are left: try again in 60 s/);
  expect(budgets.spend('b', 100, 100).remaining).toBe(0);
  expect(budgets.spend('a', 40, 100).remaining).toBe(0);
  now += 60_000;
  expect(budgets.spend('a', 100, 100).remaining).toBe(0);
});

describe('Over HTTP', () => {
  let db: HubDatabase;
  let hub: ServedHub;
  beforeAll(async () => {
    db = await migratedDatabase();
  });
  beforeEach(async () => {
    hub = await serve(db, ADMIN, { HUB_OBJECTS_PER_MINUTE: '200' });
  });
  afterEach(() => hub.close());
  afterAll(() => db.close());

  const CITIES = '{ cities(first: 50) { nodes { id } } rateLimit { cost limit remaining nodeCount resetAt } }';

  it('an answer tells what it cost and what is left, and a request beyond that is refused with 429', async () => {
    const { data } = await hub.send(CITIES);
    const { cost, limit, remaining } = data.rateLimit;
    expect([limit, remaining]).toEqual([200, 200 - cost]);
    expect(data.rateLimit.nodeCount).toBe(cost);
    let sent = await hub.send(CITIES);
    while (sent.status === 200) sent = await hub.send(CITIES);
    expect(sent).toMatchObject({ status: 429, errors: [{ extensions: { code: 'RATE_LIMITED', limit: 200 } }] });
    expect((await hub.send(CITIES, { key: ADMIN })).data.rateLimit.limit).toBe(1000);
  });

  it.each(['true', '$dry'])('a dry run (%s) executes nothing else', async (dry) => {
    const query = `query ($dry: Boolean = true) { left: rateLimit(dryRun: ${dry}) { cost } node(id: "no id at all") { id } a: hub { version } }`;
    const sent = await hub.send(dry === 'true' ? query.replace('($dry: Boolean = true)', '') : query);
    expect(sent.data).toEqual({ left: { cost: expect.any(Number) } });
    expect(sent.errors).toBeUndefined();
  });
});
