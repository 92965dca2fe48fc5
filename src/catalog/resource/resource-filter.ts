import { ArgsType, Extensions, Field, ID, InputType } from 'type-graphql';
import { ForwardArgs } from '../../platform/connection/page-args';
import { HubError } from '../../platform/errors';
import { LanguageTagScalar } from '../../platform/scalars';
import { type Sql, sql } from '../../platform/sql';
import { given, hasOneOf, hasWords, IdFilter, idConditions } from '../filters';
import { AccessLevel, ResourceKind } from '../vocabulary/commitment';

@InputType({ description: 'Which resources. What is given must all hold.' })
export class ResourceFilter {
  @Field(() => [ResourceKind], { nullable: true, description: 'Of one of these kinds.' })
  kind?: ResourceKind[] | null;

  @Field(() => [ID], { nullable: true, description: 'On one of these themes (code or id).' })
  theme?: string[] | null;

  @Field(() => [LanguageTagScalar], { nullable: true, description: 'To be had in one of these languages.' })
  language?: string[] | null;

  @Field(() => IdFilter, { nullable: true, description: 'Published by this organisation.' })
  publisherId?: IdFilter | null;

  @Field(() => [AccessLevel], {
    nullable: true,
    description: 'Reached in one of these ways. Only where it is said by whom: `accessibleResources`, `shareableResources`.',
  })
  level?: AccessLevel[] | null;

  @Extensions({ cost: 30 })
  @Field(() => String, {
    nullable: true,
    description: 'With these words in the title, in any language, accent- and diacritic-insensitive.',
  })
  text?: string | null;
}

@ArgsType()
export class ResourcesArgs extends ForwardArgs {
  @Field(() => ResourceFilter, { nullable: true, description: 'Which resources. Absent: all.' })
  where?: ResourceFilter | null;
}

/** Conditions of a filter on the table "resource" as `r`. */
export function resourceConditions(filter: ResourceFilter | null): Sql[] {
  if (!filter) return [];
  if (filter.level)
    throw new HubError('BAD_USER_INPUT', '"where.level" asks how an actor reaches a resource: ask its `accessibleResources`.');
  return [
    ...given(filter.kind, (kinds) => sql`r.kind = ANY(${kinds})`),
    ...given(filter.theme, (themes) => hasOneOf(sql`r.theme_ids`, 'theme', themes)),
    ...given(filter.language, (languages) => sql`r.languages && ${languages}`),
    ...idConditions(sql`r.publisher_id`, filter.publisherId, 'where.publisherId'),
    ...given(filter.text, (text) => hasWords(sql`r.folded`, text, 'where.text')),
  ];
}
