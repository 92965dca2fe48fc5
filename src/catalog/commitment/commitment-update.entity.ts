import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion } from '../../platform/fact';
import type { LocalizedText } from '../../platform/language';
import { Node } from '../../platform/node';
import { PartialDateScalar } from '../../platform/scalars';
import { CommitmentStatus } from '../vocabulary/commitment';

@ObjectType({ implements: Node, description: 'A note on the progress of a commitment.' })
@Entity('commitment_update')
export class CommitmentUpdate extends FactVersion {
  @Column('uuid', { name: 'commitment_id' })
  commitmentId!: string;

  @Field(() => PartialDateScalar, { description: 'The day it speaks of.' })
  @Column('text', { name: 'noted_on' })
  on!: string;

  @Field(() => CommitmentStatus, { description: 'What had become of the commitment then.' })
  @Column('text')
  status!: CommitmentStatus;

  @Column('jsonb', { name: 'note', nullable: true })
  notes!: LocalizedText | null;

  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;
}
