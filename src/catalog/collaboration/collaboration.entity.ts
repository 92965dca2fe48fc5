import { Field, InterfaceType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion, Sourced, Temporal } from '../../platform/fact';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';
import {
  type AgreementKind,
  type CollaborationKind,
  CollaborationStatus,
  type EventKind,
  type EventMode,
  type TwinningKind,
} from '../vocabulary/collaboration';

@InterfaceType({
  implements: [Node, Sourced, Temporal],
  description: 'Things done together: twinnings, joint projects, events and agreements.',
})
@Entity('collaboration')
export class Collaboration extends FactVersion {
  @Column('text')
  kind!: CollaborationKind;

  @Column('text', { name: 'twinning_kind', nullable: true })
  twinningKind!: TwinningKind | null;

  @Column('text', { name: 'event_kind', nullable: true })
  eventKind!: EventKind | null;

  @Column('text', { name: 'agreement_kind', nullable: true })
  agreementKind!: AgreementKind | null;

  @Column('jsonb', { name: 'title' })
  titles!: LocalizedText;

  @Column('jsonb', { name: 'summary', nullable: true })
  summaries!: LocalizedText | null;

  @Column('text')
  folded!: string;

  @Field(() => CollaborationStatus, { description: 'Where it stands.' })
  @Column('text')
  status!: CollaborationStatus;

  @Column('uuid', { name: 'location_id', nullable: true })
  locationId!: string | null;

  @Column('text', { name: 'location_country_code', nullable: true })
  locationCountryCode!: string | null;

  @Column('text')
  mode!: EventMode;

  @Column('text', { nullable: true })
  programme!: string | null;

  @Column('double precision', { name: 'budget_amount', nullable: true })
  budgetAmount!: number | null;

  @Column('text', { name: 'budget_currency', nullable: true })
  budgetCurrency!: string | null;

  @Column('text', { name: 'adopted_on', nullable: true })
  adoptedOn!: string | null;

  @Column('text', { nullable: true })
  document!: string | null;

  @Column('uuid', { name: 'theme_ids', array: true })
  themeIds!: string[];

  @Column('uuid', { name: 'region_ids', array: true })
  regionIds!: string[];
}
