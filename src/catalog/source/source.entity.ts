import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';
import { LanguageTagScalar, PartialDateScalar, UrlScalar } from '../../platform/scalars';
import { SourceKind } from '../vocabulary/common';

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'A document, roster, feed or person.' })
@Entity('source')
export class Source {
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => SourceKind, { description: 'What kind of source it is.' })
  @Column('text')
  kind!: SourceKind;

  @Column('jsonb', { name: 'title' })
  titles!: LocalizedText;

  @Field(() => String, { nullable: true, description: 'Who published it.' })
  @Column('text', { nullable: true })
  publisher!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read.' })
  @Column('text', { nullable: true })
  url!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'A copy that stays.' })
  @Column('text', { name: 'archived_url', nullable: true })
  archivedUrl!: string | null;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'Language it is written in.' })
  @Column('text', { nullable: true })
  language!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was published.' })
  @Column('text', { name: 'published_on', nullable: true })
  publishedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Licence under which it may be reused.' })
  @Column('text', { nullable: true })
  license!: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
