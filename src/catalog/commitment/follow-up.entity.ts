import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion, Sourced } from '../../platform/fact';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';
import { PartialDateScalar } from '../../platform/scalars';
import { FollowUpKind, FollowUpStatus } from '../vocabulary/commitment';

@Directive('@key(fields: "id")')
@ObjectType({ implements: [Node, Sourced], description: 'A planned or held check on a collaboration or on one commitment.' })
@Entity('follow_up')
export class FollowUp extends FactVersion {
  @Column('uuid', { name: 'collaboration_id' })
  collaborationId!: string;

  @Column('uuid', { name: 'commitment_id', nullable: true })
  commitmentId!: string | null;

  @Field(() => FollowUpKind, { description: 'How progress is looked at.' })
  @Column('text')
  kind!: FollowUpKind;

  @Column('jsonb', { name: 'description', nullable: true })
  descriptions!: LocalizedText | null;

  @Field(() => String, {
    nullable: true,
    description: 'RFC 5545 recurrence rule (`FREQ=MONTHLY;INTERVAL=6`). Null when the source says only `periodic`.',
  })
  @Column('text', { nullable: true })
  recurrence!: string | null;

  @Field(() => Boolean, { description: 'True when the source promises repetition, whether or not the interval is known.' })
  @Column('boolean', { name: 'is_periodic' })
  isPeriodic!: boolean;

  @Field(() => PartialDateScalar, { nullable: true, description: 'The day it was first planned for.' })
  @Column('text', { name: 'scheduled_on', nullable: true })
  scheduledOn!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'The day of the next one. Null: not known.' })
  @Column('text', { name: 'next_due_on', nullable: true })
  nextDueOn!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'The day of the last one held. Null: none is recorded.' })
  @Column('text', { name: 'last_held_on', nullable: true })
  lastHeldOn!: string | null;

  @Field(() => FollowUpStatus, { description: 'Where it stands.' })
  @Column('text')
  status!: FollowUpStatus;

  @Column('uuid', { name: 'assignee_ids', array: true })
  assigneeIds!: string[];

  @Column('uuid', { name: 'held_at_id', nullable: true })
  heldAtId!: string | null;
}
