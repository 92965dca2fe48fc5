import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion } from '../../platform/fact';
import { AccessAudience } from '../vocabulary/commitment';
import { OnwardSharing } from '../vocabulary/membership';

@ObjectType({ description: 'Who may use a resource.' })
@Entity('access_rule')
export class AccessRule extends FactVersion {
  @Column('uuid', { name: 'resource_id' })
  resourceId!: string;

  @Field(() => AccessAudience, { description: 'For whom it is.' })
  @Column('text')
  audience!: AccessAudience;

  @Column('uuid', { name: 'tier_id', nullable: true })
  tierId!: string | null;

  @Column('uuid', { name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column('uuid', { name: 'actor_ids', array: true })
  actorIds!: string[];

  @Field(() => OnwardSharing, { description: 'Whether those who may use it may pass it on.' })
  @Column('text', { name: 'onward_sharing' })
  onwardSharing!: OnwardSharing;
}
