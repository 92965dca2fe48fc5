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
  CORRECTED: 'It is another city, or an organisation.',
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
