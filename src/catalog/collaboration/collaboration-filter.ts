import { ArgsType, Extensions, Field, ID, InputType } from 'type-graphql';
import { PageArgs } from '../../platform/connection/page-args';
import { type Clocks, known } from '../../platform/fact';
import { DateScalar, DateTimeScalar } from '../../platform/scalars';
import { join, type Sql, sql } from '../../platform/sql';
import { countryCodes, DateRange, given, hasOneOf, hasWords, IdFilter, idConditions, isOfCountries, nested } from '../filters';
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

  @Extensions({ cost: 30 })
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

/** Conditions of a filter on the table "collaboration" as `c`, as the hub knew it at a moment. */
export function collaborationConditions(filter: CollaborationFilter | null | undefined, knownAt: Clocks['knownAt']): Sql[] {
  const open = sql`EXISTS (SELECT FROM commitment AS o WHERE o.collaboration_id = c.id AND o.status IN ('OPEN', 'IN_PROGRESS') AND ${known('o', knownAt)})`;
  return nested(filter, (own) => [
    ...given(own.kind, (kinds) => sql`c.kind = ANY(${kinds})`),
    ...given(own.status, (status) => sql`c.status = ANY(${status})`),
    ...given(own.theme, (themes) => hasOneOf(sql`c.theme_ids`, 'theme', themes)),
    ...given(own.region, (regions) => hasOneOf(sql`c.region_ids`, 'region', regions)),
    ...given(own.country, (codes) => inCountries(codes, knownAt)),
    ...participantConditions(own, knownAt),
    ...given(own.period?.from, (day) => sql`c.valid_to > ${day}`),
    ...given(own.period?.to, (day) => sql`c.valid_from <= ${day}`),
    ...given(own.text, (text) => hasWords(sql`c.folded`, text, 'where.text')),
    ...given(own.hasOpenCommitments, (has) => (has ? open : sql`NOT ${open}`)),
  ]);
}

/** Whether someone takes part, in the way said. */
function takesPart(conditions: readonly Sql[], knownAt: Clocks['knownAt']): Sql {
  return sql`EXISTS (SELECT FROM participation AS p WHERE ${join([sql`p.collaboration_id = c.id`, known('p', knownAt), ...conditions], ' AND ')})`;
}

function participantConditions({ participantId, role }: CollaborationFilter, knownAt: Clocks['knownAt']): Sql[] {
  const inRole = given(role, (roles) => sql`p.role = ANY(${roles})`);
  const { notIn, ...wanted } = participantId ?? {};
  const is = idConditions(sql`p.actor_id`, wanted, 'where.participantId');
  return [
    ...(is.length + inRole.length === 0 || (notIn && is.length === 0) ? [] : [takesPart([...is, ...inRole], knownAt)]),
    ...given(
      notIn,
      (ids) => sql`NOT ${takesPart([...idConditions(sql`p.actor_id`, { in: ids }, 'where.participantId'), ...inRole], knownAt)}`,
    ),
  ];
}

function inCountries(codes: string[], knownAt: Clocks['knownAt']): Sql {
  const located = sql`c.location_country_code = ANY(${countryCodes(codes, 'where.country')})`;
  return sql`(${located} OR ${takesPart([isOfCountries(sql`p.actor_id`, codes, 'where.country')], knownAt)})`;
}
