import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { ForwardArgs } from '../../platform/connection/page-args';
import { known } from '../../platform/fact';
import { type Sql, sql } from '../../platform/sql';
import { given, hasOneOf, isOfCountries, isOfRegions, nameConditions, StringFilter } from '../filters';
import { ActorKind, GeographicScope } from '../vocabulary/common';

@InputType({ description: 'Which organisations. What is given must all hold.' })
export class OrganizationFilter {
  @Field(() => [ActorKind], { nullable: true, description: 'Of one of these kinds.' })
  kind?: ActorKind[] | null;

  @Field(() => [GeographicScope], { nullable: true, description: 'Reaching that far.' })
  scope?: GeographicScope[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of one of these countries (ISO 3166-1 alpha-2).' })
  country?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of a country in one of these regions (code such as `hub:MENA`, or id).' })
  region?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Working on one of these themes (code or id).' })
  theme?: string[] | null;

  @Field(() => StringFilter, {
    nullable: true,
    description: 'Any recorded name or acronym, in any language, accent- and diacritic-insensitive.',
  })
  name?: StringFilter | null;
}

@ArgsType()
export class OrganizationsArgs extends ForwardArgs {
  @Field(() => OrganizationFilter, { nullable: true, description: 'Which ones. Absent: all.' })
  where?: OrganizationFilter | null;
}

/** Conditions of a filter on the tables "organization" as `o` and "actor" as `a`. */
export function organizationConditions(filter: OrganizationFilter | null): Sql[] {
  if (!filter) return [];
  return [
    ...given(filter.kind, (kinds) => sql`o.kind = ANY(${kinds})`),
    ...given(filter.scope, (scopes) => sql`o.scope = ANY(${scopes})`),
    ...given(filter.country, (codes) => isOfCountries(sql`o.id`, codes, 'where.country')),
    ...given(filter.region, (regions) => isOfRegions(sql`o.id`, regions)),
    ...given(filter.theme, (themes) => hasOneOf(sql`o.theme_ids`, 'theme', themes)),
    ...nameConditions(filter.name).map(isNamed),
  ];
}

function isNamed(condition: Sql): Sql {
  return sql`EXISTS (SELECT FROM actor_name WHERE actor_id = o.id AND ${condition} AND ${known('actor_name', null)})`;
}
