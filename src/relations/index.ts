import {
  AccessOfResourceResolver,
  ActorAccessResolver,
  AssociationAccessResolver,
  CountryCountResolver,
  ResourceAccessResolver,
} from './access-relations.resolver';
import { CitiesQueries, CountryCitiesResolver } from './cities-relations.resolver';
import { CityGroupsQueries, NetworkPresenceOfCountryResolver, NetworkPresenceResolver } from './city-groups-relations.resolver';
import { GraphNodeResolver, GraphQueries } from './graph-relations.resolver';
import { NetworkGrowthResolver } from './growth-relations.resolver';
import { MemberCountResolver, TierMemberCountResolver } from './member-count-relations.resolver';
import { NetworkOverlapResolver, OverlapMatrixResolver, OverlapResolver } from './overlap-relations.resolver';
import { PathQueries, PathResolver, PathStepResolver } from './path-relations.resolver';
import { ReachableOrganizationEdgeResolver, ReachableOrganizationsResolver } from './peers-relations.resolver';
import { CityCompletenessResolver, DataStatusResolver, NetworkDataStatusResolver } from './status-relations.resolver';
import {
  CityPeerEdgeResolver,
  CitySuggestionsResolver,
  InvitationCandidateEdgeResolver,
  InvitationCandidatesResolver,
  NetworkSuggestionEdgeResolver,
} from './suggestion-relations.resolver';

export { LiveRelations } from './relations';

/** Every question about who is connected to whom. */
export const relationsResolvers = [
  AccessOfResourceResolver,
  ActorAccessResolver,
  AssociationAccessResolver,
  CitiesQueries,
  CityCompletenessResolver,
  CityGroupsQueries,
  CityPeerEdgeResolver,
  CitySuggestionsResolver,
  CountryCitiesResolver,
  CountryCountResolver,
  DataStatusResolver,
  GraphNodeResolver,
  GraphQueries,
  InvitationCandidateEdgeResolver,
  InvitationCandidatesResolver,
  MemberCountResolver,
  NetworkDataStatusResolver,
  NetworkGrowthResolver,
  NetworkOverlapResolver,
  NetworkPresenceOfCountryResolver,
  NetworkPresenceResolver,
  NetworkSuggestionEdgeResolver,
  OverlapMatrixResolver,
  OverlapResolver,
  PathQueries,
  PathResolver,
  PathStepResolver,
  ReachableOrganizationEdgeResolver,
  ReachableOrganizationsResolver,
  ResourceAccessResolver,
  TierMemberCountResolver,
];
