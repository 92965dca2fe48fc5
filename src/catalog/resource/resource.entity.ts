import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion, Sourced } from '../../platform/fact';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';
import { LanguageTagScalar, PartialDateScalar, UrlScalar } from '../../platform/scalars';
import { ResourceKind } from '../vocabulary/commitment';

@Directive('@key(fields: "id")')
@ObjectType({
  implements: [Node, Sourced],
  description: 'A guide, tool, training, case study or data set that helps local governments.',
})
@Entity('resource')
export class Resource extends FactVersion {
  @Column('jsonb', { name: 'title' })
  titles!: LocalizedText;

  @Column('jsonb', { name: 'summary', nullable: true })
  summaries!: LocalizedText | null;

  @Column('text')
  folded!: string;

  @Field(() => ResourceKind, { description: 'What it is.' })
  @Column('text')
  kind!: ResourceKind;

  @Column('uuid', { name: 'publisher_id' })
  publisherId!: string;

  @Column('uuid', { name: 'theme_ids', array: true })
  themeIds!: string[];

  @Field(() => [LanguageTagScalar], { description: 'Languages in which it can be had.' })
  @Column('text', { array: true })
  languages!: string[];

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be had.' })
  @Column('text', { nullable: true })
  url!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was published.' })
  @Column('text', { name: 'published_on', nullable: true })
  publishedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Licence under which it may be reused.' })
  @Column('text', { nullable: true })
  license!: string | null;

  @Column('uuid', { name: 'collaboration_ids', array: true })
  collaborationIds!: string[];
}
