import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar, PartialDateScalar } from '../../platform/scalars';
import { CommitmentKind, CommitmentStatus, FollowUpKind, FollowUpStatus, GovernanceLevel } from '../vocabulary/commitment';
import { CitationInput } from '../writing/citation-input';
import { LocalizedTextInput } from '../writing/localized-text-input';

const EXPECTED = '`recordedAt` of what you have seen: refused when it has changed since.';

@InputType({ description: 'A promise to record with its collaboration.' })
export class CommitmentInput {
  @Field(() => [LocalizedTextInput], { description: 'What is promised.' })
  text!: LocalizedTextInput[];

  @Field(() => CommitmentKind, { description: 'What it is about.' })
  kind!: CommitmentKind;

  @Field(() => [ID], { description: 'Who is responsible: at least one.' })
  responsibleIds!: string[];

  @Field(() => [ID], { nullable: true, description: 'For whom it is.' })
  beneficiaryIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Cities and countries in which it applies.' })
  placeIds?: string[] | null;

  @Field(() => [GovernanceLevel], { nullable: true, description: 'At which levels.' })
  levels?: GovernanceLevel[] | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Day, month or year by which it is due.' })
  dueOn?: string | null;
}

@InputType({ description: 'A planned check to record with its collaboration.' })
export class FollowUpInput {
  @Field(() => FollowUpKind, { description: 'How progress is looked at.' })
  kind!: FollowUpKind;

  @Field(() => Boolean, { description: 'Whether it is to be repeated.' })
  isPeriodic!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'When it is repeated, by RFC 5545: FREQ, INTERVAL, BYDAY, BYMONTHDAY and BYMONTH (`FREQ=MONTHLY;INTERVAL=6`).',
  })
  recurrence?: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it is planned for.' })
  scheduledOn?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Who is to see to it.' })
  assigneeIds?: string[] | null;

  @Field(() => [LocalizedTextInput], { nullable: true, description: 'In words.' })
  description?: LocalizedTextInput[] | null;
}

@InputType({ description: 'What has become of a promise.' })
export class CommitmentUpdateInput {
  @Field(() => ID, { description: 'The commitment.' })
  commitmentId!: string;

  @Field(() => CommitmentStatus, { description: 'What has become of it. Not OPEN: that is what it is before anything is recorded.' })
  status!: CommitmentStatus;

  @Field(() => PartialDateScalar, { description: 'The day, month or year it speaks of; not to come.' })
  on!: string;

  @Field(() => [LocalizedTextInput], { nullable: true, description: 'In words.' })
  note?: LocalizedTextInput[] | null;

  @Field(() => [CitationInput], { description: 'What shows it.' })
  citations!: CitationInput[];

  @Field(() => DateTimeScalar, { nullable: true, description: EXPECTED })
  expectedRecordedAt?: Date | null;
}

@InputType({ description: 'What has become of a planned check.' })
export class FollowUpRecordInput {
  @Field(() => ID, { description: 'The follow-up.' })
  followUpId!: string;

  @Field(() => FollowUpStatus, { description: 'Where it stands. PLANNED: it has another day, given as `nextDueOn`.' })
  status!: FollowUpStatus;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was held; needed with HELD, and only with it.' })
  heldOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'The event at which it was held.' })
  eventId?: string | null;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'When the next one is due, of what is repeated. Absent: as its recurrence says, or not known.',
  })
  nextDueOn?: string | null;

  @Field(() => [CitationInput], { description: 'What shows it.' })
  citations!: CitationInput[];

  @Field(() => DateTimeScalar, { nullable: true, description: EXPECTED })
  expectedRecordedAt?: Date | null;
}
