import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion } from '../../platform/fact';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';
import { ActorKind } from '../vocabulary/common';
import { TierCategory } from '../vocabulary/membership';

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'A kind of membership: full member, observer, `Friend of Strong Cities`.' })
@Entity('membership_tier')
export class MembershipTier extends FactVersion {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Field(() => String, { description: 'Stable key within its organisation.' })
  @Column('text')
  code!: string;

  @Column('jsonb', { name: 'name' })
  names!: LocalizedText;

  @Field(() => TierCategory, { description: 'What sort of membership it is, comparable across organisations.' })
  @Column('text')
  category!: TierCategory;

  @Field(() => [ActorKind], { description: 'Which kinds of actor may hold it.' })
  @Column('text', { name: 'open_to', array: true })
  openTo!: ActorKind[];

  @Field(() => Int, {
    nullable: true,
    description: 'Length of the term in years, when it ends by itself (an MCR2030 Resilience Hub is recognised for 3).',
  })
  @Column('smallint', { name: 'term_years', nullable: true })
  termYears!: number | null;
}
