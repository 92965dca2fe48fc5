import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgs } from '../../platform/connection/page-args';
import { fold } from '../../platform/fold';
import { DateScalar, DateTimeScalar } from '../../platform/scalars';
import { join, type Sql, sql } from '../../platform/sql';
import { countryCodes, DateRange, given, hasOneOf, IdFilter, idConditions, nested } from '../filters';
import { CollaborationKind, CollaborationOrderField, CollaborationStatus, ParticipationRole } from '../vocabulary/collaboration';
import { OrderDirection } from '../vocabulary/common';

@InputType({ description: 'Which collaborations. What is given must all hold.' })
export class CollaborationFilter {
  @Field(() => [CollaborationFilter], { nullable: true, description: 'All of these hold.' })
  and?: CollaborationFilter[] | null;

  @Field(() => [CollaborationFilter], { nullable: true, description: 'One of these holds.' })
  or?: CollaborationFilter[] | null;

  @Field(() => CollaborationFilter, { nullable: true, description: 'This does not hold.' })
  not?: CollaborationFilter | null;

  @Field(() => [CollaborationKind], { nullable: true, description: 'Of one of these kinds.' })
  kind?: CollaborationKind[] | null;

  @Field(() => [CollaborationStatus], { nullable: true, description: 'In one of these states.' })
  status?: CollaborationStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'On one of these themes (code or id).' })
  theme?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Concerning one of these regions (code such as `hub:MENA`, or id).' })
  region?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Held in, or with a participant of, one of these countries (ISO 3166-1 alpha-2).' })
  country?: string[] | null;

  @Field(() => IdFilter, { nullable: true, description: 'With this actor taking part, in one of the roles of `role` when that is given.' })
  participantId?: IdFilter | null;

  @Field(() => [ParticipationRole], { nullable: true, description: 'With someone in one of these roles.' })
  role?: ParticipationRole[] | null;

  @Field(() => DateRange, { nullable: true, description: 'Going on at some time within. Unknown ends count as open.' })
  period?: DateRange | null;

  @Field(() => String, {
    nullable: true,
    description: 'With these words in the title, in any language, accent- and diacritic-insensitive.',
  })
  text?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it has a commitment that is open or in progress.' })
  hasOpenCommitments?: boolean | null;
}

@InputType({ description: 'An order of collaborations.' })
export class CollaborationOrder {
  @Field(() => CollaborationOrderField, { description: 'What to order by.' })
  field!: CollaborationOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class CollaborationsArgs extends PageArgs {
  @Field(() => CollaborationFilter, { nullable: true, description: 'Which collaborations. Absent: all.' })
  where?: CollaborationFilter | null;

  @Field(() => CollaborationOrder, { nullable: true, description: 'In which order. Absent: latest start first.' })
  orderBy?: CollaborationOrder | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those going on on this day. Absent: past and coming ones too.' })
  asOf?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'As the hub knew it at this moment. Absent: now.' })
  knownAt?: Date | null;
}

/** Conditions of a filter on the table "collaboration" as `c`. */
export function collaborationConditions(filter: CollaborationFilter | null | undefined): Sql[] {
  return nested(filter, (own) => [
    ...given(own.kind, (kinds) => sql`c.kind = ANY(${kinds})`),
    ...given(own.status, (status) => sql`c.status = ANY(${status})`),
    ...given(own.theme, (themes) => hasOneOf(sql`c.theme_ids`, 'theme', themes)),
    ...given(own.region, (regions) => hasOneOf(sql`c.region_ids`, 'region', regions)),
    ...given(own.country, inCountries),
    ...participantConditions(own),
    ...given(own.period?.from, (day) => sql`c.valid_to > ${day}`),
    ...given(own.period?.to, (day) => sql`c.valid_from <= ${day}`),
    ...given(own.text, (text) => sql`c.folded LIKE ${`%${fold(text)}%`}`),
    ...given(own.hasOpenCommitments, (has) => (has ? OPEN_COMMITMENT : sql`NOT ${OPEN_COMMITMENT}`)),
  ]);
}

const OPEN_COMMITMENT = sql`EXISTS (SELECT FROM commitment AS o WHERE o.collaboration_id = c.id AND o.superseded_at = 'infinity'
  AND o.status IN ('OPEN', 'IN_PROGRESS'))`;

function participantConditions({ participantId, role }: CollaborationFilter): Sql[] {
  if (!participantId && !role) return [];
  const conditions = [
    sql`p.collaboration_id = c.id AND p.superseded_at = 'infinity'`,
    ...idConditions(sql`p.actor_id`, participantId, 'where.participantId'),
    ...given(role, (roles) => sql`p.role = ANY(${roles})`),
  ];
  return [sql`EXISTS (SELECT FROM participation AS p WHERE ${join(conditions, ' AND ')})`];
}

function inCountries(codes: string[]): Sql {
  const countries = countryCodes(codes, 'where.country');
  return sql`(c.location_country_code = ANY(${countries}) OR EXISTS (
    SELECT FROM participation AS p JOIN actor_country AS ac ON ac.id = p.actor_id
    WHERE p.collaboration_id = c.id AND p.superseded_at = 'infinity' AND ac.country_code = ANY(${countries})))`;
}
