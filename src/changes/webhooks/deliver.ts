import { createHmac } from 'node:crypto';
import { v7 } from 'uuid';
import type { Database } from '../../platform/database';
import type { Outside } from '../../platform/outside/outside';
import { sql } from '../../platform/sql';

/** Milliseconds a receiver has to answer, and how much of its answer is read. */
const DEADLINE = 10_000;
const MOST = 16 * 1024;
/** Failures in a row after which a webhook is told no more. */
const MOST_FAILURES = 20;

/** A message that did not arrive: to be tried again, later each time. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered';
}

interface Waiting {
  readonly id: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly url: string;
  readonly secret: string;
}

export interface Delivery {
  readonly webhookId: string;
  readonly entityId: string;
}

/**
 * Tells a webhook all there is to tell of one entity, oldest first; stops at the first that does not arrive, so that none overtakes another.
 *
 * @throws Undelivered when one did not arrive.
 */
export async function deliver(db: Database, outside: Outside, delivery: Delivery): Promise<void> {
  for (;;) {
    const next = await nextOf(db, delivery);
    if (!next) return;
    const statusCode = await send(outside, next);
    const arrived = statusCode !== null && statusCode >= 200 && statusCode < 300;
    await recordAttempt(db, delivery.webhookId, { ...next, statusCode, arrived });
    if (!arrived) throw new Undelivered(`the receiver answered ${statusCode ?? 'nothing'}`);
  }
}

async function nextOf(db: Database, { webhookId, entityId }: Delivery): Promise<Waiting | null> {
  const [next] = await db.rows<Waiting>(sql`
    SELECT e.id, e.payload, w.url, w.secret, (SELECT count(*)::int FROM webhook_delivery AS d WHERE d.event_id = e.id) AS attempts
    FROM webhook_event AS e JOIN webhook AS w ON w.id = e.webhook_id
    WHERE e.webhook_id = ${webhookId} AND e.entity_id = ${entityId} AND e.delivered_at IS NULL AND w.is_active ORDER BY e.number LIMIT 1`);
  return next ?? null;
}

/** Sends a message, signed. @returns the status that was answered, or null. */
export async function send(outside: Outside, { id, payload, url, secret }: Omit<Waiting, 'attempts'>): Promise<number | null> {
  const body = JSON.stringify(payload);
  const headers = { 'content-type': 'application/json', 'hub-delivery': id, 'hub-signature': signatureOf(secret, body) };
  const answer = await outside.ask(url, { headers, body, deadline: DEADLINE, most: MOST });
  // Whoever answers at length has heard it all the same.
  if (answer.outcome === 'answered') return answer.status;
  return null;
}

/** `t=<seconds>,v1=<hex>`: the HMAC-SHA256 of the seconds, a dot and the body, so that an old message cannot be sent again as a new one. */
export function signatureOf(secret: string, body: string, seconds = Math.floor(Date.now() / 1000)): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

interface Attempted extends Waiting {
  readonly statusCode: number | null;
  readonly arrived: boolean;
}

async function recordAttempt(db: Database, webhookId: string, { id, attempts, statusCode, arrived }: Attempted): Promise<void> {
  await db.rows(sql`
    WITH noted AS (
      INSERT INTO webhook_delivery (id, webhook_id, event_id, attempt, status_code)
      VALUES (${v7()}, ${webhookId}, ${id}, ${attempts + 1}, ${statusCode})
    ), done AS (
      UPDATE webhook_event SET delivered_at = now() WHERE id = ${id} AND ${arrived}
    )
    UPDATE webhook SET failure_count = CASE WHEN ${arrived} THEN 0 ELSE failure_count + 1 END,
      is_active = ${arrived} OR failure_count + 1 < ${MOST_FAILURES}
    WHERE id = ${webhookId}`);
}
