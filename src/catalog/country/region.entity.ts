import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';

@Directive('@key(fields: "code")')
@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "A set of countries under a named scheme: UN M49, a network's own regions, MENA." })
@Entity('region')
export class Region {
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => ID, { description: 'Scheme and code, for instance `hub:MENA` or `m49:015`.' })
  @Column('text')
  code!: string;

  @Field(() => String, { description: 'The scheme: `m49`, `hub`, or that of a network.' })
  @Column('text')
  scheme!: string;

  @Column('jsonb', { name: 'name' })
  names!: LocalizedText;

  @Column('uuid', { name: 'source_id' })
  sourceId!: string;
}
