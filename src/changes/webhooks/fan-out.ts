import { v7 } from 'uuid';
import type { Database, HubDatabase } from '../../platform/database';
import { globalId } from '../../platform/global-id';
import { sql } from '../../platform/sql';
import { inTransaction } from '../../platform/transaction';
import { type Notice, noticesBehind } from '../notices';
import { PRIVATE_TOPICS, topicOf, type WebhookTopic } from './webhook-words';

const PAGE = 500;

interface Position {
  readonly change: string;
  readonly notice: string;
}

/** Something webhooks can be told of. */
interface Happening {
  readonly topic: WebhookTopic;
  readonly entityId: string;
  readonly concerns: readonly string[];
  readonly message: Readonly<Record<string, unknown>>;
}

interface Hook {
  readonly id: string;
  readonly topics: readonly WebhookTopic[];
  readonly organizationId: string | null;
  readonly ownerId: string | null;
}

/**
 * Turns what happened since the last time into events of the webhooks that want to know, and asks for their delivery. Each exactly once,
 * whichever process does it, as the position moves in the same transaction. Without a webhook it costs one look.
 */
export async function fanOut(db: HubDatabase): Promise<void> {
  const [any] = await db.rows(sql`SELECT 1 AS one FROM webhook WHERE is_active LIMIT 1`);
  if (!any) return;
  let hasMore = true;
  while (hasMore) hasMore = await inTransaction(db, fanOutPage);
}

/** @returns whether there is more to do. */
async function fanOutPage(tx: Database): Promise<boolean> {
  const [position] = await tx.rows<Position>(sql`SELECT change::text, notice::text FROM webhook_position FOR UPDATE`);
  if (!position) return false;
  const changes = await changesBehind(tx, position.change);
  const notices = await noticesBehind(tx, position.notice, PAGE);
  if (changes.length + notices.length === 0) return false;
  const hooks = await tx.rows<Hook>(sql`
    SELECT w.id, w.topics, w.organization_id AS "organizationId", w.owner_id AS "ownerId" FROM webhook AS w WHERE w.is_active`);
  const events = [...changes.flatMap(happeningOf), ...notices.map(noticed)].flatMap((happening) => eventsOf(happening, hooks));
  if (events.length > 0) await record(tx, events);
  await tx.rows(sql`
    UPDATE webhook_position SET change = ${changes.at(-1)?.sequence ?? position.change}, notice = ${notices.at(-1)?.sequence ?? position.notice}`);
  return changes.length === PAGE || notices.length === PAGE;
}

interface ChangeToTell {
  readonly sequence: string;
  readonly at: Date;
  readonly kind: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly fields: readonly string[];
  readonly concerns: readonly string[];
}

function changesBehind(tx: Database, after: string): Promise<ChangeToTell[]> {
  return tx.rows(sql`
    SELECT c.sequence::text, c.at, c.kind, c.entity_type AS "entityType", c.entity_id AS "entityId", c.fields, c.concerns
    FROM change AS c WHERE c.sequence > ${after}::bigint ORDER BY c.sequence LIMIT ${PAGE}`);
}

function happeningOf(change: ChangeToTell): Happening[] {
  const topic = topicOf(change);
  if (topic === null) return [];
  const { sequence, at, kind, entityType, entityId, fields, concerns } = change;
  const entity = { type: entityType, id: globalId(entityType, entityId) };
  return [{ topic, entityId, concerns, message: { topic, at: at.toISOString(), sequence, kind, entity, fields } }];
}

function noticed({ topic, at, entityType, entityId, concerns }: Notice): Happening {
  return {
    topic,
    entityId,
    concerns,
    message: { topic, at: at.toISOString(), entity: { type: entityType, id: globalId(entityType, entityId) } },
  };
}

interface Event extends Happening {
  readonly id: string;
  readonly webhookId: string;
}

function eventsOf(happening: Happening, hooks: readonly Hook[]): Event[] {
  return hooks.filter((hook) => wants(hook, happening)).map((hook) => ({ ...happening, id: v7(), webhookId: hook.id }));
}

function wants({ topics, organizationId, ownerId }: Hook, { topic, concerns }: Happening): boolean {
  if (!topics.includes(topic)) return false;
  if (organizationId !== null && !concerns.includes(organizationId)) return false;
  return !PRIVATE_TOPICS.includes(topic) || ownerId === null || concerns.includes(ownerId);
}

/** One job for each webhook and entity: it delivers all that is to be told of the entity, in order. One at a time for each webhook. */
async function record(tx: Database, events: readonly Event[]): Promise<void> {
  const column = <Value>(value: (event: Event) => Value) => events.map(value);
  await tx.rows(sql`
    INSERT INTO webhook_event (id, webhook_id, topic, entity_id, payload)
    SELECT id, webhook_id, topic, entity_id, payload::jsonb FROM unnest(
      ${column(({ id }) => id)}::uuid[], ${column(({ webhookId }) => webhookId)}::uuid[], ${column(({ topic }) => topic)}::text[],
      ${column(({ entityId }) => entityId)}::uuid[], ${column(({ id, message }) => JSON.stringify({ id, ...message }))}::text[]
    ) WITH ORDINALITY AS e (id, webhook_id, topic, entity_id, payload, place) ORDER BY place`);
  await tx.rows(sql`
    SELECT graphile_worker.add_job('deliver', json_build_object('webhookId', webhook_id, 'entityId', entity_id),
      queue_name => 'webhook ' || webhook_id, max_attempts => 25, job_key => 'deliver ' || webhook_id || ' ' || entity_id,
      job_key_mode => 'preserve_run_at')
    FROM (SELECT DISTINCT webhook_id, entity_id FROM unnest(
      ${column(({ webhookId }) => webhookId)}::uuid[], ${column(({ entityId }) => entityId)}::uuid[]) AS e (webhook_id, entity_id)) AS asked`);
}
