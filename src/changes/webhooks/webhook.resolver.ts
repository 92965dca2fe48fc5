import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Caller } from '../../access/caller';
import { isAtLeast } from '../../access/roles';
import type { WriteContext } from '../../access/write-context';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import { HubError } from '../../platform/errors';
import { Webhook } from './webhook.entity';
import { WebhookDelivery } from './webhook-delivery';
import { type DeliveryRow, deliveriesOf, type WebhookRow, webhooksOf } from './webhook-store';

const WebhookDeliveryConnection = connectionOf('WebhookDelivery', () => WebhookDelivery);

@Resolver(() => Webhook)
export class WebhookResolver {
  @Query(() => [Webhook], { description: "The caller's webhooks: of the organisation, or, for an administrator, all." })
  async webhooks(@Ctx() { caller, hub }: WriteContext): Promise<WebhookRow[]> {
    if (!caller) throw new HubError('UNAUTHENTICATED', 'Webhooks are for those with a key: send it as "Authorization: Bearer <key>".');
    if (isAtLeast(caller.role, 'ADMIN')) return webhooksOf(hub, null);
    return caller.organizationId === null ? [] : webhooksOf(hub, caller.organizationId);
  }

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'What was sent to it, newest first.' })
  deliveries(
    @Root() webhook: WebhookRow,
    @Args(() => ForwardArgs) page: ForwardArgs,
    @Ctx() { loaders }: WriteContext,
  ): Connection<DeliveryRow> {
    return deliveriesOf.connection(loaders, page, {}, webhook.id);
  }
}

/** Whether somebody may see what belongs to an organisation, or, when it belongs to none, to the hub. */
export function maySee(caller: Caller | null, ownerId: string | null): boolean {
  return caller !== null && (isAtLeast(caller.role, 'ADMIN') || (ownerId !== null && caller.organizationId === ownerId));
}
