import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion, Sourced } from '../../platform/fact';
import type { LocalizedText } from '../../platform/language';
import { PartialDateScalar } from '../../platform/scalars';
import { FigureMetric, FigureQualifier } from '../vocabulary/common';

@ObjectType({ implements: Sourced, description: 'A figure someone stated, not one the hub computed.' })
@Entity('reported_figure')
export class ReportedFigure extends FactVersion {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Field(() => FigureMetric, { description: 'What it counts.' })
  @Column('text')
  metric!: FigureMetric;

  @Field(() => Int, { description: 'The figure.' })
  @Column('integer')
  value!: number;

  @Field(() => FigureQualifier, { description: 'How the source puts it: more than 220, nearly 100.' })
  @Column('text')
  qualifier!: FigureQualifier;

  @Field(() => String, { description: 'The figure as printed.' })
  @Column('text', { name: 'as_printed' })
  asPrinted!: string;

  @Column('jsonb', { name: 'label', nullable: true })
  labels!: LocalizedText | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'The day it speaks of. Null: the source does not say.' })
  @Column('text', { name: 'reported_on', nullable: true })
  on!: string | null;
}
