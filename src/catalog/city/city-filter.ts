import { ArgsType, Extensions, Field, ID, InputType } from 'type-graphql';
import { PageArgs } from '../../platform/connection/page-args';
import { HubError } from '../../platform/errors';
import { known } from '../../platform/fact';
import { join, type Sql, sql } from '../../platform/sql';
import {
  BoundingBoxInput,
  countriesOfRegions,
  countryCodes,
  given,
  IdFilter,
  IntRange,
  idConditions,
  NearInput,
  nameConditions,
  nested,
  rangeConditions,
  StringFilter,
} from '../filters';
import { CityOrderField, LocalGovernmentKind, OrderDirection } from '../vocabulary/common';
import { hasOverdueCommitments, membershipConditionsOfCity } from './city-memberships';

@InputType({ description: 'Which cities. What is given must all hold.' })
export class CityFilter {
  @Field(() => [CityFilter], { nullable: true, description: 'All of these hold.' })
  and?: CityFilter[] | null;

  @Field(() => [CityFilter], { nullable: true, description: 'One of these holds.' })
  or?: CityFilter[] | null;

  @Field(() => CityFilter, { nullable: true, description: 'This does not hold.' })
  not?: CityFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'With this id.' })
  id?: IdFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'Any recorded name, in any language, accent- and diacritic-insensitive.' })
  name?: StringFilter | null;

  @Field(() => [ID], { nullable: true, description: 'In one of these countries (ISO 3166-1 alpha-2).' })
  country?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'In one of these regions (code such as `hub:MENA`, or id).' })
  region?: string[] | null;

  @Field(() => [LocalGovernmentKind], { nullable: true, description: 'Of one of these kinds.' })
  kind?: LocalGovernmentKind[] | null;

  @Field(() => IntRange, { nullable: true, description: 'With so many inhabitants. Cities without a figure are left out.' })
  population?: IntRange | null;

  @Extensions({ cost: 20 })
  @Field(() => BoundingBoxInput, { nullable: true, description: 'Within this box.' })
  within?: BoundingBoxInput | null;

  @Extensions({ cost: 50 })
  @Field(() => NearInput, { nullable: true, description: 'Within this circle.' })
  near?: NearInput | null;

  @Field(() => [ID], { nullable: true, description: 'Member of any of these organisations, at most 30.' })
  memberOfAny?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Member of all of these organisations, at most 30.' })
  memberOfAll?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Member of none of these organisations, at most 30.' })
  memberOfNone?: string[] | null;

  @Extensions({ cost: 20 })
  @Field(() => IntRange, { nullable: true, description: 'Number of active memberships.' })
  membershipCount?: IntRange | null;

  @Extensions({ cost: 5 })
  @Field(() => Boolean, { nullable: true, description: 'Whether a commitment for which it is responsible is overdue.' })
  hasOverdueCommitments?: boolean | null;
}

@InputType({ description: 'An order of cities.' })
export class CityOrder {
  @Field(() => CityOrderField, { description: 'What to order by.' })
  field!: CityOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class CitiesArgs extends PageArgs {
  @Field(() => CityFilter, { nullable: true, description: 'Which cities. Absent: all.' })
  where?: CityFilter | null;

  @Field(() => CityOrder, { nullable: true, description: 'In which order. Absent: most inhabitants first.' })
  orderBy?: CityOrder | null;
}

/** That a city was not merged into another: of the table "actor" as `a`. */
export const STANDS_FOR_ITSELF = sql`a.merged_into_id IS NULL`;

/** Conditions of a filter on the tables "city" as `c` and "actor" as `a`, on a day. */
export function cityConditions(filter: CityFilter | null | undefined, day: string): Sql[] {
  return nested(filter, (own) => [
    ...idConditions(sql`c.id`, own.id, 'where.id'),
    ...nameConditions(own.name).map(isNamed),
    ...given(own.country, (codes) => isIn(countryCodes(codes, 'where.country'))),
    ...given(own.region, (regions) => sql`c.country_code IN (${countriesOfRegions(regions)})`),
    ...given(own.kind, (kinds) => sql`c.kind = ANY(${kinds})`),
    ...rangeConditions(sql`c.population`, own.population),
    ...given(own.within, withinBox),
    ...given(own.near, withinCircle),
    ...membershipConditionsOfCity(own, day),
    ...given(own.hasOverdueCommitments, (has) => hasOverdueCommitments(has, day)),
  ]);
}

/** One country is by far the usual question, and by equality its index gives the order as well. */
function isIn(codes: readonly string[]): Sql {
  return codes.length === 1 ? sql`c.country_code = ${codes[0]}` : sql`c.country_code = ANY(${codes})`;
}

function isNamed(condition: Sql): Sql {
  return sql`c.id IN (
    SELECT city_id FROM place_name WHERE ${condition}
    UNION ALL SELECT actor_id FROM actor_name WHERE ${condition} AND ${known('actor_name', null)})`;
}

function withinBox({ west, south, east, north }: BoundingBoxInput): Sql {
  if (!(south <= north && south >= -90 && north <= 90 && Math.abs(west) <= 180 && Math.abs(east) <= 180)) {
    throw new HubError(
      'BAD_USER_INPUT',
      '"where.within" takes degrees: south at most north, within -90 to 90, and west and east within -180 to 180.',
    );
  }
  const across = west > east ? sql`(c.longitude >= ${west} OR c.longitude <= ${east})` : sql`c.longitude BETWEEN ${west} AND ${east}`;
  return sql`(c.latitude BETWEEN ${south} AND ${north} AND ${across})`;
}

const KILOMETRES_PER_DEGREE = 111.195;

/** Great-circle distance (haversine) on a sphere of 6,371 km; a band of latitudes first, for the index. */
function withinCircle({ latitude, longitude, kilometres }: NearInput): Sql {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && kilometres > 0 && kilometres <= 2_000)) {
    throw new HubError('BAD_USER_INPUT', '"where.near" takes a point on earth and a radius above 0 and at most 2,000 kilometres.');
  }
  const band = kilometres / KILOMETRES_PER_DEGREE;
  const conditions = [
    sql`c.latitude BETWEEN ${latitude - band} AND ${latitude + band}`,
    sql`6371 * 2 * asin(least(1, sqrt(sin(radians(c.latitude - ${latitude}) / 2) ^ 2
      + cos(radians(${latitude})) * cos(radians(c.latitude)) * sin(radians(c.longitude - ${longitude}) / 2) ^ 2))) <= ${kilometres}`,
  ];
  return sql`(${join(conditions, ' AND ')})`;
}
