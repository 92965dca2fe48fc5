import { words } from '../../platform/words';

export const CommitmentKind = words('CommitmentKind', 'What a promise is about.', {
  RESOURCE_ACCESS: 'Access to guides, tools or good practice.',
  JOINT_ACTIVITY: 'Something done together.',
  PARTICIPATION_SUPPORT: 'Help in taking part.',
  CAPACITY_BUILDING: 'Training and advice.',
  EXCHANGE: 'Exchange of people or experience.',
  FUNDING: 'Money.',
  POLICY: 'A policy or a stand.',
  REPORTING: 'A report.',
  OTHER: 'Something else.',
});
export type CommitmentKind = keyof typeof CommitmentKind;

export const CommitmentStatus = words('CommitmentStatus', 'What has become of a promise, as far as it is recorded.', {
  OPEN: 'Nothing has been recorded since it was made.',
  IN_PROGRESS: 'It is being carried out.',
  FULFILLED: 'It was kept.',
  PARTLY_FULFILLED: 'It was kept in part.',
  NOT_FULFILLED: 'It was not kept.',
  SUPERSEDED: 'Another promise took its place.',
});
export type CommitmentStatus = keyof typeof CommitmentStatus;

export const GovernanceLevel = words('GovernanceLevel', 'A level of government.', {
  LOCAL: 'Cities and other local governments.',
  SUBNATIONAL: 'Regions and provinces.',
  NATIONAL: 'A country.',
  REGIONAL: 'Several countries.',
  INTERNATIONAL: 'The world.',
});
export type GovernanceLevel = keyof typeof GovernanceLevel;

export const FollowUpKind = words('FollowUpKind', 'How progress is looked at.', {
  PERIODIC_MEETING: 'Meetings from time to time.',
  PROGRESS_REPORT: 'A report.',
  SITE_VISIT: 'A visit.',
  ACTION: 'Something to do.',
  EVALUATION: 'An evaluation.',
});
export type FollowUpKind = keyof typeof FollowUpKind;

export const FollowUpStatus = words('FollowUpStatus', 'Where a follow-up stands.', {
  PLANNED: 'To come.',
  HELD: 'Done.',
  MISSED: 'Not done.',
  CANCELLED: 'Called off.',
});
export type FollowUpStatus = keyof typeof FollowUpStatus;

export const CommitmentOrderField = words('CommitmentOrderField', 'What commitments are ordered by.', {
  DUE_ON: 'Day by which it is due; those without one come last in ascending order.',
  STATUS: 'Status, in the alphabet.',
  POSITION: 'Place in the text.',
  RECORDED_AT: 'When the hub recorded it.',
});
export type CommitmentOrderField = keyof typeof CommitmentOrderField;

export const ResourceKind = words('ResourceKind', 'What a resource is.', {
  GUIDE: 'A guide.',
  TOOL: 'A tool.',
  TRAINING: 'A training.',
  CASE_STUDY: 'A case study.',
  DATASET: 'A data set.',
  TEMPLATE: 'A template.',
  POLICY: 'A policy paper or report.',
  VIDEO: 'A video.',
  OTHER: 'Something else.',
});
export type ResourceKind = keyof typeof ResourceKind;

export const AccessAudience = words('AccessAudience', 'For whom a resource is.', {
  PUBLIC: 'Everybody.',
  MEMBERS:
    'Members of an organisation: holders of an active membership in a tier that is not a partner platform, observer or candidate (no tier: a full member).',
  TIER: 'Holders of one tier.',
  NAMED: 'Named actors.',
});
export type AccessAudience = keyof typeof AccessAudience;

export const AccessLevel = words('AccessLevel', 'How an actor reaches a resource.', {
  PUBLIC: 'Everybody may use it.',
  DIRECT: 'By a rule that speaks of the actor itself, or as its publisher.',
  VIA_CHAIN: 'Through an organisation it belongs to, which may pass it on.',
  NONE: 'Not now.',
});
export type AccessLevel = keyof typeof AccessLevel;
