import { calendarOf } from '../../src/catalog/commitment/calendar';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { type ServedHub, serve } from '../kit/serve';
import { loadedWorld } from '../kit/world';

let db: HubDatabase;
let hub: ServedHub;
beforeAll(async () => {
  db = await loadedWorld();
  hub = await serve(db);
}, 180_000);
afterAll(async () => {
  await hub.close();
  await db.close();
});

/** Lines as they were before they were folded to 75 octets. */
const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

it('has every day on which an organisation promised something, and no other', async () => {
  const [promised] = await db.rows<{ slug: string; due: string; day: string }>(sql`
    SELECT o.slug, c.due_on AS due, to_char(c.overdue_from - 1, 'YYYYMMDD') AS day FROM commitment AS c
    JOIN organization AS o ON o.id = ANY (c.responsible_ids)
    WHERE c.superseded_at = 'infinity' AND c.status IN ('OPEN', 'IN_PROGRESS') AND c.overdue_from < 'infinity' LIMIT 1`);
  const text = await calendarOf(db, { slug: promised!.slug, languages: ['en'], day: '2000-01-01' });
  expect(lines(text!)).toContain(`DTSTART;VALUE=DATE:${promised!.day}`);
  expect(await calendarOf(db, { slug: promised!.slug, languages: ['en'], day: '2300-01-01' })).not.toContain('BEGIN:VEVENT');
});

it('is a calendar that programs can subscribe to, in the asked language, and is empty for who has promised nothing', async () => {
  const response = await fetch(`${hub.url}/calendars/strong-cities-network.ics?language=fr`);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await response.text();
  expect(lines(text)[0]).toBe('BEGIN:VCALENDAR');
  expect(lines(text).at(-1)).toMatch(/^(END:VCALENDAR)?$/);
  expect(lines(text)).toContain('VERSION:2.0');
});

it.each(['/calendars/nobody.ics', '/calendars/%2e%2e.ics'])('says 404 for an organisation there is not', async (path) => {
  expect((await fetch(`${hub.url}${path}`)).status).toBe(404);
});
