import { Column, Entity } from 'typeorm';
import { FactVersion } from '../../platform/fact';
import type { NameKind } from '../vocabulary/common';

/** A name some source gives an actor. */
@Entity('actor_name')
export class ActorName extends FactVersion {
  @Column('uuid', { name: 'actor_id' })
  actorId!: string;

  @Column('text')
  value!: string;

  @Column('text')
  folded!: string;

  @Column('text')
  language!: string;

  @Column('text', { nullable: true })
  script!: string | null;

  @Column('text')
  kind!: NameKind;
}
