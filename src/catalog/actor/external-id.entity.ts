import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { UrlScalar } from '../../platform/scalars';

@Directive('@shareable')
@ObjectType({ description: 'An identifier in another system.', simpleResolvers: true })
@Entity('external_id')
export class ExternalId {
  @PrimaryColumn('uuid', { name: 'actor_id' })
  actorId!: string;

  @Field(() => String, {
    description: 'Registered scheme: geonames, wikidata, unlocode, osm, ror, lei, iso3166-1, iso3166-2, m49, insee, istat.',
  })
  @PrimaryColumn('text')
  scheme!: string;

  @Field(() => String, { description: 'The identifier, as that system writes it.' })
  @PrimaryColumn('text')
  value!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Where that system shows it.' })
  @Column('text', { nullable: true })
  url!: string | null;
}
