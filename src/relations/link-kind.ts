import { words } from '../platform/words';

export const LinkKind = words('LinkKind', 'What links two actors.', {
  MEMBERSHIP: 'One is an active member of the other.',
  TWINNING: 'They are twinned.',
  JOINT_PROJECT: 'They take or took part in the same project.',
  EVENT: 'They took part in the same event.',
  AGREEMENT: 'They are parties to the same agreement, or took part in it.',
  MANDATE: 'One holds an office at the other, or the same person is in office at both.',
});
export type LinkKind = keyof typeof LinkKind;
