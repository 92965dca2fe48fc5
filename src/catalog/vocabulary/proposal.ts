import { words } from '../../platform/words';

export const ProposalStatus = words('ProposalStatus', 'Where a proposal stands.', {
  OPEN: 'Nobody has decided it.',
  ACCEPTED: 'It was done.',
  REJECTED: 'It was not.',
  WITHDRAWN: 'Whoever made it has taken it back.',
});
export type ProposalStatus = keyof typeof ProposalStatus;
