import { Arg, Args, ArgsType, Ctx, Directive, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../platform/clock';
import type { Connection } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import type { Context } from '../../platform/context';
import { Shown } from '../../platform/context';
import { HubError } from '../../platform/errors';
import { IdsAsGiven } from '../../platform/given-ids';
import { globalId, uuidIn } from '../../platform/global-id';
import type { Loaders } from '../../platform/loaders';
import type { Found } from '../../platform/lookup';
import { FoundBy, FoundByArgs, InSql, Paged, PartInSql } from '../../platform/one-statement/told';
import { DateScalar, DateTimeScalar } from '../../platform/scalars';
import { sql } from '../../platform/sql';
import { type CityRow, type CountryRow, cityById } from '../actor/actor.loader';
import { Country } from '../country/country.entity';
import { countryByCode } from '../country/country.loader';
import { replacedBy, replacesInSql } from '../merging/merged-into';
import { Citation } from '../source/citation.entity';
import { sourceById } from '../source/source.loader';
import { City } from './city.entity';
import { childrenOfCity } from './city.listing';
import { type CityKey, cityByKey } from './city.loader';
import { CityConnection } from './city-connection';

@Directive('@shareable')
@ObjectType({ description: 'WGS 84.', simpleResolvers: true })
class Coordinates {
  @Field(() => Float, { description: 'Degrees north.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east.' })
  longitude!: number;
}

/** Of a record, which is not cited to the sentence. */
const CITATION = {
  exists: 'source',
  properties: {
    ...{ id: 'source', sourceId: 'source' },
    ...Object.fromEntries(['asOf', 'quote', 'quoteLanguage', 'locator'].map((property) => [property, sql`NULL::text`])),
    retrievedAt: sql`NULL::timestamptz`,
  },
};

@ObjectType({ description: 'A population figure.', simpleResolvers: true })
class Population {
  @Field(() => Int, { description: 'Inhabitants.' })
  value!: number;

  @Field(() => Int, { nullable: true, description: 'Year it stands for. Null: the source does not say.' })
  year!: number | null;

  @PartInSql(['source'], () => CITATION)
  @Field(() => Citation, { description: 'Where it was read.' })
  source!: Pick<Citation, 'id' | 'sourceId'>;
}

@ArgsType()
class CityArgs {
  @Field(() => ID, { nullable: true, description: 'Global id.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Slug, for instance `ma-tangier`.' })
  slug?: string | null;

  @Field(() => ID, { nullable: true, description: 'GeoNames id, for instance 2530335.' })
  geonamesId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Wikidata item, for instance Q126148.' })
  wikidataId?: string | null;

  @Field(() => ID, { nullable: true, description: 'UN/LOCODE without space, for instance MATNG.' })
  unlocode?: string | null;
}

@Resolver(() => City)
export class CityResolver {
  @IdsAsGiven()
  @FoundByArgs(foundAs)
  @Query(() => City, { nullable: true, description: 'One city by exactly one of its identifiers.' })
  city(@Args(() => CityArgs) args: CityArgs, @Shown() loaders: Loaders): Promise<CityRow | null> {
    const { found, key } = foundAs(args);
    return loaders.one(found, key).then((actor) => (actor?.__typename === 'City' ? actor : null));
  }

  @FoundBy(countryByCode, 'countryCode')
  @FieldResolver(() => Country, { description: 'Its country, by the code its source gives.' })
  country(@Root() city: CityRow, @Shown() loaders: Loaders): Promise<CountryRow | null> {
    return loaders.one(countryByCode, city.countryCode);
  }

  @FoundBy(cityById, 'parentId')
  @FieldResolver(() => City, { nullable: true, description: 'Enclosing local government, if recorded.' })
  parent(@Root() city: CityRow, @Shown() loaders: Loaders): Promise<CityRow | null> {
    return loaders.one(cityById, city.parentId);
  }

  @Paged((_page: ForwardArgs) => ({ listed: childrenOfCity, query: anyCity() }))
  @FieldResolver(() => CityConnection, { description: 'Local governments it encloses, most inhabitants first.' })
  children(@Root() city: CityRow, @Args(() => ForwardArgs) page: ForwardArgs, @Shown() loaders: Loaders): Connection<CityRow> {
    return childrenOfCity.connection(loaders, page, anyCity(), city.id);
  }

  @PartInSql(['latitude', 'longitude'], () => ({ exists: 'latitude', properties: { latitude: 'latitude', longitude: 'longitude' } }))
  @FieldResolver(() => Coordinates, { nullable: true, description: 'Where it lies.' })
  coordinates(@Root() { latitude, longitude }: CityRow): Coordinates | null {
    return latitude === null || longitude === null ? null : { latitude, longitude };
  }

  @PartInSql(['inhabitants', 'populationYear', 'sourceId'], ({ asOf }: { asOf?: string | null }) => (asOf ? null : POPULATION))
  @FieldResolver(() => Population, { nullable: true, description: 'Latest known population at the given day.' })
  async population(
    @Root() city: CityRow,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' }) asOf: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<Population | null> {
    if (city.inhabitants === null) return null;
    // A figure without a year is at least as old as what it was read in, and may not be older.
    const known = asOf && (city.populationYear?.toString() ?? (await loaders.one(sourceById, city.sourceId))?.publishedOn);
    if (asOf && known && asOf < known) return null;
    return { value: city.inhabitants, year: city.populationYear, source: { id: city.sourceId, sourceId: city.sourceId } };
  }

  @InSql(['id'], replacesInSql)
  @FieldResolver(() => [ID], { description: 'Ids of records merged into this one. Asking for any of them by `node` returns this city.' })
  async replaces(@Root() city: CityRow, @Ctx() { loaders }: Context): Promise<string[]> {
    return (await loaders.list(replacedBy, city.id)).map(({ id }) => globalId('City', id));
  }

  @InSql(['createdAt'])
  @FieldResolver(() => DateTimeScalar, { description: 'When the hub first recorded it.' })
  createdAt(@Root() city: CityRow): Date {
    return city.createdAt;
  }

  @InSql(['updatedAt'])
  @FieldResolver(() => DateTimeScalar, { description: 'When its record last changed.' })
  updatedAt(@Root() city: CityRow): Date {
    return city.updatedAt;
  }
}

const POPULATION = { exists: 'inhabitants', properties: { value: 'inhabitants', year: 'populationYear', source: 'sourceId' } } as const;

const anyCity = () => ({ where: null, orderBy: null, asOf: today() });

/** By what the city of these arguments is found. @throws HubError BAD_USER_INPUT when that is not clear. */
function foundAs(args: CityArgs): { readonly found: Found<CityRow>; readonly key: string } {
  const [key, value] = onlyOne(args);
  if (key === 'id') return { found: cityById, key: uuidIn(value, 'id') };
  if (key === 'geonamesId' && !/^\d{1,9}$/.test(value)) throw new HubError('BAD_USER_INPUT', '"geonamesId" takes a number.');
  return { found: cityByKey[key], key: value };
}

/** The one identifier given. @throws HubError BAD_USER_INPUT when there is none, or more than one. */
function onlyOne(args: CityArgs): ['id' | CityKey, string] {
  const given = Object.entries(args).filter(([, value]) => value !== null && value !== undefined);
  const [only] = given;
  if (only && given.length === 1) return only as ['id' | CityKey, string];
  throw new HubError('BAD_USER_INPUT', 'Give exactly one of "id", "slug", "geonamesId", "wikidataId" and "unlocode".');
}
