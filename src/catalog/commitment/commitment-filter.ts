import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { ForwardArgs, PageArgs } from '../../platform/connection/page-args';
import { HubError } from '../../platform/errors';
import { uuidIn } from '../../platform/global-id';
import { type Sql, sql } from '../../platform/sql';
import { countryCodes, DateRange, dateConditions, given, hasOneOf, IdFilter, idConditions } from '../filters';
import { CommitmentKind, CommitmentOrderField, CommitmentStatus, FollowUpStatus } from '../vocabulary/commitment';
import { OrderDirection } from '../vocabulary/common';

@InputType({ description: 'Which commitments. What is given must all hold.' })
export class CommitmentFilter {
  @Field(() => [CommitmentStatus], { nullable: true, description: 'In one of these states.' })
  status?: CommitmentStatus[] | null;

  @Field(() => [CommitmentKind], { nullable: true, description: 'Of one of these kinds.' })
  kind?: CommitmentKind[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether its day has passed and it is open or in progress.' })
  isOverdue?: boolean | null;

  @Field(() => DateRange, { nullable: true, description: 'Due within.' })
  dueOn?: DateRange | null;

  @Field(() => IdFilter, { nullable: true, description: 'For which this actor is responsible.' })
  responsibleId?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'From which this actor benefits.' })
  beneficiaryId?: IdFilter | null;

  @Field(() => IdFilter, {
    nullable: true,
    description: 'For which this organisation is responsible, or to whose collaboration it is a party.',
  })
  organizationId?: IdFilter | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'To be carried out in, or made by an actor of, one of these countries (ISO 3166-1 alpha-2).',
  })
  country?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of a collaboration on one of these themes (code or id).' })
  theme?: string[] | null;
}

@InputType({ description: 'Which follow-ups. What is given must all hold.' })
export class FollowUpFilter {
  @Field(() => [FollowUpStatus], { nullable: true, description: 'In one of these states.' })
  status?: FollowUpStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether its day has passed and it is still only planned.' })
  isOverdue?: boolean | null;

  @Field(() => DateRange, { nullable: true, description: 'The next one is due within.' })
  nextDueOn?: DateRange | null;

  @Field(() => IdFilter, { nullable: true, description: 'Assigned to this actor.' })
  assigneeId?: IdFilter | null;
}

@InputType({ description: 'An order of commitments.' })
export class CommitmentOrder {
  @Field(() => CommitmentOrderField, { description: 'What to order by.' })
  field!: CommitmentOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class CommitmentsArgs extends PageArgs {
  @Field(() => CommitmentFilter, { nullable: true, description: 'Which commitments. Absent: all.' })
  where?: CommitmentFilter | null;

  @Field(() => CommitmentOrder, { nullable: true, description: 'In which order. Absent: by collaboration, as they stand in the text.' })
  orderBy?: CommitmentOrder | null;
}

@ArgsType()
export class FollowUpsArgs extends ForwardArgs {
  @Field(() => FollowUpFilter, { nullable: true, description: 'Which follow-ups. Absent: all.' })
  where?: FollowUpFilter | null;
}

/** Conditions of a filter on the table "commitment" as `t`, on a day. */
export function commitmentConditions(filter: CommitmentFilter | null, day: string): Sql[] {
  if (!filter) return [];
  return [
    ...given(filter.status, (status) => sql`t.status = ANY(${status})`),
    ...given(filter.kind, (kinds) => sql`t.kind = ANY(${kinds})`),
    ...given(filter.isOverdue, (is) => sql`(t.status IN ('OPEN', 'IN_PROGRESS') AND t.overdue_from <= ${day}) = ${is}`),
    ...dateConditions(sql`t.due_on`, filter.dueOn),
    ...listed(sql`t.responsible_ids`, filter.responsibleId, 'where.responsibleId'),
    ...listed(sql`t.beneficiary_ids`, filter.beneficiaryId, 'where.beneficiaryId'),
    ...concerning(filter.organizationId),
    ...given(filter.country, (codes) => inCountries(countryCodes(codes, 'where.country'))),
    ...given(
      filter.theme,
      (themes) => sql`EXISTS (SELECT FROM collaboration AS c WHERE c.id = t.collaboration_id AND c.superseded_at = 'infinity'
      AND ${hasOneOf(sql`c.theme_ids`, 'theme', themes)})`,
    ),
  ];
}

/** Conditions of a filter on the table "follow_up" as `f`, on a day. */
export function followUpConditions(filter: FollowUpFilter | null, day: string): Sql[] {
  if (!filter) return [];
  return [
    ...given(filter.status, (status) => sql`f.status = ANY(${status})`),
    ...given(filter.isOverdue, (is) => sql`(f.overdue_from <= ${day}) = ${is}`),
    ...dateConditions(sql`f.next_due_on`, filter.nextDueOn),
    ...listed(sql`f.assignee_ids`, filter.assigneeId, 'where.assigneeId'),
  ];
}

/** Conditions on a column with a list of ids: it has the one, one of those, none of those. */
function listed(column: Sql, filter: IdFilter | null | undefined, argument: string): Sql[] {
  if (!filter) return [];
  const uuids = (ids: readonly string[]) => sql`${ids.map((id) => uuidIn(id, argument))}::uuid[]`;
  return [
    ...given(filter.eq, (id) => sql`${column} @> ${uuids([id])}`),
    ...given(filter.in, (ids) => sql`${column} && ${uuids(ids)}`),
    ...given(filter.notIn, (ids) => sql`NOT ${column} && ${uuids(ids)}`),
  ];
}

function concerning(filter: IdFilter | null | undefined): Sql[] {
  if (!filter) return [];
  if (filter.notIn)
    throw new HubError('BAD_USER_INPUT', '"where.organizationId" takes "eq" or "in".', { argument: 'where.organizationId' });
  const parties = idConditions(sql`p.actor_id`, filter, 'where.organizationId');
  return listed(sql`t.responsible_ids`, filter, 'where.organizationId').map(
    (responsible, at) => sql`(${responsible} OR EXISTS (SELECT FROM participation AS p WHERE p.collaboration_id = t.collaboration_id
      AND p.superseded_at = 'infinity' AND p.role = 'PARTY' AND ${parties[at] ?? sql`false`}))`,
  );
}

function inCountries(codes: readonly string[]): Sql {
  return sql`EXISTS (SELECT FROM actor_country AS ac WHERE ac.id = ANY(t.place_ids || t.responsible_ids) AND ac.country_code = ANY(${codes}))`;
}
