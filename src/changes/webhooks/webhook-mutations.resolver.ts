import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import { Allowed, type WriteRule } from '../../access/rule';
import { type Refusal, UserError, type UserErrorCode } from '../../access/user-error';
import type { WriteContext, Writing, WritingAlone } from '../../access/write-context';
import { write } from '../../access/writes/write';
import type { Database } from '../../platform/database';
import { uuidIn } from '../../platform/global-id';
import { AddressRefused, outsideAddress } from '../../platform/outside/addresses';
import type { Outside } from '../../platform/outside/outside';
import { UrlScalar } from '../../platform/scalars';
import { send } from './deliver';
import { Webhook } from './webhook.entity';
import { WebhookDelivery } from './webhook-delivery';
import {
  countWebhooks,
  createWebhook,
  type DeliveryRow,
  deliveryById,
  recordSample,
  removeWebhook,
  type WebhookRow,
  webhookById,
} from './webhook-store';
import { WebhookTopic } from './webhook-words';

/** Webhooks of one organisation. */
const MOST = 20;

/** What these mutations need besides what all share: the way to others' services. */
interface WebhookWriting extends Writing {
  readonly outside: Outside;
}

@InputType({ description: 'An address to be told of changes.' })
class WebhookInput {
  @Field(() => UrlScalar, { description: 'Where to: https, and an address anyone can reach.' })
  url!: string;

  @Field(() => [WebhookTopic], { description: 'Of what. At least one.' })
  topics!: WebhookTopic[];

  @Field(() => ID, { nullable: true, description: 'Only what concerns this organisation. Absent: of all.' })
  organizationId?: string | null;
}

@ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
class WebhookPayload {
  webhookId!: string | null;
  deliveryId!: string | null;

  @Field(() => String, { nullable: true, description: 'What each message is signed with. Shown once, when it is made.' })
  secret!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

const OWN: WriteRule<{ readonly id: string }> = {
  scope: 'webhook:write',
  own: 'PARTNER_ADMIN',
  any: 'ADMIN',
  about: async ({ id }, db) => (await webhookById.fetch(db, [uuidIn(id, 'id')])).flatMap(({ ownerId }) => ownerId ?? []),
};

const WEBHOOK_ID = { description: 'Global id.' };

@Resolver(() => WebhookPayload)
export class WebhookMutations {
  @Allowed({ ...OWN, any: 'CURATOR', about: async (_args, _db, caller: Caller) => (caller.organizationId ? [caller.organizationId] : []) })
  @Mutation(() => WebhookPayload, { description: 'Have an address told of changes. The secret is shown once, in the payload.' })
  async createWebhook(
    @Arg('input', () => WebhookInput, { description: 'The webhook to make.' }) input: WebhookInput,
    @Ctx() { tx, caller, outside }: WebhookWriting,
  ): Promise<WebhookPayload> {
    const refusal = (await refusalOf(tx, input, caller)) ?? addressRefusal(input.url, outside);
    if (refusal) return answer({ userErrors: [refusal] });
    const organizationId = input.organizationId ? uuidIn(input.organizationId, 'organizationId') : null;
    const { id, secret } = await createWebhook(tx, {
      url: input.url,
      topics: input.topics,
      organizationId,
      ownerId: caller.organizationId,
    });
    return answer({ webhookId: id, secret });
  }

  @Allowed(OWN)
  @Mutation(() => WebhookPayload, { description: 'Remove a webhook. What it was not told yet, it is not told.' })
  async deleteWebhook(@Arg('id', () => ID, WEBHOOK_ID) id: string, @Ctx() { tx }: WebhookWriting): Promise<WebhookPayload> {
    const was = await removeWebhook(tx, uuidIn(id, 'id'));
    return answer(was ? {} : { userErrors: [NOT_FOUND] });
  }

  @Allowed({ ...OWN, isItsOwnTransaction: true })
  @Mutation(() => WebhookPayload, { description: 'Send a sample now and return what the address answered.' })
  async testWebhook(
    @Arg('id', () => ID, WEBHOOK_ID) id: string,
    @Arg('topic', () => WebhookTopic, { description: 'What the sample is of.' }) topic: WebhookTopic,
    @Ctx() { hub, outside, caller, once }: WritingAlone & Pick<WebhookWriting, 'outside'>,
  ): Promise<WebhookPayload> {
    const [webhook] = await webhookById.fetch(hub, [uuidIn(id, 'id')]);
    const act = { caller, action: 'testWebhook', concerns: webhook?.organizationId ? [webhook.organizationId] : [] };
    if (!webhook) return write(hub, { act, once, work: async () => answer({ userErrors: [NOT_FOUND] }) });
    const sample = { id: v7(), topic, payload: {} };
    sample.payload = { id: sample.id, topic, at: new Date().toISOString(), isSample: true };
    const statusCode = await send(outside, { id: sample.id, payload: sample.payload, url: webhook.url, secret: webhook.secret });
    return write(hub, {
      ...{ act, once },
      work: async (tx) => answer({ webhookId: webhook.id, deliveryId: await recordSample(tx, webhook.id, { ...sample, statusCode }) }),
    });
  }

  @FieldResolver(() => Webhook, { nullable: true, description: 'The webhook as it now stands.' })
  webhook(@Root() { webhookId }: WebhookPayload, @Ctx() { loaders }: WriteContext): Promise<WebhookRow | null> {
    return loaders.one(webhookById, webhookId);
  }

  @FieldResolver(() => WebhookDelivery, { nullable: true, description: 'How the sample fared.' })
  delivery(@Root() { deliveryId }: WebhookPayload, @Ctx() { loaders }: WriteContext): Promise<DeliveryRow | null> {
    return loaders.one(deliveryById, deliveryId);
  }
}

const NOT_FOUND: Refusal = { code: 'NOT_FOUND', field: ['id'], message: 'There is no such webhook.' };

function answer(given: Partial<WebhookPayload>): WebhookPayload {
  return { webhookId: null, deliveryId: null, secret: null, userErrors: [], ...given };
}

async function refusalOf(tx: Database, { topics }: WebhookInput, caller: Caller): Promise<Refusal | null> {
  if (topics.length === 0) return refused('BLANK', 'topics', 'Say of what it is to be told.');
  if ((await countWebhooks(tx, caller.organizationId)) >= MOST)
    return refused('LIMIT_REACHED', 'url', `At most ${MOST} webhooks are kept for one organisation.`);
  return null;
}

function addressRefusal(url: string, { rules }: Outside): Refusal | null {
  try {
    outsideAddress(url, rules);
    return null;
  } catch (error) {
    if (error instanceof AddressRefused) return refused('ADDRESS_NOT_ALLOWED', 'url', error.message);
    throw error;
  }
}

function refused(code: UserErrorCode, field: string, message: string): Refusal {
  return { code, field: ['input', field], message };
}
