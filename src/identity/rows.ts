/** A name somebody gave something, besides the names of the gazetteer. */
export interface GivenName {
  readonly value: string;
  /** BCP 47, `und` when unknown. */
  readonly language: string;
  /** One word of `NameKind`; an ACRONYM never decides. */
  readonly kind: string;
}

/** What identifies one thing in other registers. */
export interface Identified {
  readonly geonamesId: number | null;
  readonly wikidataId: string | null;
  readonly unlocode: string | null;
}

/** What the index is built from: one local government or organisation with all its names. */
export interface NamedRow extends Identified {
  readonly id: string;
  /** The name to call it by comes first; then other spellings, of unknown language. */
  readonly names: readonly string[];
  /** How many of `names` are its own name in some spelling rather than an alternate. At least 1. */
  readonly ownNames: number;
  readonly given: readonly GivenName[];
  /** ISO 3166-1 alpha-2, empty for what belongs to several countries. */
  readonly country: string;
  /** Code of the first level below the country (GeoNames admin1), empty when unknown. */
  readonly region: string;
  /** Code of the second level below the country (GeoNames admin2), empty when unknown. */
  readonly district: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly population: number | null;
  /** A `LocalGovernmentKind`, or the kind of an organisation. */
  readonly kind: string;
  /** What identifies records that were merged into it. */
  readonly replaced?: readonly Identified[] | null;
}

/** A row without its names: what a score needs to know of it. */
export type Known = Omit<NamedRow, 'names' | 'given' | 'ownNames'>;

/** How a name belongs to what it names, strongest first. */
export type NameRank = 'OWN' | 'GIVEN' | 'ALTERNATE' | 'ACRONYM';

export interface NameFound {
  readonly value: string;
  readonly rank: NameRank;
  readonly language: string;
}
