import { Field, ID, InputType } from 'type-graphql';
import { PartialDateScalar } from '../../platform/scalars';
import { CommitmentInput, FollowUpInput } from '../commitment/commitment-inputs';
import {
  AgreementKind,
  CollaborationKind,
  CollaborationRelation,
  CollaborationStatus,
  EventKind,
  ParticipationRole,
  TwinningKind,
} from '../vocabulary/collaboration';
import { CitationInput } from '../writing/citation-input';
import { LocalizedTextInput } from '../writing/localized-text-input';

@InputType({ description: "An actor's part in a collaboration." })
export class ParticipationInput {
  @Field(() => ID, { description: 'Who takes part.' })
  actorId!: string;

  @Field(() => ParticipationRole, { description: 'In which role.' })
  role!: ParticipationRole;

  @Field(() => ID, { nullable: true, description: 'For whom, when it is for another actor.' })
  onBehalfOfId?: string | null;
}

@InputType({ description: 'A link to another collaboration.' })
export class RelatedCollaborationInput {
  @Field(() => ID, { description: 'The other one.' })
  collaborationId!: string;

  @Field(() => CollaborationRelation, { description: 'What this one is to it.' })
  relation!: CollaborationRelation;
}

@InputType({ description: 'A collaboration to record, with all that belongs to it.' })
export class CollaborationInput {
  @Field(() => CollaborationKind, { description: 'Which kind.' })
  kind!: CollaborationKind;

  @Field(() => [LocalizedTextInput], { description: 'What it is called.' })
  title!: LocalizedTextInput[];

  @Field(() => AgreementKind, { nullable: true, description: 'Of an agreement, and only of it: which sort of text.' })
  agreementKind?: AgreementKind | null;

  @Field(() => TwinningKind, { nullable: true, description: 'Of a twinning, and only of it: which degree.' })
  twinningKind?: TwinningKind | null;

  @Field(() => EventKind, { nullable: true, description: 'Of an event, and only of it: which sort.' })
  eventKind?: EventKind | null;

  @Field(() => ID, { nullable: true, description: 'Where it takes place.' })
  locationCityId?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a joint project, and only of it: the funding programme.' })
  programme?: string | null;

  @Field(() => CollaborationStatus, { description: 'Where it stands.' })
  status!: CollaborationStatus;

  @Field(() => PartialDateScalar, { nullable: true, description: 'First day. Of an agreement: when it was adopted or signed.' })
  validFrom?: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Last day.' })
  validTo?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Themes, by id or code.' })
  themeIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Regions, by id or code.' })
  regionIds?: string[] | null;

  @Field(() => [ParticipationInput], { description: 'Who takes part: at least one.' })
  participants!: ParticipationInput[];

  @Field(() => [CommitmentInput], { nullable: true, description: 'What is promised, in the order of the text.' })
  commitments?: CommitmentInput[] | null;

  @Field(() => [FollowUpInput], { nullable: true, description: 'How progress will be looked at.' })
  followUps?: FollowUpInput[] | null;

  @Field(() => [RelatedCollaborationInput], { nullable: true, description: 'What it is linked to.' })
  relatedTo?: RelatedCollaborationInput[] | null;

  @Field(() => [CitationInput], { description: 'Where it was read.' })
  citations!: CitationInput[];
}
