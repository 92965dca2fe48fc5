import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/node';
import { DateTimeScalar, UrlScalar } from '../../platform/scalars';
import { WebhookTopic } from './webhook-words';

@ObjectType({ implements: Node, description: 'An address that is told of changes.' })
@Entity('webhook')
export class Webhook {
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => UrlScalar, { description: 'Where messages are sent, by POST.' })
  @Column('text')
  url!: string;

  @Field(() => [WebhookTopic], { description: 'What it is told of.' })
  @Column('text', { array: true })
  topics!: WebhookTopic[];

  @Column('uuid', { name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column('uuid', { name: 'owner_id', nullable: true })
  ownerId!: string | null;

  @Column('text')
  secret!: string;

  @Field(() => Boolean, { description: 'False: it failed 20 times in a row, and is told no more.' })
  @Column('boolean', { name: 'is_active' })
  isActive!: boolean;

  @Field(() => Int, { description: 'Failures since the last success. Disabled after 20.' })
  @Column('integer', { name: 'failure_count' })
  failureCount!: number;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
