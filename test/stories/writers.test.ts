import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { migrate } from '../../src/platform/migrate';
import { openPostgres, type RunningPostgres } from '../../src/platform/postgres';
import { runningServer } from '../../src/platform/postgres/pid-file';
import { sql } from '../../src/platform/sql';
import type { Data } from '../kit/ask';
import { connectTo } from '../kit/database';
import { type SmallWorld, smallWorld } from '../kit/facts';
import { type Program, program } from '../kit/program';

/* Eight partners write at random to the program itself, while the database is killed twice. */

const ADMIN = 'an-administrator-key-of-the-tests-0123456789';
const WRITERS = 8;
/** Enough for each writer to be interrupted by both restarts. */
const SECONDS = Number(process.env.HUB_TEST_SECONDS ?? 8);

let folder: string;
let postgres: RunningPostgres;
let db: HubDatabase;
let hub: Program;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-test-folder-'));
  chmodSync(folder, 0o711);
  postgres = await openPostgres({ dataDir: join(folder, 'data'), purpose: 'serve', say: () => undefined, throwaway: true });
  db = await connectTo(postgres.url);
  await migrate(db);
  hub = await program(db, { HUB_ADMIN_KEY: ADMIN, HUB_REQUESTS_PER_MINUTE: '1000000', HUB_OBJECTS_PER_MINUTE: '1000000000' });
}, 120_000);
afterAll(async () => {
  await hub.kill('SIGKILL');
  await db.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function killDatabase(): Promise<void> {
  const server = runningServer(join(postgres.dataDir, 'postgres/data'));
  if (server) process.kill(server.pid, 'SIGKILL');
}

let number = 0;

/** Sends a write until the hub has answered it, as a client does that keeps its Idempotency-Key. */
async function written(query: string, input: Record<string, unknown>): Promise<Data> {
  const key = `write-${number++}`;
  for (;;) {
    const answer = await sent(query, input, key).catch(() => undefined);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function sent(query: string, input: Record<string, unknown>, key: string): Promise<Data | undefined> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}`, 'idempotency-key': key },
    body: JSON.stringify({ query, variables: { input } }),
    signal: AbortSignal.timeout(20_000),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown[] };
  // Done, perhaps, and then the database went before the answer was whole: the same key gets the answer again.
  return data && !errors ? Object.values(data)[0] : undefined;
}

const PAYLOAD = '{ membership { id status } userErrors { code message } }';
const RECORD = `mutation ($input: MembershipInput!) { recordMembership(input: $input) ${PAYLOAD} }`;
const STEP = `mutation ($input: MembershipTransitionInput!) { transitionMembership(input: $input) ${PAYLOAD} }`;
const citations = [{ kind: 'PARTNER_STATEMENT', title: 'What a partner told' }];

/** The life of a membership, a write a year; answers what was acknowledged. */
async function life(of: SmallWorld, isOver: () => boolean): Promise<readonly string[]> {
  const [memberId, organizationId] = [globalId('City', of.city), globalId('Network', of.network)];
  const recorded = await written(RECORD, { memberId, organizationId, status: 'ACTIVE', validFrom: '2001', citations });
  expect(recorded.userErrors).toEqual([]);
  const statuses = ['ACTIVE'];
  for (const [at, to] of ['SUSPENDED', 'ACTIVE', 'SUSPENDED', 'WITHDRAWN'].entries()) {
    if (isOver()) break;
    const step = await written(STEP, { membershipId: recorded.membership.id, to, on: `${2002 + at}`, citations });
    expect(step.userErrors).toEqual([]);
    statuses.push(to);
  }
  return statuses;
}

it('keeps every acknowledged write, once, whatever happens to the database', async () => {
  const worlds: SmallWorld[] = [];
  while (worlds.length < 600) worlds.push(await smallWorld(db));
  const [start] = await db.rows<{ last: string }>(sql`SELECT last FROM change_counter`);
  const end = Date.now() + SECONDS * 1000;
  const isOver = () => Date.now() > end;
  const kills = [setTimeout(killDatabase, SECONDS * 300), setTimeout(killDatabase, SECONDS * 700)];
  const lives = new Map<string, readonly string[]>();
  const writer = async () => {
    while (!isOver()) {
      const world = worlds.pop();
      if (!world) return;
      lives.set(world.network, await life(world, isOver));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  for (const kill of kills) clearTimeout(kill);

  const acknowledged = [...lives.values()].reduce((sum, { length }) => sum + length, 0);
  expect(acknowledged).toBeGreaterThan(WRITERS);
  // One row of the audit record for each, and none without a change behind it.
  const [audited] = await db.rows(sql`
    SELECT count(*)::int AS writes, count(*) FILTER (WHERE EXISTS (SELECT FROM change AS c WHERE c.audit_id = a.id))::int AS told
    FROM audit AS a WHERE caller = 'HUB_ADMIN_KEY' AND outcome = 'DONE'`);
  expect(audited).toEqual({ writes: acknowledged, told: acknowledged });
  // The feed has no gap.
  const [feed] = await db.rows<{ changes: string; last: string }>(sql`
    SELECT (SELECT count(*) FROM change WHERE sequence > ${start!.last}) + ${start!.last}::bigint AS changes, (SELECT last FROM change_counter) AS last`);
  expect(feed!.changes).toBe(feed!.last);
  // Of each membership the hub holds the very steps that were acknowledged, in spans that follow one another.
  const spans = await db.rows<{ network: string; statuses: string[]; overlaps: boolean }>(sql`
    SELECT m.organization_id AS network, array_agg(m.status ORDER BY m.valid_from) AS statuses,
      bool_or(EXISTS (SELECT FROM membership AS o WHERE o.id = m.id AND o.version_id <> m.version_id AND o.superseded_at = 'infinity'
        AND daterange(o.valid_from, o.valid_to) && daterange(m.valid_from, m.valid_to))) AS overlaps
    FROM membership AS m WHERE m.superseded_at = 'infinity' GROUP BY 1`);
  expect(spans.filter(({ overlaps }) => overlaps)).toEqual([]);
  expect(new Map(spans.map(({ network, statuses }) => [network, statuses]))).toEqual(lives);
}, 180_000);
