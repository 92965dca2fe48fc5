import type { WriteContext } from '../access/write-context';
import { ActorResolver } from './actor/actor.resolver';
import { ChangeResolver } from './change/change.resolver';
import { CityResolver } from './city/city.resolver';
import { CityMutations } from './city/city-mutations.resolver';
import {
  ActorCollaborationsResolver,
  CollaborationResolver,
  EventResolver,
  JointProjectResolver,
  ParticipationResolver,
  RelatedCollaborationResolver,
  TwinningResolver,
} from './collaboration/collaboration.resolver';
import { CollaborationMutations } from './collaboration/collaboration-mutations.resolver';
import { Agreement, Twinning } from './collaboration/collaboration-types';
import {
  ActorCommitmentsResolver,
  CollaborationCommitmentsResolver,
  CommitmentResolver,
  CommitmentUpdateResolver,
} from './commitment/commitment.resolver';
import { CommitmentMutations, FollowUpMutations } from './commitment/commitment-mutations.resolver';
import { CollaborationFollowUpsResolver, CommitmentFollowUpsResolver, FollowUpResolver } from './commitment/follow-up.resolver';
import { OverdueResolver } from './commitment/overdue.resolver';
import { CountryResolver, RegionResolver } from './country/country.resolver';
import { HubQueries } from './hub/hub.resolver';
import {
  ActorMembershipsResolver,
  MembershipResolver,
  MembershipTierResolver,
  MembershipTransitionResolver,
  OrganizationMembersResolver,
  TierBenefitResolver,
} from './membership/membership.resolver';
import { MembershipChangedResolver } from './membership/membership-changed.resolver';
import { MembershipMutations } from './membership/membership-mutations.resolver';
import { TierMutations } from './membership/tier-mutations.resolver';
import type { NodeLoad } from './node/load-node';
import {
  AssociationResolver,
  CountryAssociationsResolver,
  NetworkResolver,
  OrganizationQueries,
  OrganizationResolver,
  ReportedFigureResolver,
} from './organization/organization.resolver';
import { OrganizationMutations } from './organization/organization-mutations.resolver';
import { Institution } from './organization/organization-types';
import { ErasureMutations } from './person/erasure.resolver';
import { MandateResolver, OfficeHoldersResolver, PersonResolver } from './person/person.resolver';
import { ProposalMutations, ProposalResolver, proposalShown } from './proposal/proposal.resolver';
import {
  AccessRuleResolver,
  CollaborationResourcesResolver,
  PublishedResourcesResolver,
  ResourceResolver,
} from './resource/resource.resolver';
import { ResourceMutations } from './resource/resource-mutations.resolver';
import { SearchQueries } from './search/search.resolver';
import { CitationResolver, SourcedResolver, SourceResolver } from './source/source.resolver';
import { ThemeResolver } from './theme/theme.resolver';
import { ApiKeyMutations } from './viewer/api-key.resolver';
import { RateLimitResolver, ViewerResolver } from './viewer/viewer.resolver';

export { organizationById } from './actor/actor.loader';
export { tailOf } from './change/change.tail';
export { serveCalendars } from './commitment/calendar-route';
export { remind } from './commitment/remind';
export { catalogEntities } from './entities';
export { mergedRecord } from './merging/merged-into';
export { loadByKey } from './node/load-by-key';
export type { NodeLoad } from './node/load-node';
export { nodeQueries } from './node/node.resolver';
export { Organization } from './organization/organization.entity';
export { createKeyCommand, type KeyOptions, listKeysCommand, revokeKeyCommand } from './viewer/key-command';

/** Everything the catalog answers. */
export const catalogResolvers = [
  AccessRuleResolver,
  ActorCollaborationsResolver,
  ActorCommitmentsResolver,
  ActorMembershipsResolver,
  ActorResolver,
  ApiKeyMutations,
  AssociationResolver,
  ChangeResolver,
  CitationResolver,
  CityMutations,
  CityResolver,
  CollaborationCommitmentsResolver,
  CollaborationFollowUpsResolver,
  CollaborationMutations,
  CollaborationResolver,
  CollaborationResourcesResolver,
  CommitmentFollowUpsResolver,
  CommitmentMutations,
  CommitmentResolver,
  CommitmentUpdateResolver,
  CountryAssociationsResolver,
  CountryResolver,
  ErasureMutations,
  EventResolver,
  FollowUpMutations,
  FollowUpResolver,
  HubQueries,
  JointProjectResolver,
  MandateResolver,
  MembershipChangedResolver,
  MembershipMutations,
  MembershipResolver,
  MembershipTierResolver,
  MembershipTransitionResolver,
  NetworkResolver,
  OfficeHoldersResolver,
  OrganizationMembersResolver,
  OrganizationMutations,
  OrganizationQueries,
  OrganizationResolver,
  OverdueResolver,
  ParticipationResolver,
  PersonResolver,
  ProposalMutations,
  ProposalResolver,
  PublishedResourcesResolver,
  RateLimitResolver,
  RegionResolver,
  RelatedCollaborationResolver,
  ReportedFigureResolver,
  ResourceMutations,
  ResourceResolver,
  SearchQueries,
  SourcedResolver,
  SourceResolver,
  ThemeResolver,
  TierMutations,
  TierBenefitResolver,
  TwinningResolver,
  ViewerResolver,
];

/** Object types reached only through their interfaces. */
export const catalogTypes = [Agreement, Institution, Twinning];

/** What is for those with a key alone, by its global id. */
export const proposalNodes: ReadonlyMap<string, NodeLoad> = new Map([
  ['ChangeProposal', (context, id) => proposalShown(context as WriteContext, id)],
]);
