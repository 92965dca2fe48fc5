import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { migratedDatabase } from '../kit/database';
import { inTransaction, membership, type SmallWorld, smallWorld } from '../kit/facts';
import { overEvents, overWebSocket, type Told } from '../kit/live';
import { type ServedHub, serve } from '../kit/serve';

let db: HubDatabase;
let world: SmallWorld;
let hub: ServedHub;
beforeAll(async () => {
  db = await migratedDatabase();
  world = await smallWorld(db);
  hub = await serve(db);
});
afterAll(async () => {
  await hub.close();
  await db.close();
});

const CHANGES = 'subscription { changeRecorded(entityTypes: ["Membership"]) { sequence kind entityType entity { id } } }';

async function recorded(id: string = randomUUID(), of: SmallWorld = world): Promise<string> {
  await inTransaction(db, membership(of, { id }));
  return id;
}

/** Nothing says when the hub has begun to follow; so changes are made until everyone has heard of one. */
async function heard(...all: Told[]): Promise<void> {
  while (all.some((told) => told.events.length === 0)) {
    await recorded(randomUUID(), await smallWorld(db));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe.each([
  ['WebSocket', overWebSocket],
  ['server-sent events', overEvents],
])('over %s', (_name, follow) => {
  it('tells of each change once, in order and without gaps', async () => {
    const told = follow(hub.url, CHANGES);
    await heard(told);
    await Promise.all(Array.from({ length: 8 }, async () => recorded(randomUUID(), await smallWorld(db))));
    const after = told.events[0].data.changeRecorded.sequence;
    const { changes } = await hub.ask(`{ changes(after: "${after}", entityTypes: ["Membership"]) { nodes { sequence } } }`);
    const events = await told.until(1 + changes.nodes.length);
    expect(events.slice(1).map(({ data }) => data.changeRecorded.sequence)).toEqual(
      changes.nodes.map((node: { sequence: string }) => node.sequence),
    );
    expect(events.every(({ data, errors }) => data.changeRecorded.entity && !errors)).toBe(true);
    told.leave();
  });

  it('tells only of what concerns the organisation asked for', async () => {
    const mine = await smallWorld(db);
    const told = follow(
      hub.url,
      `subscription { membershipChanged(organizationId: "${globalId('Network', mine.network)}") { id status organization { slug } } }`,
    );
    const id = randomUUID();
    await recorded(randomUUID(), await smallWorld(db));
    await recorded(id, mine);
    // Unless it was too early to be heard, which the end of the membership then tells.
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (told.events.length === 0) await ended(id);
    const [first] = await told.until(1);
    expect(first.data.membershipChanged).toMatchObject({ id: globalId('Membership', id), organization: { slug: mine.network } });
    told.leave();
  });

  it('refuses what is no subscription, what does not exist and what is too deep, without ending the process', async () => {
    const deep = `subscription { changeRecorded { ${'entity { ... on Membership { member { memberships { nodes { '.repeat(6)} id ${'} } } } }'.repeat(6)} } }`;
    for (const wrong of [
      '{ hub { version } }',
      'subscription { nothing }',
      'subscription {',
      deep,
      'subscription { changeRecorded(entityTypes: ["Moon"]) { sequence } }',
    ]) {
      const told = follow(hub.url, wrong);
      const end = await Promise.race([told.ended, told.until(1)]);
      expect(JSON.stringify([end, told.events])).toMatch(/BAD_USER_INPUT|GRAPHQL_(VALIDATION|PARSE)_FAILED|LIMIT_EXCEEDED/);
      told.leave();
    }
    expect((await hub.ask('{ hub { version } }')).hub.version).toBeTruthy();
  });

  it('hides from those without a key how an import gets on', async () => {
    const told = follow(hub.url, `subscription { rosterImportProgressed(id: "${globalId('RosterImport', randomUUID())}") { status } }`);
    const end = await Promise.race([told.ended, told.until(1)]);
    expect(JSON.stringify([end, told.events])).toContain('UNAUTHENTICATED');
    told.leave();
  });
});

async function ended(id: string): Promise<void> {
  await db.rows(sql`UPDATE membership SET superseded_at = now() WHERE id = ${id} AND superseded_at = 'infinity'`);
}

it('tells of what another hub on the same database recorded', async () => {
  const other = await serve(db);
  const told = overEvents(other.url, CHANGES);
  await heard(told);
  expect(told.events[0].data.changeRecorded.kind).toBe('CREATED');
  told.leave();
  await other.close();
});

it('goes on after the database has dropped the connection it listens on', async () => {
  const told = overWebSocket(hub.url, CHANGES);
  await heard(told);
  await db.rows(
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%listening'`,
  );
  const before = told.events.length;
  const id = await recorded(randomUUID(), await smallWorld(db));
  const events = await told.until(before + 1);
  expect(events.map(({ data }) => data.changeRecorded.entity.id)).toContain(globalId('Membership', id));
  told.leave();
});

it('stops at once, whatever is being followed, and tells the clients', async () => {
  const other = await serve(db);
  const [socket, events] = [overWebSocket(other.url, CHANGES), overEvents(other.url, CHANGES)];
  await heard(socket, events);
  await other.close();
  expect(await socket.ended).toMatchObject({ code: 1001 });
  expect(await events.ended).toBe('complete');
});

it('keeps at most 50 streams open for one address', async () => {
  const other = await serve(db);
  const streams = Array.from({ length: 50 }, () => overEvents(other.url, CHANGES));
  await heard(...streams);
  const one = overEvents(other.url, CHANGES);
  expect(await one.ended).toContain('RATE_LIMITED');
  for (const stream of streams) stream.leave();
  await other.close();
});

it('closes a connection that sends too much, or speaks another protocol', async () => {
  const address = `${hub.url.replace('http', 'ws')}/graphql`;
  const closing = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));
  const large = new WebSocket(address, 'graphql-transport-ws');
  large.once('open', () => large.send('x'.repeat(70_000)));
  large.on('error', () => undefined);
  const other = new WebSocket(address, 'something-else');
  other.on('error', () => undefined);
  const [tooLarge, unknown] = await Promise.all([closing(large), closing(other)]);
  expect(tooLarge).toBe(1009);
  expect([1002, 1006, 4406]).toContain(unknown);
});
