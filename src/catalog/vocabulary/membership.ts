import { words } from '../../platform/words';

export const MembershipStatus = words('MembershipStatus', 'Where a membership stands.', {
  INVITED: 'Asked to join; has not answered.',
  APPLIED: 'Has asked to join; the organisation has not answered.',
  ACTIVE: 'Is a member.',
  SUSPENDED: 'Is a member without its rights for a time.',
  WITHDRAWN: 'Has left.',
  EXPIRED: 'Its term, or the programme, has ended.',
  DECLINED: 'Was invited and said no, or applied and was refused.',
  UNKNOWN: 'Listed once; the hub cannot tell whether it still holds.',
});
export type MembershipStatus = keyof typeof MembershipStatus;

export const AssertionBasis = words('AssertionBasis', 'What a membership rests on.', {
  STATED: 'A source names it.',
  RULE: 'It follows from a rule, such as that all municipalities of a country belong.',
});
export type AssertionBasis = keyof typeof AssertionBasis;

export const TierCategory = words('TierCategory', 'What sort of membership a tier is, comparable across organisations.', {
  FULL_MEMBER: 'Full membership.',
  ASSOCIATE: 'Membership with fewer rights.',
  OBSERVER: 'May attend.',
  PARTNER_PLATFORM: 'A partner that is given access in order to pass it on, such as a Friend of Strong Cities.',
  LEADERSHIP: 'A place in the leadership.',
  HONORARY: 'An honour.',
  CANDIDATE: 'On the way to membership.',
});
export type TierCategory = keyof typeof TierCategory;

export const BenefitKind = words('BenefitKind', 'What a tier gives.', {
  RESOURCE_ACCESS: 'Use of guides and tools.',
  PEER_COMMUNICATION: 'Contact with other members and networks.',
  EVENT_PARTICIPATION: 'Taking part in events.',
  TRAINING: 'Training.',
  FUNDING: 'Money.',
  VOTING: 'A vote.',
  VISIBILITY: 'Being shown.',
  OTHER: 'Something else.',
});
export type BenefitKind = keyof typeof BenefitKind;

export const OnwardSharing = words('OnwardSharing', 'Whether what is received may be passed on.', {
  NONE: 'It may not.',
  OWN_MEMBERS: 'To the own members.',
  TRANSITIVE: 'To the own members, and by them to theirs.',
});
export type OnwardSharing = keyof typeof OnwardSharing;

export const MembershipOrderField = words('MembershipOrderField', 'What memberships are ordered by.', {
  VALID_FROM: 'Day since which it holds; unknown days come first in ascending order.',
  MEMBER_NAME: "The member's name.",
  ORGANIZATION_NAME: "The organisation's name.",
  CONFIDENCE: 'How sure it is.',
  RECORDED_AT: 'When the hub recorded it.',
});
export type MembershipOrderField = keyof typeof MembershipOrderField;
