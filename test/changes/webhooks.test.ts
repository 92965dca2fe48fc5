import { createHmac, randomUUID } from 'node:crypto';
import { type Background, startBackground } from '../../src/background';
import type { Notifications } from '../../src/changes/notifications';
import { fanOut } from '../../src/changes/webhooks/fan-out';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { Outside } from '../../src/platform/outside/outside';
import { sql } from '../../src/platform/sql';
import type { Data } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { inTransaction, membership, type SmallWorld, smallWorld } from '../kit/facts';
import { notificationsOf } from '../kit/notifications';
import { audited } from '../kit/partners';
import { program } from '../kit/program';
import { Receiver } from '../kit/receiver';
import { type ServedHub, serve } from '../kit/serve';

const ADMIN = 'an-administrator-key-of-the-tests-0123456789';

let db: HubDatabase;
let world: SmallWorld;
let hub: ServedHub;
let notifications: Notifications;
let background: Background;
const outside = new Outside('any');
const receivers: Receiver[] = [];
beforeAll(async () => {
  db = await migratedDatabase();
  world = await smallWorld(db);
  notifications = await notificationsOf(db);
  background = await startBackground({
    db,
    url: (db.source.options as { url: string }).url,
    notifications,
    outside,
    log: { warn: () => undefined },
  });
  hub = await serve(db, ADMIN, { HUB_PARTNER_ADDRESSES: 'any' });
});
afterAll(async () => {
  await hub.close();
  await background.stop();
  await notifications.close();
  await outside.close();
  await Promise.all(receivers.map((receiver) => receiver.close()));
  await db.close();
});
afterEach(() => db.rows(sql`DELETE FROM webhook`));

async function receiver(codes?: number[]): Promise<Receiver> {
  const made = new Receiver(codes);
  receivers.push(made);
  await made.listening();
  return made;
}

const CREATE = `mutation ($input: WebhookInput!) { createWebhook(input: $input) { secret webhook { id isActive } userErrors { code field message } } }`;

async function webhook(input: Record<string, unknown>, key = ADMIN): Promise<Data> {
  const { data, errors } = await hub.send(CREATE, { key, variables: { input: { topics: ['MEMBERSHIP_CHANGED'], ...input } } });
  return errors ? errors[0]!.extensions.code : data.createWebhook;
}

async function partnerKey(of: SmallWorld): Promise<string> {
  const input = { name: 'A partner', scopes: [], role: 'PARTNER_ADMIN', organizationId: globalId('Network', of.network) };
  const { data } = await hub.send('mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { token } }', {
    key: ADMIN,
    variables: { input },
  });
  return data.createApiKey.token;
}

/** A membership, and the versions after it: one change of the feed each. */
async function changes(count: number, given?: SmallWorld): Promise<string> {
  const of = given ?? (await smallWorld(db));
  const id = randomUUID();
  await inTransaction(db, membership(of, { id, from: '2001', to: '2001' }));
  for (let year = 2; year <= count; year += 1) {
    await inTransaction(db, membership(of, { id, from: `${2000 + year}`, to: `${2000 + year}` }));
  }
  return id;
}

/** What waits to be tried again is tried now. */
async function hurry(): Promise<void> {
  await db.source.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_by IS NULL');
}

it('tells an address of each change, in order, signed so that the receiver can tell', async () => {
  const there = await receiver();
  const { secret } = await webhook({ url: there.url });
  const id = await changes(5);
  const received = await there.until(5);
  expect(received.map(({ message }) => message.entity)).toEqual(Array(5).fill({ type: 'Membership', id: globalId('Membership', id) }));
  const sequences = received.map(({ message }) => Number(message.sequence));
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
  for (const { headers, body, message } of received) {
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['hub-signature']))!;
    expect(signature).toBe(createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'));
    expect(headers['hub-delivery']).toBe(message.id);
  }
  expect(JSON.stringify(received)).not.toContain(secret);
});

it('tries again what did not arrive, never lets one overtake another, and keeps a log', async () => {
  const there = await receiver([500, 503, 302]);
  const made = await webhook({ url: there.url });
  await changes(3);
  const hurrying = setInterval(() => void hurry(), 50);
  const received = await there.until(6);
  clearInterval(hurrying);
  const [first, , , fourth] = received.map(({ message }) => message.id);
  expect(received.slice(0, 4).map(({ message }) => message.id)).toEqual([first, first, first, fourth]);
  expect(first).toBe(fourth);
  expect(new Set(received.map(({ message }) => message.id)).size).toBe(3);
  const query = `{ webhooks { id failureCount isActive deliveries(first: 10) { nodes { attempt statusCode topic payload } } } }`;
  const log = async () => {
    const { data } = await hub.send(query, { key: ADMIN });
    return data.webhooks.find(({ id }: Data) => id === made.webhook.id);
  };
  while ((await log()).deliveries.nodes.length < 6) await new Promise((resolve) => setTimeout(resolve, 20));
  const { failureCount, isActive, deliveries } = await log();
  expect({ failureCount, isActive }).toEqual({ failureCount: 0, isActive: true });
  expect(deliveries.nodes.map((each: Data) => each.statusCode)).toEqual([200, 200, 200, 302, 503, 500]);
});

it('gives up a webhook after 20 failures in a row', async () => {
  const there = await receiver(Array(30).fill(500));
  await webhook({ url: there.url });
  await changes(1);
  const hurrying = setInterval(() => void hurry(), 20);
  await there.until(20);
  clearInterval(hurrying);
  const isActive = async () => (await db.rows<{ is_active: boolean }>(sql`SELECT is_active FROM webhook`))[0]?.is_active;
  while (await isActive()) await new Promise((resolve) => setTimeout(resolve, 20));
  await hurry();
  expect(there.received).toHaveLength(20);
});

it('tells of one organisation only, when asked so', async () => {
  const [mine, other] = [await smallWorld(db), await smallWorld(db)];
  const there = await receiver();
  await webhook({ url: there.url, organizationId: globalId('Network', mine.network) });
  await changes(1, other);
  const id = await changes(1, mine);
  const [first] = await there.until(1);
  expect(first!.message.entity.id).toBe(globalId('Membership', id));
});

it('refuses addresses inside, and keys that may not', async () => {
  const careful = await serve(db, ADMIN);
  const input = { topics: ['MEMBERSHIP_CHANGED'], url: 'https://169.254.169.254/latest' };
  const { data } = await careful.send(CREATE, { key: ADMIN, variables: { input } });
  expect(data.createWebhook).toMatchObject({ webhook: null, userErrors: [{ code: 'ADDRESS_NOT_ALLOWED', field: ['input', 'url'] }] });
  await careful.close();
  expect((await webhook({ url: 'http://127.0.0.1:1/', topics: [] })).userErrors[0].code).toBe('BLANK');
  const [mine, other] = [await partnerKey(world), await partnerKey(await smallWorld(db))];
  const { webhook: made } = await webhook({ url: 'http://127.0.0.1:1/' }, mine);
  const remove = 'mutation ($id: ID!) { deleteWebhook(id: $id) { userErrors { code } } }';
  expect((await hub.send(remove, { key: other, variables: { id: made.id } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const node = 'query ($id: ID!) { node(id: $id) { id } webhooks { id } }';
  expect((await hub.send(node, { key: other, variables: { id: made.id } })).data).toEqual({ node: null, webhooks: [] });
  expect((await hub.send(node, { key: mine, variables: { id: made.id } })).data).toEqual({
    node: { id: made.id },
    webhooks: [{ id: made.id }],
  });
  expect((await hub.send(remove, { key: mine, variables: { id: made.id } })).data.deleteWebhook.userErrors).toEqual([]);
});

it('sends a sample, and says how it fared', async () => {
  const there = await receiver([418]);
  const { webhook: made } = await webhook({ url: there.url });
  const test =
    'mutation ($id: ID!) { testWebhook(id: $id, topic: CITY_MERGED) { delivery { statusCode attempt payload } userErrors { code } } }';
  const { data } = await hub.send(test, { key: ADMIN, variables: { id: made.id } });
  expect(data.testWebhook).toMatchObject({
    delivery: { statusCode: 418, attempt: 1, payload: { topic: 'CITY_MERGED', isSample: true } },
    userErrors: [],
  });
});

it('sends a sample once for an Idempotency-Key', async () => {
  const there = await receiver();
  const { webhook: made } = await webhook({ url: there.url });
  const sample = 'mutation ($id: ID!) { testWebhook(id: $id, topic: CITY_MERGED) { delivery { id } userErrors { code } } }';
  const options = { key: ADMIN, variables: { id: made.id }, headers: { 'idempotency-key': 'one-sample' } };
  const [first, again] = [await hub.send(sample, options), await hub.send(sample, options)];
  expect(first.data.testWebhook.delivery.id).toBe(again.data.testWebhook.delivery.id);
  expect(await there.until(1)).toHaveLength(1);
  const other = await hub.send(sample.replace('CITY_MERGED', 'COMMITMENT_OVERDUE'), options);
  expect(other.errors?.[0]?.extensions.code).toBe('CONFLICT');
});

it('records that a sample was refused, when there is no such webhook', async () => {
  const sample = 'mutation ($id: ID!) { testWebhook(id: $id, topic: CITY_MERGED) { delivery { id } userErrors { code } } }';
  const { data } = await hub.send(sample, { key: ADMIN, variables: { id: globalId('Webhook', randomUUID()) } });
  expect(data.testWebhook).toEqual({ delivery: null, userErrors: [{ code: 'NOT_FOUND' }] });
  expect(await audited(db, 1)).toEqual(['testWebhook REFUSED NOT_FOUND']);
});

it('makes each event once, however many processes look at the same time', async () => {
  const there = await receiver();
  await webhook({ url: there.url });
  await Promise.all(Array.from({ length: 6 }, async () => changes(3, await smallWorld(db))));
  await Promise.all(Array.from({ length: 8 }, () => fanOut(db)));
  const received = await there.until(18);
  expect(new Set(received.map(({ message }) => message.id)).size).toBe(18);
  expect(new Set(received.map(({ message }) => message.sequence)).size).toBe(18);
});

it('delivers at least once, in order, although the hub is killed while the receiver fails', async () => {
  const own = await migratedDatabase();
  const there = await receiver([500, 500, 500]);
  const settings = { HUB_ADMIN_KEY: ADMIN, HUB_PARTNER_ADDRESSES: 'any' };
  const first = await program(own, settings);
  const input = { topics: ['MEMBERSHIP_CHANGED'], url: there.url };
  await fetch(`${first.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
    body: JSON.stringify({ query: CREATE, variables: { input } }),
  });
  const small = await smallWorld(own);
  const id = randomUUID();
  for (const year of ['2001', '2002', '2003']) await inTransaction(own, membership(small, { id, from: year, to: year }));
  await there.until(1);
  await first.kill('SIGKILL');
  const second = await program(own, settings);
  const hurrying = setInterval(
    () => void own.source.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_by IS NULL').catch(() => undefined),
    100,
  );
  const received = await there.until(6);
  clearInterval(hurrying);
  const told = received.map(({ message }) => Number(message.sequence));
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(new Set(told).size).toBe(3);
  await second.kill('SIGTERM');
  await own.close();
}, 90_000);
