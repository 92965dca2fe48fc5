import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/node';
import { Actor } from '../actor/actor.entity';

@Directive('@key(fields: "isoAlpha2")')
@Directive('@key(fields: "id")')
@ObjectType({ implements: [Node, Actor], description: 'A country or territory (ISO 3166-1).' })
@Entity('country')
export class Country {
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => ID, { description: 'ISO 3166-1 alpha-2, for instance MA. `XK` is user-assigned, as the sources use it.' })
  @Column('text', { name: 'iso_alpha2' })
  isoAlpha2!: string;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-3, for instance MAR.' })
  @Column('text', { name: 'iso_alpha3', nullable: true })
  isoAlpha3!: string | null;

  @Column('text', { nullable: true })
  m49!: string | null;

  @Field(() => ID, { nullable: true, description: 'Wikidata item, for instance Q1028.' })
  @Column('text', { name: 'wikidata_id', nullable: true })
  wikidataId!: string | null;
}
