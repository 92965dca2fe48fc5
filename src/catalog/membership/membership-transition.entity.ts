import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion } from '../../platform/fact';
import { PartialDateScalar } from '../../platform/scalars';
import { MembershipStatus } from '../vocabulary/membership';

@ObjectType({ description: 'One step in the life of a membership.' })
@Entity('membership_transition')
export class MembershipTransition extends FactVersion {
  @Column('uuid', { name: 'membership_id' })
  membershipId!: string;

  @Column('smallint')
  position!: number;

  @Field(() => MembershipStatus, { nullable: true, description: 'Status before. Null: none, or unknown.' })
  @Column('text', { name: 'from_status', nullable: true })
  from!: MembershipStatus | null;

  @Field(() => MembershipStatus, { description: 'Status after.' })
  @Column('text', { name: 'to_status' })
  to!: MembershipStatus;

  @Column('uuid', { name: 'tier_id', nullable: true })
  tierId!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it happened. Null: unknown.' })
  @Column('text', { name: 'happened_on', nullable: true })
  on!: string | null;

  @Column('uuid', { name: 'at_collaboration_id', nullable: true })
  atCollaborationId!: string | null;
}
