import { Extensions, Field, Float, ID, InputType, Int } from 'type-graphql';
import { HubError } from '../platform/errors';
import { fold } from '../platform/fold';
import { parseGlobalId, uuidIn } from '../platform/global-id';
import { DateScalar } from '../platform/scalars';
import { join, type Sql, sql } from '../platform/sql';

@InputType({ description: 'Compares a text. Accents, case and letter forms do not count.' })
export class StringFilter {
  @Extensions({ cost: 5 })
  @Field(() => String, { nullable: true, description: 'Is this.' })
  eq?: string | null;

  @Extensions({ cost: 5 })
  @Field(() => [String], { nullable: true, description: 'Is one of these.' })
  in?: string[] | null;

  @Extensions({ cost: 500 })
  @Field(() => String, { nullable: true, description: 'Contains this.' })
  contains?: string | null;

  @Extensions({ cost: 100 })
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
    // What is not known does not hold.
    ...(filter.not ? [sql`${all(nested(filter.not, own))} IS NOT TRUE`] : []),
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
    ...given(filter.notIn, (ids) => sql`(${column} = ANY(${ids.map((id) => uuidIn(id, argument))}::uuid[])) IS NOT TRUE`),
  ];
}

/** Conditions on a column with a number. */
export function rangeConditions(column: Sql, range: IntRange | null | undefined): Sql[] {
  return [...given(range?.gte, (least) => sql`${column} >= ${least}`), ...given(range?.lte, (most) => sql`${column} <= ${most}`)];
}

/** Conditions on a column with a partial date: the period it covers meets the range. A missing date meets none. */
export function dateConditions(column: Sql, range: DateRange | null | undefined): Sql[] {
  if (!range) return [];
  if (range.from && range.to && range.from > range.to)
    throw new HubError('BAD_USER_INPUT', `The range from ${range.from} to ${range.to} is empty.`);
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

/** Rows of a table with a `code` by code or global id, as a subquery of their uuids; one that is unknown is refused by the database. */
function coded(table: 'region' | 'theme', keys: readonly string[]): Sql {
  const plain = keys.map((key) => (parseGlobalId(key) ? uuidIn(key, table) : key));
  return table === 'region' ? sql`SELECT region_ids(${plain}::text[])` : sql`SELECT theme_ids(${plain}::text[])`;
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

/** A text as it is compared. @throws HubError BAD_USER_INPUT when too little of it counts for an index to help. */
function comparable(text: string, argument: string, least: number): string {
  const folded = fold(text);
  // Writing without an alphabet says in one sign what others say in three.
  if (folded.length >= (/^[\x20-\x7e]*$/.test(folded) ? least : 1)) return folded;
  throw new HubError('BAD_USER_INPUT', `"${argument}" takes at least ${least} ${least === 1 ? 'letter or digit' : 'letters or digits'}.`, {
    argument,
  });
}

/** That a column with folded titles has all the words of a text. */
export function hasWords(column: Sql, text: string, argument: string): Sql {
  const words = comparable(text, argument, 3).split(' ').slice(0, 12);
  // A folded text has no sign that LIKE takes for another.
  return sql`(${join(
    words.map((word) => sql`${column} LIKE ${`%${word}%`}`),
    ' AND ',
  )})`;
}

/** Conditions on the column "folded" of a table of names, each of which some name of the same actor must meet. */
export function nameConditions(name: StringFilter | null | undefined): Sql[] {
  if (!name) return [];
  return [
    ...given(name.eq, (text) => sql`folded = ${comparable(text, 'where.name.eq', 1)}`),
    ...given(name.in, (texts) => sql`folded = ANY(${texts.map((text) => comparable(text, 'where.name.in', 1))})`),
    ...given(name.contains, (text) => sql`folded LIKE ${`%${comparable(text, 'where.name.contains', 3)}%`}`),
    ...given(name.startsWith, (text) => sql`folded LIKE ${`${comparable(text, 'where.name.startsWith', 2)}%`}`),
  ];
}
