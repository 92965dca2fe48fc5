import { Actor } from './actor/actor.entity';
import { ActorName } from './actor/actor-name.entity';
import { ExternalId } from './actor/external-id.entity';
import { Change } from './change/change.entity';
import { City } from './city/city.entity';
import { PlaceName } from './city/place-name.entity';
import { Collaboration } from './collaboration/collaboration.entity';
import { Participation } from './collaboration/participation.entity';
import { CollaborationLink } from './collaboration/related-collaboration.entity';
import { Commitment } from './commitment/commitment.entity';
import { CommitmentUpdate } from './commitment/commitment-update.entity';
import { FollowUp } from './commitment/follow-up.entity';
import { Country } from './country/country.entity';
import { Region } from './country/region.entity';
import { RegionCountry } from './country/region-country.entity';
import { Membership } from './membership/membership.entity';
import { MembershipTier } from './membership/membership-tier.entity';
import { MembershipTransition } from './membership/membership-transition.entity';
import { TierBenefit } from './membership/tier-benefit.entity';
import { Organization } from './organization/organization.entity';
import { ReportedFigure } from './organization/reported-figure.entity';
import { Mandate } from './person/mandate.entity';
import { Person } from './person/person.entity';
import { ChangeProposal } from './proposal/change-proposal.entity';
import { AccessRule } from './resource/access-rule.entity';
import { Resource } from './resource/resource.entity';
import { Citation } from './source/citation.entity';
import { FactRecord } from './source/fact-record.entity';
import { Source } from './source/source.entity';
import { Theme } from './theme/theme.entity';

/** Every table of the catalog. */
export const catalogEntities = [
  Actor,
  ActorName,
  AccessRule,
  Change,
  ChangeProposal,
  Citation,
  City,
  Collaboration,
  CollaborationLink,
  Commitment,
  CommitmentUpdate,
  Country,
  ExternalId,
  FactRecord,
  FollowUp,
  Mandate,
  Membership,
  MembershipTier,
  MembershipTransition,
  Organization,
  Participation,
  Person,
  PlaceName,
  Region,
  RegionCountry,
  ReportedFigure,
  Resource,
  Source,
  Theme,
  TierBenefit,
];
