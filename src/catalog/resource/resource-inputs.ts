import { Field, ID, InputType } from 'type-graphql';
import { LanguageTagScalar, UrlScalar } from '../../platform/scalars';
import { AccessAudience, ResourceKind } from '../vocabulary/commitment';
import { OnwardSharing } from '../vocabulary/membership';
import { CitationInput } from '../writing/citation-input';
import { LocalizedTextInput } from '../writing/localized-text-input';

@InputType({ description: 'Who may use a resource.' })
export class AccessRuleInput {
  @Field(() => AccessAudience, { description: 'For whom it is.' })
  audience!: AccessAudience;

  @Field(() => ID, { nullable: true, description: 'With TIER: which.' })
  tierId?: string | null;

  @Field(() => ID, { nullable: true, description: 'With MEMBERS: of which organisation. With TIER it may be left out.' })
  organizationId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'With NAMED: who.' })
  actorIds?: string[] | null;

  @Field(() => OnwardSharing, { description: 'Whether they may pass it on.' })
  onwardSharing!: OnwardSharing;
}

@InputType({ description: 'A resource to publish.' })
export class ResourceInput {
  @Field(() => [LocalizedTextInput], { description: 'What it is called.' })
  title!: LocalizedTextInput[];

  @Field(() => ResourceKind, { description: 'What it is.' })
  kind!: ResourceKind;

  @Field(() => ID, { description: 'Which organisation publishes it.' })
  publisherId!: string;

  @Field(() => [ID], { nullable: true, description: 'Themes, by id or code.' })
  themeIds?: string[] | null;

  @Field(() => [LanguageTagScalar], { description: 'Languages it is written in.' })
  languages!: string[];

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be found.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'Licence under which it may be reused.' })
  license?: string | null;

  @Field(() => [AccessRuleInput], { description: 'Who may use it: at least one rule.' })
  accessRules!: AccessRuleInput[];

  @Field(() => [CitationInput], { description: 'Where it was read.' })
  citations!: CitationInput[];
}
