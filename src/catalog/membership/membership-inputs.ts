import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar, PartialDateScalar } from '../../platform/scalars';
import { MembershipStatus } from '../vocabulary/membership';
import { CitationInput } from '../writing/citation-input';

@InputType({ description: 'A membership to record.' })
export class MembershipInput {
  @Field(() => ID, { description: 'Who belongs.' })
  memberId!: string;

  @Field(() => ID, { description: 'To what.' })
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: 'In which tier of the organisation.' })
  tierId?: string | null;

  @Field(() => MembershipStatus, { description: 'Where it stands.' })
  status!: MembershipStatus;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Since when. Absent: unknown.' })
  validFrom?: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Last day, month or year. Absent: still so.' })
  validTo?: string | null;

  @Field(() => ID, { nullable: true, description: 'The event or agreement at which it came to that.' })
  atCollaborationId?: string | null;

  @Field(() => [CitationInput], { description: 'Where it was read.' })
  citations!: CitationInput[];
}

@InputType({ description: 'A step in the life of a membership.' })
export class MembershipTransitionInput {
  @Field(() => ID, { description: 'The membership.' })
  membershipId!: string;

  @Field(() => MembershipStatus, { description: 'Where it stands from then on. ACTIVE again, with another tier, changes the tier.' })
  to!: MembershipStatus;

  @Field(() => ID, { nullable: true, description: 'Tier from then on. Absent: as before.' })
  tierId?: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it happened. Absent: today.' })
  on?: string | null;

  @Field(() => ID, { nullable: true, description: 'The event or agreement at which it happened.' })
  atCollaborationId?: string | null;

  @Field(() => [CitationInput], { description: 'Where it was read.' })
  citations!: CitationInput[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '`recordedAt` of the membership you have seen: refused when it has changed since.',
  })
  expectedRecordedAt?: Date | null;
}
