import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../../platform/node';
import { DateTimeScalar, JsonScalar } from '../../platform/scalars';
import { WebhookTopic } from './webhook-words';

@ObjectType({ implements: Node, description: 'One attempt to tell a webhook of something.' })
export class WebhookDelivery extends Node {
  @Field(() => WebhookTopic, { description: 'What it is about.' })
  topic!: WebhookTopic;

  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  attemptedAt!: Date;

  @Field(() => Int, { nullable: true, description: 'What was answered. Null: nothing, within 10 seconds or at all.' })
  statusCode!: number | null;

  @Field(() => Int, { description: 'How many times the same was sent by then, from 1.' })
  attempt!: number;

  @Field(() => JsonScalar, { description: 'What was sent.' })
  payload!: unknown;
}
