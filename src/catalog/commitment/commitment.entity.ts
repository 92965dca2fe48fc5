import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion, Sourced } from '../../platform/fact';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';
import { PartialDateScalar } from '../../platform/scalars';
import { CommitmentKind, CommitmentStatus, GovernanceLevel } from '../vocabulary/commitment';

@Directive('@key(fields: "id")')
@ObjectType({ implements: [Node, Sourced], description: 'A promise with someone responsible for it.' })
@Entity('commitment')
export class Commitment extends FactVersion {
  @Column('uuid', { name: 'collaboration_id' })
  collaborationId!: string;

  @Field(() => Int, { description: 'Place in the text, from 1.' })
  @Column('smallint')
  position!: number;

  @Column('jsonb', { name: 'text' })
  texts!: LocalizedText;

  @Field(() => CommitmentKind, { description: 'What it is about.' })
  @Column('text')
  kind!: CommitmentKind;

  @Column('uuid', { name: 'responsible_ids', array: true })
  responsibleIds!: string[];

  @Column('uuid', { name: 'beneficiary_ids', array: true })
  beneficiaryIds!: string[];

  @Column('uuid', { name: 'place_ids', array: true })
  placeIds!: string[];

  @Column('jsonb', { name: 'parties_text', nullable: true })
  partiesTexts!: LocalizedText | null;

  @Field(() => [GovernanceLevel], { description: 'At which levels, for instance local, regional and international.' })
  @Column('text', { array: true })
  levels!: GovernanceLevel[];

  @Field(() => CommitmentStatus, { description: 'What has become of it, as far as it is recorded. `OPEN` accuses nobody.' })
  @Column('text')
  status!: CommitmentStatus;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Day by which it is due. Null: the source gives none.' })
  @Column('text', { name: 'due_on', nullable: true })
  dueOn!: string | null;
}
