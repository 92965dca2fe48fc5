import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, createUnionType, Extensions, Field, Float, Info, ObjectType, Query, Resolver } from 'type-graphql';
import { type Connection, connectionWith, mapped } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import type { Context } from '../../platform/context';
import { HubError } from '../../platform/errors';
import { fold } from '../../platform/fold';
import type { Typed } from '../../platform/node';
import { type Page, Paged } from '../../platform/one-statement/told';
import { actorById } from '../actor/actor.loader';
import { City } from '../city/city.entity';
import { collaborationById } from '../collaboration/collaboration.loader';
import { Agreement, Event, JointProject, Twinning } from '../collaboration/collaboration-types';
import { Country } from '../country/country.entity';
import { loadNode } from '../node/load-node';
import { Association, Institution, Network } from '../organization/organization-types';
import { Person } from '../person/person.entity';
import { personById } from '../person/person.loader';
import { Resource } from '../resource/resource.entity';
import { resourceById } from '../resource/resource.loader';
import { SearchType } from '../vocabulary/common';
import { ACTOR_KINDS, type SearchQuery, searchHits } from './search.loader';

const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'What a search can find.',
  types: () => [City, Country, Association, Network, Institution, Twinning, JointProject, Event, Agreement, Resource, Person] as const,
});

@ObjectType({ description: 'An entry and its place.', simpleResolvers: true })
class SearchResultEdge {
  @Field(() => String, { description: 'Its place, for `after`.' })
  cursor!: string;

  @Field(() => SearchResult, { description: 'The entry.' })
  node!: Typed;

  @Field(() => Float, { description: 'Higher is better; comparable only within one answer.' })
  score!: number;

  @Field(() => String, { description: 'The name or text that matched, in its own language.' })
  matched!: string;
}

const SearchResultConnection = connectionWith(
  'SearchResult',
  () => SearchResult,
  () => SearchResultEdge,
);

@ArgsType()
class SearchArgs extends ForwardArgs {
  @Field(() => String, { description: 'A name or words of a title, in any language and script: at most 200 characters.' })
  query!: string;

  @Field(() => [SearchType], { nullable: true, description: 'What to search for. Absent: everything.' })
  types?: SearchType[] | null;
}

/** @throws HubError BAD_USER_INPUT for a text that cannot be searched for. */
function asked(query: string, types: SearchType[] | null | undefined): SearchQuery {
  const text = fold(query);
  if (query.length > 200 || text === '')
    throw new HubError('BAD_USER_INPUT', '"query" takes 1 to 200 characters, with a letter or a digit among them.', { argument: 'query' });
  return { text, types: types ?? (Object.keys(SearchType) as SearchType[]) };
}

/** Where what is found is kept. */
const ACTORS = [actorById];
const EVERYTHING = [actorById, collaborationById, resourceById, personById];

function pageInSql({ query, types }: SearchArgs): Page {
  const search = asked(query, types);
  return { listed: searchHits, query: search, shownAs: search.types.every((type) => ACTOR_KINDS.includes(type)) ? ACTORS : EVERYTHING };
}

@Resolver()
export class SearchQueries {
  @Paged(pageInSql)
  @Extensions({ cost: 300 })
  @Query(() => SearchResultConnection, {
    description:
      'Search names, titles and texts in every language at once. Accents and letter forms do not count. Of a flood of alike names the 400 best of each kind are found.',
  })
  search(
    @Args(() => SearchArgs) { query, types, ...page }: SearchArgs,
    @Ctx() { loaders }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Connection<Typed> {
    const hits = searchHits.connection(loaders, page, asked(query, types));
    const shown = loaders.shown(info);
    return mapped(hits, (hit) => loadNode(shown, hit.__typename, hit.id));
  }
}
