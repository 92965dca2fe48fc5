import { Field, InterfaceType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/node';
import { UrlScalar } from '../../platform/scalars';
import type { ActorKind } from '../vocabulary/common';

@InterfaceType({
  implements: Node,
  description: 'Anything that can join, sign, organise or use something: a city, a country, an association, a network or an institution.',
})
@Entity('actor')
export class Actor {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'kind' })
  actorKind!: ActorKind;

  /** What to call it when no name in the asked language is known: its English name, else the gazetteer's. */
  @Column('text', { name: 'name' })
  label!: string;

  @Column('text')
  folded!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Official site.' })
  @Column('text', { nullable: true })
  website!: string | null;

  /** The record that stands for this one, which was merged into it; null: it stands for itself. */
  @Column('uuid', { name: 'merged_into_id', nullable: true })
  mergedIntoId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
