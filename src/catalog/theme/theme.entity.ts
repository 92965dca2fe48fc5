import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';

@Directive('@key(fields: "code")')
@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'A subject, with its place in a taxonomy and the SDGs it serves.' })
@Entity('theme')
export class Theme {
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => ID, { description: 'Stable key, for instance `hate-polarisation-extremism`.' })
  @Column('text')
  code!: string;

  @Column('jsonb', { name: 'name' })
  names!: LocalizedText;

  @Column('uuid', { name: 'broader_id', nullable: true })
  broaderId!: string | null;

  @Field(() => [Int], { description: 'Numbers of the Sustainable Development Goals it serves, 1 to 17.' })
  @Column('smallint', { array: true })
  sdgs!: number[];

  @Column('text', { array: true })
  aliases!: string[];
}
