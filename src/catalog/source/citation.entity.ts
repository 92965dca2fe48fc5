import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTimeScalar, LanguageTagScalar, PartialDateScalar } from '../../platform/scalars';

@ObjectType({ description: 'Where a fact was read, to the sentence.' })
@Entity('citation')
export class Citation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'fact_id' })
  factId!: string;

  @Column('uuid', { name: 'version_id' })
  versionId!: string;

  @Column('smallint')
  position!: number;

  @Column('uuid', { name: 'source_id' })
  sourceId!: string;

  @Field(() => PartialDateScalar, { nullable: true, description: 'The day the source speaks of: the fact was seen to hold then.' })
  @Column('text', { name: 'as_of', nullable: true })
  asOf!: string | null;

  @Field(() => String, { nullable: true, description: 'The words that say it, in the original language, at most 300 characters.' })
  @Column('text', { nullable: true })
  quote!: string | null;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'Language of the quoted words.' })
  @Column('text', { name: 'quote_language', nullable: true })
  quoteLanguage!: string | null;

  @Field(() => String, { nullable: true, description: 'Page, row or anchor.' })
  @Column('text', { nullable: true })
  locator!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was read.' })
  @Column('timestamptz', { name: 'retrieved_at', nullable: true })
  retrievedAt!: Date | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}
