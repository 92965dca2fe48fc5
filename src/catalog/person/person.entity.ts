import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description: 'A person, recorded only for public office. No contact data, no private life; erasable on request.',
})
@Entity('person')
export class Person {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('jsonb', { name: 'name' })
  names!: LocalizedText;

  @Column('text')
  folded!: string;

  @Field(() => ID, { nullable: true, description: 'Wikidata item.' })
  @Column('text', { name: 'wikidata_id', nullable: true })
  wikidataId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** When the data were taken away; null: they are there. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt!: Date | null;
}
