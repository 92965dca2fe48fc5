/** Points by how a name was found: 100 is certain. See docs/decisions for the curve that chose these. */
export const NAME_POINTS = {
  OWN: 100,
  GIVEN: 99,
  ALTERNATE: 96,
  ACRONYM: 70,
  /** Same letters, other spaces. */
  SPACING: 97,
  /** A letter was lost and the rest fits. */
  LOST_LETTER: 95,
  /** The same consonants and vowels that fit; times its likeness. */
  SOUND: 96,
  /** Spelt alike; times its likeness. */
  ALIKE: 98,
  /** One name begins with the other, whole words. */
  LONGER: 78,
} as const;

/** Points taken away. */
export const PENALTIES = {
  /** For each step of words taken off. */
  AFFIX: 0.5,
  MAIN: 0.5,
  PART: 4,
  /** One side of a hyphen, unless the other side is the same place. */
  HALF: 15,
  /** Words taken off although the fuller name is one too. */
  FULLER_EXISTS: 4,
  /** Spelt out from another script, or an abbreviation written out. */
  RESPELT: 1,
  /** Bytes read as another code page. */
  OTHER_CODE_PAGE: 1,
  REGION_CONTRADICTS: 30,
  REGION_UNKNOWN: 2,
  REGION_ELSEWHERE: 12,
  /** Three words or more beside the name that say nothing: a list of places. */
  LIST: 15,
  COUNTRY_CONTRADICTS: 40,
  COUNTRY_INTERCHANGED: 2,
  /** Per tenfold population of a namesake. */
  SMALLER: 6,
  SMALLER_AT_MOST: 15,
  /** Beyond FAR kilometres from the place given. */
  FAR: 40,
  OTHER_LANGUAGE: 1,
  OTHER_LEVEL: 35,
} as const;

export const DISTANCE = { NEAR: 25, FAR: 100 } as const;

/** What it takes to decide without a person. */
export const THRESHOLDS = {
  /** Least score of a match. */
  match: 90,
  /** Least score of a match by a name that is spelt differently, and by one that sounds the same. */
  alike: 88,
  sound: 88,
  /** Least lead over the next candidate. */
  lead: 5,
  /** Least lead when no country is given. */
  leadWorldwide: 8,
  /** Least score worth showing to a person. */
  review: 55,
  /** Shortest folded name that may decide when it is spelt differently. */
  alikeLetters: 6,
  /** Least trigram likeness of a candidate. */
  trigram: 0.35,
  trigramWorldwide: 0.5,
} as const;

export type Thresholds = { readonly [Name in keyof typeof THRESHOLDS]: number };
