import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { HubError } from '../platform/errors';
import { parseGlobalId, uuidIn } from '../platform/global-id';
import { DateScalar } from '../platform/scalars';
import { join, type Sql, sql } from '../platform/sql';

@InputType({ description: 'Compares a text. Accents, case and letter forms do not count.' })
export class StringFilter {
  @Field(() => String, { nullable: true, description: 'Is this.' })
  eq?: string | null;

  @Field(() => [String], { nullable: true, description: 'Is one of these.' })
  in?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Contains this.' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: 'Starts with this.' })
  startsWith?: string | null;
}

@InputType({ description: 'Compares an id.' })
export class IdFilter {
  @Field(() => ID, { nullable: true, description: 'Is this.' })
  eq?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Is one of these.' })
  in?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Is none of these.' })
  notIn?: string[] | null;
}

@InputType({ description: 'A range of whole numbers, both ends included.' })
export class IntRange {
  @Field(() => Int, { nullable: true, description: 'At least this.' })
  gte?: number | null;

  @Field(() => Int, { nullable: true, description: 'At most this.' })
  lte?: number | null;
}

@InputType({ description: 'A range of days, both ends included. Compares by the period a partial date covers.' })
export class DateRange {
  @Field(() => DateScalar, { nullable: true, description: 'On this day or later.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'On this day or earlier.' })
  to?: string | null;
}

@InputType({ description: 'A box in degrees; `west` may be greater than `east` across the date line.' })
export class BoundingBoxInput {
  @Field(() => Float, { description: 'Western edge, degrees east of Greenwich.' })
  west!: number;

  @Field(() => Float, { description: 'Southern edge, degrees north.' })
  south!: number;

  @Field(() => Float, { description: 'Eastern edge, degrees east of Greenwich.' })
  east!: number;

  @Field(() => Float, { description: 'Northern edge, degrees north.' })
  north!: number;
}

@InputType({ description: 'A circle around a point.' })
export class NearInput {
  @Field(() => Float, { description: 'Degrees north.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east.' })
  longitude!: number;

  @Field(() => Float, { description: 'Radius, above 0 and at most 2,000.' })
  kilometres!: number;
}

/** Filters that nest. */
export interface Nestable<Filter> {
  and?: Filter[] | null;
  or?: Filter[] | null;
  not?: Filter | null;
}

/** Conditions of a filter with those nested in it: `and` and its own all hold, one of `or` holds, `not` does not. */
export function nested<Filter extends Nestable<Filter>>(filter: Filter | null | undefined, own: (filter: Filter) => Sql[]): Sql[] {
  if (!filter) return [];
  return [
    ...own(filter),
    ...(filter.and ?? []).map((part) => all(nested(part, own))),
    ...(filter.or ? [any(filter.or.map((part) => all(nested(part, own))))] : []),
    ...(filter.not ? [sql`NOT ${all(nested(filter.not, own))}`] : []),
  ];
}

function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql`(${join([...conditions], ' AND ')})`;
}

function any(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`false` : sql`(${join([...conditions], ' OR ')})`;
}

/** The condition for a value that is given, none when it is not. */
export function given<Value>(value: Value | null | undefined, condition: (value: Value) => Sql): Sql[] {
  return value === null || value === undefined ? [] : [condition(value)];
}

/** Conditions on a column with a uuid. @throws HubError BAD_USER_INPUT when a value is no id of the hub. */
export function idConditions(column: Sql, filter: IdFilter | null | undefined, argument: string): Sql[] {
  if (!filter) return [];
  return [
    ...given(filter.eq, (id) => sql`${column} = ${uuidIn(id, argument)}`),
    ...given(filter.in, (ids) => sql`${column} = ANY(${ids.map((id) => uuidIn(id, argument))}::uuid[])`),
    ...given(filter.notIn, (ids) => sql`${column} <> ALL(${ids.map((id) => uuidIn(id, argument))}::uuid[])`),
  ];
}

/** Conditions on a column with a number. */
export function rangeConditions(column: Sql, range: IntRange | null | undefined): Sql[] {
  return [...given(range?.gte, (least) => sql`${column} >= ${least}`), ...given(range?.lte, (most) => sql`${column} <= ${most}`)];
}

/** Conditions on a column with a partial date: the period it covers meets the range. A missing date meets none. */
export function dateConditions(column: Sql, range: DateRange | null | undefined): Sql[] {
  if (!range) return [];
  return [
    sql`${column} IS NOT NULL`,
    ...given(range.from, (day) => sql`day_after(${column}) > ${day}`),
    ...given(range.to, (day) => sql`first_day(${column}) <= ${day}`),
  ];
}

/** ISO 3166-1 alpha-2 codes as given in an argument, in capitals. @throws HubError BAD_USER_INPUT. */
export function countryCodes(codes: readonly string[], argument: string): string[] {
  return codes.map((code) => {
    if (/^[A-Za-z]{2}$/.test(code)) return code.toUpperCase();
    throw new HubError('BAD_USER_INPUT', `"${argument}" takes ISO 3166-1 alpha-2 codes such as "MA".`, { argument });
  });
}

/** Rows of a table with a `code` by code or global id, as a subquery of their uuids. */
function coded(table: 'region' | 'theme', keys: readonly string[]): Sql {
  const ids = keys.flatMap((key) => (parseGlobalId(key) ? [uuidIn(key, table)] : []));
  return table === 'region'
    ? sql`SELECT id FROM region WHERE code = ANY(${keys}) OR id = ANY(${ids}::uuid[])`
    : sql`SELECT id FROM theme WHERE code = ANY(${keys}) OR id = ANY(${ids}::uuid[])`;
}

/** Countries of any of the regions (by code such as `hub:MENA`, or id), as a subquery of their codes. */
export function countriesOfRegions(regions: readonly string[]): Sql {
  return sql`SELECT country_code FROM region_country WHERE region_id IN (${coded('region', regions)})`;
}

/** That a column with a list of ids has one of the themes or regions (by code or id). */
export function hasOneOf(column: Sql, table: 'region' | 'theme', keys: readonly string[]): Sql {
  return sql`${column} && ARRAY(${coded(table, keys)})`;
}

/** That an actor is of one of the countries. */
export function isOfCountries(actorId: Sql, codes: readonly string[], argument: string): Sql {
  return sql`EXISTS (SELECT FROM actor_country AS ac WHERE ac.id = ${actorId} AND ac.country_code = ANY(${countryCodes(codes, argument)}))`;
}

/** That an actor is of a country of one of the regions. */
export function isOfRegions(actorId: Sql, regions: readonly string[]): Sql {
  return sql`EXISTS (SELECT FROM actor_country AS ac WHERE ac.id = ${actorId} AND ac.country_code IN (${countriesOfRegions(regions)}))`;
}
