import { Arg, Args, ArgsType, Ctx, Extensions, Field, FieldResolver, Float, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type CountryRow, organizationById } from '../catalog/actor/actor.loader';
import { CityFilter } from '../catalog/city/city-filter';
import { Country } from '../catalog/country/country.entity';
import { regionsOfCountry } from '../catalog/country/country.loader';
import { Network } from '../catalog/organization/organization-types';
import { today } from '../platform/clock';
import { HubError } from '../platform/errors';
import { IdsAsGiven } from '../platform/given-ids';
import { Known, Shows } from '../platform/one-statement/known-field';
import { DateScalar } from '../platform/scalars';
import { citiesFound } from './cities-found';
import { groupCities } from './city-groups';
import { CityGroupBy, cityKey, type KeyWords } from './city-keys';
import { networkPresence, type Presence } from './network-presence';
import type { RelationsContext } from './relations';
import { dayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

@ObjectType({ description: 'A group of an aggregate.', simpleResolvers: true })
class CityGroup {
  @Field(() => [String], { description: 'Values of the keys, in the order of `groupBy`.' })
  keys!: readonly string[];

  @Field(() => Int, { description: 'Cities in it.' })
  count!: number;

  @Field(() => Float, { nullable: true, description: 'Inhabitants of those with a figure. Null: none has one.' })
  populationSum!: number | null;
}

@ArgsType()
class CityGroupsArgs {
  @Field(() => CityFilter, { nullable: true, description: 'Which cities. Absent: all.' })
  where?: CityFilter | null;

  @Field(() => [CityGroupBy], { description: 'One or two different keys.' })
  groupBy!: CityGroupBy[];

  @Field(() => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' })
  asOf?: string | null;
}

@ObjectType({ description: 'How many cities of a country a network has.' })
class NetworkPresence {
  readonly graph!: Graph;
  readonly presence!: Presence;

  @Field(() => Int, { description: 'Cities of the country that are active members.' })
  cities!: number;

  @Field(() => Float, { description: 'Of the cities the network has in all, 0 to 1.' })
  share!: number;
}

/** More groups than anybody looks at, and as many as an answer bears. */
const MOST_GROUPS = 10_000;

@Resolver()
export class CityGroupsQueries {
  @IdsAsGiven()
  @Known()
  @Extensions({ cost: 10 })
  @Query(() => [CityGroup], {
    description:
      'Counts of cities by one or two keys, largest first. A city with several values of a key (regions, networks) counts in each.',
  })
  async cityGroups(@Args(() => CityGroupsArgs) args: CityGroupsArgs, @Ctx() context: RelationsContext): Promise<CityGroup[]> {
    const { groupBy, where = null } = args;
    if (groupBy.length < 1 || groupBy.length > 2 || groupBy[0] === groupBy[1])
      throw new HubError('BAD_USER_INPUT', '"groupBy" takes one key, or two different ones.', { argument: 'groupBy' });
    const graph = await context.relations.view();
    const day = args.asOf ?? today();
    const cities = await citiesFound(context.loaders, graph, where, day);
    const words = await keyWords(groupBy, graph, context);
    const keys = groupBy.map((key) => cityKey(key, graph, dayNumber(day), words));
    const groups = groupCities(graph.actors, cities, keys);
    if (groups.length <= MOST_GROUPS) return groups;
    throw new HubError(
      'BAD_USER_INPUT',
      `"groupBy" makes ${groups.length} groups, more than ${MOST_GROUPS}: say less in it, or more in "where".`,
      {
        argument: 'groupBy',
      },
    );
  }
}

/** Words that are in the database alone: none of them, or all there are, in one statement each. */
async function keyWords(groupBy: readonly CityGroupBy[], graph: Graph, { loaders }: RelationsContext): Promise<KeyWords> {
  const { actors } = graph;
  const codes = groupBy.includes('REGION') ? actors.countryCodes : [];
  const regions = await Promise.all(codes.map(async (code) => [code, await loaders.list(regionsOfCountry, code)] as const));
  const networks = groupBy.includes('NETWORK') ? graph.ofKind('NETWORK').numbers() : [];
  const rows = await loaders.many(
    organizationById,
    networks.map((network) => actors.idOf(network)),
  );
  return {
    regionsOf: new Map(regions.map(([code, of]) => [code, of.map((region) => region.code)])),
    slugOf: new Map(rows.map(({ id, slug }) => [actors.indexOf(id), slug])),
  };
}

@Resolver(() => Country)
export class NetworkPresenceOfCountryResolver {
  @Known('isoAlpha2')
  @Extensions({ cost: 5 })
  @FieldResolver(() => [NetworkPresence], {
    description: "How present the country's cities are in the recorded networks; those with most of them first.",
  })
  async networkPresence(
    @Root() country: CountryRow,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' }) asOf: string | null,
    @Ctx() { relations }: RelationsContext,
  ): Promise<NetworkPresence[]> {
    const graph = await relations.view();
    const number = graph.actors.countryCodes.indexOf(country.isoAlpha2);
    const present = number < 0 ? [] : networkPresence(graph, number, dayNumber(asOf ?? today()));
    return present.map((presence) => ({ graph, presence, ...presence }));
  }
}

@Resolver(() => NetworkPresence)
export class NetworkPresenceResolver {
  @Shows(organizationById)
  @FieldResolver(() => Network, { description: 'The network.' })
  network(@Root() { graph, presence }: NetworkPresence): string {
    return graph.actors.idOf(presence.network);
  }
}
