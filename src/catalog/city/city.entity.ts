import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/node';
import { Actor } from '../actor/actor.entity';
import { LocalGovernmentKind } from '../vocabulary/common';

@Directive('@key(fields: "unlocode")')
@Directive('@key(fields: "wikidataId")')
@Directive('@key(fields: "geonamesId")')
@Directive('@key(fields: "id")')
@ObjectType({
  implements: [Node, Actor],
  description: 'A city or any other local government (town, county, province, region). `kind` says which.',
})
@Entity('city')
export class City {
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String, { description: 'Human-readable stable key: country code and Latin name, for instance `ma-tangier`.' })
  @Column('text')
  slug!: string;

  @Field(() => LocalGovernmentKind, { description: 'What kind of local government it is.' })
  @Column('text')
  kind!: LocalGovernmentKind;

  @Column('text', { name: 'country_code' })
  countryCode!: string;

  /** First level below the country, by the gazetteer's code. */
  @Column('text', { name: 'admin1_code', nullable: true })
  admin1Code!: string | null;

  /** Second level below the country, by the gazetteer's code. */
  @Column('text', { name: 'admin2_code', nullable: true })
  admin2Code!: string | null;

  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'GeoNames id, for instance 2530335 for Tangier. A partner subgraph may use it as its only key.',
  })
  @Column('integer', { name: 'geonames_id', nullable: true })
  geonamesId!: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Wikidata item, for instance Q126148. A partner subgraph may use it as its only key.',
  })
  @Column('text', { name: 'wikidata_id', nullable: true })
  wikidataId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'UN/LOCODE without space, for instance MATNG. A partner subgraph may use it as its only key.',
  })
  @Column('text', { nullable: true })
  unlocode!: string | null;

  @Column('double precision', { nullable: true })
  latitude!: number | null;

  @Column('double precision', { nullable: true })
  longitude!: number | null;

  @Column('integer', { name: 'population', nullable: true })
  inhabitants!: number | null;

  @Column('smallint', { name: 'population_year', nullable: true })
  populationYear!: number | null;

  @Column('uuid', { name: 'source_id' })
  sourceId!: string;
}
