import { remind } from '../../src/catalog';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { overEvents } from '../kit/live';
import { type ServedHub, serve } from '../kit/serve';
import { loadedWorld } from '../kit/world';

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

/** A day by which everything with a day is overdue. */
const LATE = '2200-01-01';

it('gives notice of each commitment and follow-up once, when its day has passed', async () => {
  expect(await remind(db, '1990-01-01')).toBe(0);
  const told = overEvents(
    hub.url,
    'subscription { becameOverdue { __typename ... on Commitment { id dueOn } ... on FollowUp { id nextDueOn } } }',
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [due] = await db.rows<{ count: number }>(sql`
    SELECT (SELECT count(*) FROM commitment WHERE superseded_at = 'infinity' AND status IN ('OPEN', 'IN_PROGRESS') AND overdue_from < 'infinity')::int
      + (SELECT count(*) FROM follow_up WHERE superseded_at = 'infinity' AND status = 'PLANNED' AND overdue_from < 'infinity')::int AS count`);
  expect(due!.count).toBeGreaterThan(0);
  expect(await remind(db, LATE)).toBe(due!.count);
  expect(await remind(db, LATE)).toBe(0);
  const events = await told.until(due!.count);
  expect(new Set(events.map(({ data }) => data.becameOverdue.id)).size).toBe(due!.count);
  expect(events.every(({ data }) => data.becameOverdue.dueOn ?? data.becameOverdue.nextDueOn)).toBeTruthy();
  told.leave();
});

it('gives one notice however many processes remind at once', async () => {
  await db.rows(sql`DELETE FROM reminder`);
  const given = await Promise.all(Array.from({ length: 6 }, () => remind(db, LATE)));
  const [remembered] = await db.rows<{ count: number }>(sql`SELECT count(*)::int AS count FROM reminder`);
  expect(given.reduce((sum, count) => sum + count)).toBe(remembered!.count);
});
