import { words } from '../platform/words';

export const ImportStatus = words('ImportStatus', 'How far the upload of a roster is.', {
  PARSING: 'The file is being read.',
  MATCHING: 'Its names are being matched with cities.',
  REVIEW: 'It waits for a person: to decide what the hub could not, and to apply it.',
  APPLIED: 'It is part of what the hub holds.',
  REVERTED: 'It was applied, and undone.',
  FAILED: 'It could not be read; nothing of it was kept.',
});
export type ImportStatus = keyof typeof ImportStatus;

export const RowResolution = words('RowResolution', 'What a person decided of a row of a roster.', {
  ACCEPTED: "The hub's first candidate is right.",
  CORRECTED: 'It is another city.',
  NEW_CITY: 'It is a local government the hub does not know yet.',
  SKIPPED: 'The row is left out.',
});
export type RowResolution = keyof typeof RowResolution;

export const MatchMethod = words('MatchMethod', 'How a name was found to be a city.', {
  IDENTIFIER: 'By an identifier beside it.',
  EXACT_NAME: 'The hub has the very name.',
  TRANSLITERATION: 'By a name in another script.',
  FUZZY_NAME: 'By a name that is much like it.',
  COORDINATES: 'By where it lies.',
  HUMAN: 'A person decided.',
});
export type MatchMethod = keyof typeof MatchMethod;

export const UserErrorCode = words('UserErrorCode', 'Values of `userErrors.code`.', {
  BLANK: 'Something that is needed is missing.',
  INVALID: 'A value that cannot be.',
  NOT_FOUND: 'There is no such thing.',
  TAKEN: 'There is one already.',
  SOURCE_REQUIRED: 'A fact needs a source.',
  PERIOD_INVALID: 'It would end before it starts.',
  TIER_NOT_OPEN_TO_MEMBER: 'The tier takes no actors of this kind.',
  STATUS_TRANSITION_NOT_ALLOWED: 'What is asked cannot follow on where it stands.',
  ROSTER_UNREADABLE: 'The file of the roster cannot be read.',
  ROSTER_NOT_REVIEWED: 'Rows of the roster still wait for a person.',
  COMPOSITION_FAILED: 'The schemas do not fit together.',
  BREAKS_CLIENTS: 'It would break what is in use.',
  SUBGRAPH_UNREACHABLE: 'The service does not answer.',
  ADDRESS_NOT_ALLOWED: 'The address is private, local or otherwise not allowed.',
  VERSION_CONFLICT: 'Somebody else has changed it in the meantime.',
  LIMIT_REACHED: 'It is more than is allowed.',
});
export type UserErrorCode = keyof typeof UserErrorCode;

/** Why a mutation was refused. */
export interface Refusal {
  readonly code: UserErrorCode;
  readonly field: readonly string[] | null;
  readonly message: string;
}
