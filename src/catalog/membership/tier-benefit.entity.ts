import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion } from '../../platform/fact';
import type { LocalizedText } from '../../platform/language';
import { BenefitKind, OnwardSharing } from '../vocabulary/membership';

@ObjectType({ description: 'Something a tier gives to those who hold it.' })
@Entity('tier_benefit')
export class TierBenefit extends FactVersion {
  @Column('uuid', { name: 'tier_id' })
  tierId!: string;

  @Field(() => BenefitKind, { description: 'What it gives.' })
  @Column('text')
  kind!: BenefitKind;

  @Column('jsonb', { name: 'description' })
  descriptions!: LocalizedText;

  @Field(() => OnwardSharing, { description: 'Whether holders may pass it on to their own members.' })
  @Column('text', { name: 'onward_sharing' })
  onwardSharing!: OnwardSharing;
}
