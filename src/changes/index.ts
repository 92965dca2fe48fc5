import type { WriteContext } from '../access/write-context';
import type { Context } from '../platform/context';
import type { Typed } from '../platform/node';
import { Webhook } from './webhooks/webhook.entity';
import { maySee, WebhookResolver } from './webhooks/webhook.resolver';
import { WebhookMutations } from './webhooks/webhook-mutations.resolver';
import { type DeliveryRow, deliveryById, type WebhookRow, webhookById } from './webhooks/webhook-store';

/** Tables of what is told to others. */
export const changesEntities = [Webhook];

export const changesResolvers = [WebhookMutations, WebhookResolver];

type Load = (context: Context, id: string) => Promise<Typed | null>;

/** How to load what only its owner may see. */
export const changesNodes: ReadonlyMap<string, Load> = new Map([
  ['Webhook', forOwner(async ({ loaders }, id) => loaders.one(webhookById, id))],
  ['WebhookDelivery', forOwner(async ({ loaders }, id) => loaders.one(deliveryById, id))],
]);

function forOwner(load: (context: WriteContext, id: string) => Promise<WebhookRow | DeliveryRow | null>): Load {
  return async (context, id) => {
    const found = await load(context as WriteContext, id);
    const webhook = found && 'webhookId' in found ? await context.loaders.one(webhookById, found.webhookId) : found;
    return webhook && maySee((context as WriteContext).caller, webhook.ownerId) ? found : null;
  };
}
