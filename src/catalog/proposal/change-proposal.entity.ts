import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/node';
import { DateTimeScalar, JsonScalar } from '../../platform/scalars';
import { ProposalStatus } from '../vocabulary/proposal';

/** A source of a proposal, as it will be cited. */
export interface ProposedCite {
  readonly id: string;
  readonly sourceId: string;
  readonly asOf: string | null;
  readonly quote: string | null;
  readonly quoteLanguage: string | null;
  readonly locator: string | null;
}

@ObjectType({ implements: Node, description: 'A correction that somebody suggests and somebody else decides.' })
@Entity('change_proposal')
export class ChangeProposal extends Node {
  @PrimaryColumn('uuid')
  override id!: string;

  @Column('uuid', { name: 'target_id', nullable: true })
  targetId!: string | null;

  @Field(() => String, { description: 'What it is about, in words.' })
  @Column('text')
  summary!: string;

  @Field(() => JsonScalar, { description: 'What it would change.' })
  @Column('jsonb')
  patch!: unknown;

  @Column('jsonb')
  cites!: readonly ProposedCite[];

  @Field(() => ProposalStatus, { description: 'Where it stands.' })
  @Column('text')
  status!: ProposalStatus;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('text', { name: 'created_by' })
  createdBy!: string;

  @Column('uuid', { name: 'created_by_key', nullable: true })
  createdByKey!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided.' })
  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was decided so.' })
  @Column('text', { name: 'decision_note', nullable: true })
  decisionNote!: string | null;
}
