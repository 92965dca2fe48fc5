import { words } from '../../platform/words';

export const WebhookTopic = words('WebhookTopic', 'What a webhook can be told of.', {
  MEMBERSHIP_CHANGED: 'A membership was recorded, changed or ended.',
  COLLABORATION_CHANGED: 'So was a collaboration, or a participant, commitment, progress note or follow-up of one.',
  COMMITMENT_OVERDUE: 'The day of a commitment has passed.',
  FOLLOW_UP_DUE: 'The day of a follow-up has passed.',
  RESOURCE_PUBLISHED: 'A resource was published.',
  CITY_MERGED: 'Two records of a city became one, or two again.',
  ROSTER_IMPORT_FINISHED: 'A roster was read, applied or undone, or failed. Told to its organisation only.',
  SUBGRAPH_STATUS_CHANGED: 'A partner service came, went or failed.',
  PROPOSAL_OPENED: 'A correction was proposed. Told to the organisation concerned only.',
});
export type WebhookTopic = keyof typeof WebhookTopic;

/** Told only to the organisation concerned, and to administrators. */
export const PRIVATE_TOPICS: readonly WebhookTopic[] = ['ROSTER_IMPORT_FINISHED', 'PROPOSAL_OPENED'];

const COLLABORATION = ['Twinning', 'JointProject', 'Event', 'Agreement', 'Participation', 'Commitment', 'CommitmentUpdate', 'FollowUp'];

/** The topic a change belongs to, if any. */
export function topicOf({ entityType, kind }: { readonly entityType: string; readonly kind: string }): WebhookTopic | null {
  if (entityType === 'Membership') return 'MEMBERSHIP_CHANGED';
  if (COLLABORATION.includes(entityType)) return 'COLLABORATION_CHANGED';
  if (entityType === 'Resource' && kind === 'CREATED') return 'RESOURCE_PUBLISHED';
  return entityType === 'City' && (kind === 'MERGED' || kind === 'SPLIT') ? 'CITY_MERGED' : null;
}
