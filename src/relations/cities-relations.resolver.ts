import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type CityRow, type CountryRow, cityById } from '../catalog/actor/actor.loader';
import { allCities, type CityQuery, citiesOfCountry } from '../catalog/city/city.listing';
import { CityConnection } from '../catalog/city/city-connection';
import { CitiesArgs } from '../catalog/city/city-filter';
import { Country } from '../catalog/country/country.entity';
import { today } from '../platform/clock';
import type { Connection } from '../platform/connection/connection';
import { Shown } from '../platform/context';
import type { Loaders } from '../platform/loaders';
import { type Page, Paged } from '../platform/one-statement/told';
import { DateScalar } from '../platform/scalars';
import { citiesFound } from './cities-found';
import { asksOfMemberships, checkOrganizations, isToldByGraph } from './cities-where';
import { type GraphOrder, orderedCities } from './city-order';
import { cityPages } from './city-pages';
import type { RelationsContext } from './relations';
import { dayNumber } from './snapshot/days';

@ArgsType()
class CitiesOnDayArgs extends CitiesArgs {
  @Field(() => DateScalar, { nullable: true, description: 'The day on which memberships and links count. Absent: today.' })
  asOf?: string | null;
}

@Resolver()
export class CitiesQueries {
  @Paged((args: CitiesOnDayArgs) => pageInSql(allCities, args))
  @Query(() => CityConnection, { description: 'Cities and other local governments.' })
  cities(
    @Args(() => CitiesOnDayArgs) args: CitiesOnDayArgs,
    @Ctx() { relations }: RelationsContext,
    @Shown() loaders: Loaders,
  ): Promise<Connection<CityRow>> {
    return citiesOf(args, { relations, loaders }, null);
  }
}

@Resolver(() => Country)
export class CountryCitiesResolver {
  @Paged((args: CitiesArgs) => pageInSql(citiesOfCountry, args), ['isoAlpha2'])
  @FieldResolver(() => CityConnection, { description: 'Its cities and other local governments.' })
  cities(
    @Root() country: CountryRow,
    @Args(() => CitiesArgs) args: CitiesArgs,
    @Ctx() { relations }: RelationsContext,
    @Shown() loaders: Loaders,
  ): Promise<Connection<CityRow>> {
    return citiesOf(args, { relations, loaders }, country);
  }
}

/**
 * A list of cities. What the graph cannot tell the database does, and the database is told no list of ids: it filters by memberships itself, and
 * where only the graph knows the order, it tells which cities there are to order.
 */
async function citiesOf(
  args: CitiesOnDayArgs,
  { relations, loaders }: Pick<RelationsContext, 'relations' | 'loaders'>,
  country: CountryRow | null,
): Promise<Connection<CityRow>> {
  const query = queryOf(args);
  const order = graphOrder(query);
  const ofDatabase = () => (country ? citiesOfCountry : allCities).connection(loaders, args, query, country?.id);
  if (isOfDatabaseAlone(query)) return ofDatabase();
  const graph = await relations.view();
  checkOrganizations(graph, query.where);
  if (order === null || (order === 'POPULATION' && !isToldByGraph(query.where))) return ofDatabase();
  const where = country ? { country: [country.isoAlpha2], and: query.where ? [query.where] : null } : query.where;
  const list = {
    order: orderedCities(graph, order, dayNumber(query.asOf)),
    descending: (query.orderBy?.direction ?? 'DESC') === 'DESC',
    matching: await citiesFound(loaders, graph, where, query.asOf),
  };
  return cityPages(list, args, (city) => loaders.one(cityById, graph.actors.idOf(city)));
}

function queryOf(args: CitiesOnDayArgs): CityQuery {
  return { where: args.where ?? null, orderBy: args.orderBy ?? null, asOf: args.asOf ?? today() };
}

/** Whether the graph has nothing to say of a list. */
function isOfDatabaseAlone(query: CityQuery): boolean {
  const order = graphOrder(query);
  return (order === null || order === 'POPULATION') && !asksOfMemberships(query.where);
}

function pageInSql(listed: typeof allCities, args: CitiesOnDayArgs): Page | null {
  const query = queryOf(args);
  return isOfDatabaseAlone(query) ? { listed, query } : null;
}

/** The order as a graph knows it; null when it does not. */
function graphOrder({ orderBy }: CityQuery): GraphOrder | null {
  const field = orderBy?.field ?? 'POPULATION';
  return field === 'NAME' || field === 'UPDATED_AT' ? null : field;
}
