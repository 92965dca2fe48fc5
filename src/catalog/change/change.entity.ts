import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/node';
import { DateTimeScalar, JsonScalar } from '../../platform/scalars';
import { ChangeKind } from '../vocabulary/common';

@ObjectType({
  implements: Node,
  description: 'One recorded change. The feed is ordered and gap-free: keep `sequence` to resume.',
})
@Entity('change')
export class Change {
  @Field(() => String, { description: 'Place in the feed: an unsigned decimal number, one more than that of the change before.' })
  @PrimaryColumn('bigint')
  sequence!: string;

  @Field(() => DateTimeScalar, { description: 'When it was recorded. The order of the feed is that of `sequence`, not of clocks.' })
  @Column('timestamptz')
  at!: Date;

  @Field(() => ChangeKind, { description: 'What happened.' })
  @Column('text')
  kind!: ChangeKind;

  @Field(() => String, { description: 'Type of what changed, for instance `Membership`.' })
  @Column('text', { name: 'entity_type' })
  entityType!: string;

  @Column('uuid', { name: 'entity_id' })
  entityId!: string;

  @Column('uuid', { name: 'version_id', nullable: true })
  versionId!: string | null;

  @Field(() => [String], { description: 'Field paths that changed.' })
  @Column('text', { array: true })
  fields!: string[];

  @Field(() => JsonScalar, { nullable: true, description: 'What was recorded before. Null: nothing.' })
  @Column('jsonb', { nullable: true })
  before!: Record<string, unknown> | null;

  @Field(() => JsonScalar, { nullable: true, description: 'What is recorded now.' })
  @Column('jsonb', { nullable: true })
  after!: Record<string, unknown> | null;

  @Column('uuid', { array: true })
  concerns!: string[];

  @Column('uuid', { name: 'on_behalf_of_id', nullable: true })
  onBehalfOfId!: string | null;

  @Column('bigint', { name: 'audit_id' })
  auditId!: string;

  @Column('text', { nullable: true })
  reason!: string | null;
}
