import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion, Sourced, Temporal } from '../../platform/fact';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';
import { OfficeRole } from '../vocabulary/common';

@Directive('@key(fields: "id")')
@ObjectType({
  implements: [Node, Sourced, Temporal],
  description: 'A public office held for a period: the mayor of Tangier, the president of AMPCC.',
})
@Entity('mandate')
export class Mandate extends FactVersion {
  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @Column('uuid', { name: 'holder_id', nullable: true })
  holderId!: string | null;

  @Field(() => OfficeRole, { description: 'The office.' })
  @Column('text')
  role!: OfficeRole;

  @Column('jsonb', { name: 'title', nullable: true })
  titles!: LocalizedText | null;

  @Column('uuid', { name: 'at_id' })
  atId!: string;

  @Column('uuid', { name: 'by_virtue_of_id', nullable: true })
  byVirtueOfId!: string | null;
}
