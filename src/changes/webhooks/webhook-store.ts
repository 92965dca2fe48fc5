import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Database } from '../../platform/database';
import type { Batch } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { sql } from '../../platform/sql';
import { Webhook } from './webhook.entity';
import type { WebhookDelivery } from './webhook-delivery';
import type { WebhookTopic } from './webhook-words';

export type WebhookRow = Webhook & Typed;
export type DeliveryRow = WebhookDelivery & Typed & { readonly webhookId: string };

const columns = () => sql`'Webhook' AS "__typename", ${columnsOf(Webhook, 'w')}`;

export const webhookById: Batch<string, WebhookRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${columns()} FROM webhook AS w WHERE w.id = ANY(${ids})`),
  keyOf: (webhook) => webhook.id,
};

/** Webhooks of an organisation, oldest first; null: every one. */
export function webhooksOf(db: Database, ownerId: string | null): Promise<WebhookRow[]> {
  return db.rows(sql`SELECT ${columns()} FROM webhook AS w WHERE ${ownerId}::uuid IS NULL OR w.owner_id = ${ownerId} ORDER BY w.id`);
}

const deliveryColumns = () => sql`'WebhookDelivery' AS "__typename", d.id, d.webhook_id AS "webhookId", e.topic, e.payload,
  d.attempted_at AS "attemptedAt", d.status_code AS "statusCode", d.attempt`;

const DELIVERIES = () => sql`webhook_delivery AS d JOIN webhook_event AS e ON e.id = d.event_id`;

export const deliveryById: Batch<string, DeliveryRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${deliveryColumns()} FROM ${DELIVERIES()} WHERE d.id = ANY(${ids})`),
  keyOf: (delivery) => delivery.id,
};

/** What was sent to a webhook, newest first. */
export const deliveriesOf = new Listed<DeliveryRow, Record<string, never>>({
  columns: deliveryColumns,
  from: DELIVERIES,
  where: () => [],
  within: (parent) => sql`d.webhook_id = ${parent}`,
  order: () => ({ keys: [{ value: sql`d.id`, type: 'uuid' }], descending: true }),
});

export interface WebhookGiven {
  readonly url: string;
  readonly topics: readonly WebhookTopic[];
  readonly organizationId: string | null;
  readonly ownerId: string | null;
}

/** Makes a webhook, which is told of what happens from now on. The secret is to be shown, once. */
export async function createWebhook(tx: Database, given: WebhookGiven): Promise<{ readonly id: string; readonly secret: string }> {
  const [id, secret] = [v7(), `whsec_${randomBytes(32).toString('base64url')}`];
  await tx.rows(sql`
    UPDATE webhook_position SET change = (SELECT last FROM change_counter), notice = (SELECT last FROM notice_counter)
    WHERE NOT EXISTS (SELECT FROM webhook WHERE is_active)`);
  await tx.rows(sql`
    INSERT INTO webhook (id, url, topics, organization_id, owner_id, secret)
    VALUES (${id}, ${given.url}, ${[...given.topics]}, ${given.organizationId}, ${given.ownerId}, ${secret})`);
  return { id, secret };
}

export async function countWebhooks(tx: Database, ownerId: string | null): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM webhook WHERE owner_id IS NOT DISTINCT FROM ${ownerId}`,
  );
  return row?.count ?? 0;
}

/** Removes a webhook, with all it was told. @returns whether there was one. */
export async function removeWebhook(tx: Database, id: string): Promise<boolean> {
  return (await tx.rows(sql`DELETE FROM webhook WHERE id = ${id} RETURNING id`)).length > 0;
}

/** Keeps a sample that was sent, as one that needs no further delivery. @returns the id of the delivery. */
export async function recordSample(db: Database, webhookId: string, sample: Sample): Promise<string> {
  const id = v7();
  await db.rows(sql`
    WITH event AS (
      INSERT INTO webhook_event (id, webhook_id, topic, entity_id, payload, delivered_at)
      VALUES (${sample.id}, ${webhookId}, ${sample.topic}, ${webhookId}, ${JSON.stringify(sample.payload)}, now()) RETURNING id
    )
    INSERT INTO webhook_delivery (id, webhook_id, event_id, attempt, status_code) SELECT ${id}, ${webhookId}, id, 1, ${sample.statusCode}::int FROM event`);
  return id;
}

export interface Sample {
  readonly id: string;
  readonly topic: WebhookTopic;
  readonly payload: unknown;
  readonly statusCode: number | null;
}

/** Forgets what was told long ago, and which requests were repeated. */
export async function tidy(db: Database): Promise<void> {
  await db.rows(sql`DELETE FROM webhook_event WHERE created_at < now() - interval '30 days'`);
  await db.rows(sql`DELETE FROM idempotent_write WHERE at < now() - interval '24 hours'`);
}
