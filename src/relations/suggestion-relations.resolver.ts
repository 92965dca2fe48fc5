import { Arg, Args, ArgsType, Ctx, Extensions, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { type CityRow, cityById, type OrganizationRow, organizationById } from '../catalog/actor/actor.loader';
import { City } from '../catalog/city/city.entity';
import { CityFilter } from '../catalog/city/city-filter';
import { LanguageArg } from '../catalog/language-arg';
import { Network } from '../catalog/organization/organization-types';
import { Theme } from '../catalog/theme/theme.entity';
import { type ThemeRow, themeById } from '../catalog/theme/theme.loader';
import { today } from '../platform/clock';
import { type Connection, connectionWith } from '../platform/connection/connection';
import { knownConnection } from '../platform/connection/known-list';
import { ForwardArgs } from '../platform/connection/page-args';
import { HubError } from '../platform/errors';
import { IdsAsGiven } from '../platform/given-ids';
import { Known, Shows } from '../platform/one-statement/known-field';
import { citiesFound } from './cities-found';
import { type Peer, peersOf } from './city-peers';
import { reasonsOfCandidate, reasonsOfPeer, reasonsOfSuggestion } from './explain-suggestion';
import { introducers } from './introducers';
import { type Candidate, invitationCandidates } from './invitation-candidates';
import { type NetworkSuggestion, suggestedNetworks } from './network-suggestions';
import { Path } from './path';
import { rankedList } from './ranked';
import type { RelationsContext } from './relations';
import type { ActorIndex } from './snapshot/actors';
import { dayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/** An entry before anything of it is told, with the graph it was found in. */
type Told<Item> = Item & { readonly graph: Graph };
type ToldCandidate = Told<Candidate> & { readonly network: ActorIndex; readonly on: string };

@ObjectType('CityPeerEdge', { description: 'An entry and its place.' })
class CityPeerEdge {
  @Field(() => String, { description: 'Its place, for `after`.' })
  cursor!: string;

  @Field(() => City, { description: 'The entry.' })
  node!: CityRow;

  @Field(() => Float, {
    description:
      '0 to 1: 0.6 for networks in common of all that either is in, 0.2 when twinned, 0.1 for a similar size, 0.1 for the same country.',
  })
  score!: number;
}

@ObjectType('NetworkSuggestionEdge', { description: 'An entry and its place.' })
class NetworkSuggestionEdge {
  @Field(() => String, { description: 'Its place, for `after`.' })
  cursor!: string;

  @Field(() => Network, { description: 'The entry.' })
  node!: OrganizationRow;

  @Field(() => Float, { description: "0 to 1: share of the city's peers that are members, each weighing as much as it is like the city." })
  score!: number;
}

@ObjectType('InvitationCandidateEdge', { description: 'An entry and its place.' })
class InvitationCandidateEdge {
  @Field(() => String, { description: 'Its place, for `after`.' })
  cursor!: string;

  @Field(() => City, { description: 'The entry.' })
  node!: CityRow;

  @Field(() => Float, {
    description:
      '0 to 1: 0.6 for networks that share members with this one, 0.25 for something done together, 0.15 for a twinning with a member.',
  })
  score!: number;
}

const CityPeerConnection = connectionWith(
  'CityPeer',
  () => City,
  () => CityPeerEdge,
);
const NetworkSuggestionConnection = connectionWith(
  'NetworkSuggestion',
  () => Network,
  () => NetworkSuggestionEdge,
);
const InvitationCandidateConnection = connectionWith(
  'InvitationCandidate',
  () => City,
  () => InvitationCandidateEdge,
);

@ArgsType()
class PeersArgs extends ForwardArgs {
  @Field(() => CityFilter, { nullable: true, description: 'Only these cities. Absent: any.' })
  where?: CityFilter | null;
}

@ArgsType()
class CandidatesArgs extends PeersArgs {
  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Also those that left or said no.' })
  includeFormer?: boolean | null;
}

@Resolver(() => City)
export class CitySuggestionsResolver {
  @IdsAsGiven()
  @Shows(cityById)
  @Extensions({ cost: 20 })
  @FieldResolver(() => CityPeerConnection, {
    description: 'Cities that share most with this one (networks, twinnings, size, country), with the reasons; best first, at most 200.',
  })
  async peers(
    @Root() city: CityRow,
    @Args(() => PeersArgs) { where, ...page }: PeersArgs,
    @Ctx() { loaders, relations }: RelationsContext,
  ): Promise<Connection<string>> {
    const graph = await relations.view();
    const among = await citiesFound(loaders, graph, where ?? null, today());
    const peers = peersOf(graph, graph.actors.indexOf(city.id), dayNumber(today()), among);
    return knownConnection(rankedList(graph, told(graph, peers)), page, ({ actor }) => graph.actors.idOf(actor));
  }

  @Shows(organizationById)
  @Extensions({ cost: 20 })
  @FieldResolver(() => NetworkSuggestionConnection, {
    description: 'Networks this city could join, as cities that share most with it have, with the reasons; none it has had to do with.',
  })
  async suggestedNetworks(
    @Root() city: CityRow,
    @Args(() => ForwardArgs) page: ForwardArgs,
    @Ctx() { relations }: RelationsContext,
  ): Promise<Connection<string>> {
    const graph = await relations.view();
    const [own, on] = [graph.actors.indexOf(city.id), dayNumber(today())];
    const suggestions = suggestedNetworks(graph, own, on, peersOf(graph, own, on, graph.ofKind('CITY')));
    const list = rankedList(graph, told(graph, suggestions));
    return knownConnection(list, page, ({ actor }) => graph.actors.idOf(actor));
  }
}

@Resolver(() => Network)
export class InvitationCandidatesResolver {
  @IdsAsGiven()
  @Shows(cityById)
  @Extensions({ cost: 20 })
  @FieldResolver(() => InvitationCandidateConnection, {
    description:
      'Cities it could invite, best first, at most 200, with the reasons. Never those in it, invited or applying; those that declined or left only when asked for.',
  })
  async invitationCandidates(
    @Root() network: OrganizationRow,
    @Args(() => CandidatesArgs) { where, includeFormer, ...page }: CandidatesArgs,
    @Ctx() { loaders, relations }: RelationsContext,
  ): Promise<Connection<string>> {
    const [graph, on] = [await relations.view(), today()];
    const among = await citiesFound(loaders, graph, where ?? null, on);
    const own = graph.actors.indexOf(network.id);
    const asked = { network: own, on: dayNumber(on), among, includeFormer: includeFormer ?? false };
    const candidates = told(graph, invitationCandidates(graph, asked)).map(
      (candidate): ToldCandidate => ({ ...candidate, network: own, on }),
    );
    return knownConnection(rankedList(graph, candidates), page, ({ actor }) => graph.actors.idOf(actor));
  }
}

function told<Item>(graph: Graph, items: readonly Item[]): Told<Item>[] {
  return items.map((item) => ({ ...item, graph }));
}

@Resolver(() => CityPeerEdge)
export class CityPeerEdgeResolver {
  @Shows(organizationById)
  @FieldResolver(() => [Network], { description: 'Networks both belong to.' })
  sharedNetworks(@Root() peer: Told<Peer>): string[] {
    return networksShared(peer);
  }

  @FieldResolver(() => [Theme], { description: 'Themes of those networks, by code.' })
  async sharedThemes(@Root() peer: Told<Peer>, @Ctx() { loaders }: RelationsContext): Promise<ThemeRow[]> {
    const networks = await loaders.many(organizationById, networksShared(peer));
    const themes = await loaders.many(themeById, [...new Set(networks.flatMap(({ themeIds }) => themeIds))]);
    return themes.sort((left, right) => (left.code < right.code ? -1 : 1));
  }

  @Known()
  @FieldResolver(() => [String], { description: 'In words, in the asked language.' })
  reasons(@Root() peer: Told<Peer>, @LanguageArg() language: string | null, @Ctx() context: RelationsContext): Promise<string[]> {
    return reasonsOfPeer({ graph: peer.graph, language, context }, peer);
  }
}

function networksShared({ graph, sharedNetworks }: Told<Peer>): string[] {
  return sharedNetworks.map((network) => graph.actors.idOf(network));
}

@Resolver(() => NetworkSuggestionEdge)
export class NetworkSuggestionEdgeResolver {
  @Known()
  @FieldResolver(() => Int, { description: 'Cities like this one that are members.' })
  similarMembers(@Root() { similar }: Told<NetworkSuggestion>): number {
    return similar.length;
  }

  @Known()
  @FieldResolver(() => [String], { description: 'In words, in the asked language.' })
  reasons(
    @Root() suggestion: Told<NetworkSuggestion>,
    @LanguageArg() language: string | null,
    @Ctx() context: RelationsContext,
  ): Promise<string[]> {
    return reasonsOfSuggestion({ graph: suggestion.graph, language, context }, suggestion);
  }
}

const MOST_INTRODUCERS = 10;

@Resolver(() => InvitationCandidateEdge)
export class InvitationCandidateEdgeResolver {
  @Known()
  @FieldResolver(() => [Path], {
    description: 'Members that have a tie to the candidate and could introduce it: from the member to the candidate.',
  })
  introducers(
    @Root() { graph, actor, network, on }: ToldCandidate,
    @Arg('first', () => Int, { nullable: true, defaultValue: 3, description: 'Members at most, 1 to 10.' }) first: number | null,
  ): Path[] {
    const most = first ?? 3;
    if (most < 1 || most > MOST_INTRODUCERS)
      throw new HubError('BAD_USER_INPUT', `"first" takes 1 to ${MOST_INTRODUCERS}, not ${most}.`, { argument: 'first' });
    return introducers(graph, { network, candidate: actor, on: dayNumber(on), first: most }).map((way) => ({ graph, way, on }));
  }

  @Known()
  @FieldResolver(() => [String], { description: 'In words, in the asked language.' })
  reasons(@Root() candidate: ToldCandidate, @LanguageArg() language: string | null, @Ctx() context: RelationsContext): Promise<string[]> {
    return reasonsOfCandidate({ graph: candidate.graph, language, context }, candidate);
  }
}
