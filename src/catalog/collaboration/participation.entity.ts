import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion, Sourced } from '../../platform/fact';
import { Node } from '../../platform/node';
import { ParticipationRole } from '../vocabulary/collaboration';

@Directive('@key(fields: "id")')
@ObjectType({ implements: [Node, Sourced], description: "An actor's part in a collaboration." })
@Entity('participation')
export class Participation extends FactVersion {
  @Column('uuid', { name: 'collaboration_id' })
  collaborationId!: string;

  @Column('uuid', { name: 'actor_id' })
  actorId!: string;

  @Field(() => ParticipationRole, { description: 'Its part.' })
  @Column('text')
  role!: ParticipationRole;

  @Column('uuid', { name: 'on_behalf_of_id', nullable: true })
  onBehalfOfId!: string | null;

  @Field(() => String, { nullable: true, description: 'For whom it took part, in words, where that is no actor the hub knows.' })
  @Column('text', { name: 'on_behalf_of_text', nullable: true })
  onBehalfOfText!: string | null;

  @Column('uuid', { name: 'represented_by_ids', array: true })
  representedByIds!: string[];
}
