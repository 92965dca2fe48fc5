import { words } from '../../platform/words';

export const CollaborationKind = words('CollaborationKind', 'The four kinds of things done together.', {
  TWINNING: 'A lasting partnership of local governments.',
  JOINT_PROJECT: 'A project with several partners.',
  EVENT: 'A meeting.',
  AGREEMENT: 'A text adopted or signed.',
});
export type CollaborationKind = keyof typeof CollaborationKind;

export const CollaborationStatus = words('CollaborationStatus', 'Where a collaboration stands.', {
  PLANNED: 'Announced, not begun.',
  ONGOING: 'Under way.',
  COMPLETED: 'Held or finished.',
  ADOPTED: 'Adopted or signed.',
  CANCELLED: 'Called off.',
  LAPSED: 'No longer in force or alive.',
  UNKNOWN: 'The hub cannot tell.',
});
export type CollaborationStatus = keyof typeof CollaborationStatus;

export const CollaborationRelation = words('CollaborationRelation', 'How one collaboration is linked to another.', {
  ADOPTED_AT: 'It was adopted at the other, an event.',
  OUTCOME: 'It came out of the other.',
  FOLLOWS: 'It comes after the other in a series.',
  PART_OF: 'It is part of the other.',
  IMPLEMENTS: 'It carries out the other.',
  SUPERSEDES: 'It replaces the other.',
});
export type CollaborationRelation = keyof typeof CollaborationRelation;

export const TwinningKind = words(
  'TwinningKind',
  'Degrees of partnership; a friendship agreement is often the step before a sister-city agreement.',
  {
    SISTER_CITY: 'Sister or twin cities.',
    FRIENDSHIP_CITY: 'Friendship cities.',
    COOPERATION_PARTNER: 'Partners in cooperation.',
    SOLIDARITY_PARTNER: 'Partners in solidarity.',
    OTHER: 'Another degree.',
  },
);
export type TwinningKind = keyof typeof TwinningKind;

export const EventKind = words('EventKind', 'What sort of event it is.', {
  REGIONAL_MEETING: 'A meeting for one region of the world.',
  SUMMIT: 'A summit.',
  CONFERENCE: 'A conference.',
  WORKSHOP: 'A workshop.',
  TRAINING: 'A training.',
  EXCHANGE_VISIT: 'A visit.',
  STATUTORY_MEETING: "A meeting of an organisation's organs.",
  FOLLOW_UP_MEETING: 'A meeting that looks at progress.',
  OTHER: 'Another sort.',
});
export type EventKind = keyof typeof EventKind;

export const EventMode = words('EventMode', 'How an event is attended.', {
  IN_PERSON: 'In one place.',
  ONLINE: 'At a distance.',
  HYBRID: 'Both.',
  UNKNOWN: 'The sources do not say.',
});
export type EventMode = keyof typeof EventMode;

export const AgreementKind = words('AgreementKind', 'What sort of text it is.', {
  DECLARATION: 'A declaration.',
  ACCESSION: 'The act of joining.',
  PARTNERSHIP: 'A partnership agreement.',
  DECLARATION_OF_INTENT: 'A declaration of intent.',
  MEMORANDUM_OF_UNDERSTANDING: 'A memorandum of understanding.',
  CHARTER: 'A charter.',
  PLEDGE: 'A pledge.',
  CONTRACT: 'A contract.',
  OTHER: 'Another sort.',
});
export type AgreementKind = keyof typeof AgreementKind;

export const ParticipationRole = words('ParticipationRole', "An actor's part in a collaboration.", {
  ORGANIZER: 'Organises it.',
  HOST: 'Receives it.',
  PARTY: 'Signs or adopts it, or is bound by it.',
  PARTICIPANT: 'Takes part.',
  LEAD_PARTNER: 'Leads the partners.',
  PARTNER: 'Is a partner.',
  FUNDER: 'Pays for it.',
  FACILITATOR: 'Helps it along.',
  OBSERVER: 'Looks on.',
  SPEAKER: 'Speaks at it.',
});
export type ParticipationRole = keyof typeof ParticipationRole;

export const CollaborationOrderField = words('CollaborationOrderField', 'What collaborations are ordered by.', {
  VALID_FROM: 'First day; unknown days come first in ascending order.',
  TITLE: 'Title.',
  RECORDED_AT: 'When the hub recorded it.',
});
export type CollaborationOrderField = keyof typeof CollaborationOrderField;
