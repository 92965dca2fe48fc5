import { Field, InterfaceType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/node';
import { Actor } from '../actor/actor.entity';
import type { ActorKind, GeographicScope, InstitutionKind } from '../vocabulary/common';

@InterfaceType({ implements: [Node, Actor], description: 'An actor that other actors can join, or that organises, funds or publishes.' })
@Entity('organization')
export class Organization {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'kind' })
  organizationKind!: ActorKind;

  @Field(() => String, { description: 'Human-readable stable key, used in URLs.' })
  @Column('text')
  slug!: string;

  @Field(() => String, { nullable: true, description: 'Usual abbreviation, if any (AMPCC, SCN, IIJ).' })
  @Column('text', { nullable: true })
  acronym!: string | null;

  @Column('text', { name: 'institution_kind', nullable: true })
  institutionKind!: InstitutionKind | null;

  @Column('text', { nullable: true })
  scope!: GeographicScope | null;

  @Column('text', { name: 'country_code', nullable: true })
  countryCode!: string | null;

  @Column('uuid', { name: 'seat_id', nullable: true })
  seatId!: string | null;

  @Column('text', { name: 'founded_on', nullable: true })
  foundedOn!: string | null;

  @Column('uuid', { name: 'theme_ids', array: true })
  themeIds!: string[];

  @Column('text', { name: 'wikidata_id', nullable: true })
  wikidataId!: string | null;

  @Column('uuid', { name: 'source_id' })
  sourceId!: string;
}
