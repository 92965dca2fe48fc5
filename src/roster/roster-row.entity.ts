import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A candidate as it was when the row was matched: a city or an organisation. */
export interface StoredCandidate {
  readonly cityId?: string;
  readonly organizationId?: string;
  readonly score: number;
  readonly match: boolean;
  readonly matchedName: { readonly value: string; readonly language: string };
  readonly features: readonly { readonly id: string; readonly value: number }[];
}

/** Something of a row that a person ought to see. */
interface StoredIssue {
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A row of an uploaded roster: what it says, what the hub made of it, and what a person decided. */
@Entity('roster_row')
export class RosterRowRecord {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'import_id' })
  importId!: string;

  @Column('integer')
  position!: number;

  @Column('integer')
  line!: number;

  @Column('text', { name: 'name_as_listed' })
  nameAsListed!: string;

  @Column('text', { name: 'country_as_listed', nullable: true })
  countryAsListed!: string | null;

  @Column('text', { name: 'region_as_listed', nullable: true })
  regionAsListed!: string | null;

  @Column('text', { name: 'tier_as_listed', nullable: true })
  tierAsListed!: string | null;

  @Column('text', { name: 'tier_as_printed', nullable: true })
  tierAsPrinted!: string | null;

  @Column('uuid', { name: 'tier_id', nullable: true })
  tierId!: string | null;

  @Column('text', { name: 'member_number', nullable: true })
  memberNumber!: string | null;

  @Column('text', { nullable: true })
  since!: string | null;

  @Column('text', { nullable: true })
  until!: string | null;

  @Column('text', { nullable: true })
  kind!: string | null;

  @Column('text', { nullable: true })
  status!: 'ACTIVE' | 'EXPIRED' | null;

  @Column('text', { nullable: true })
  office!: string | null;

  @Column('boolean', { name: 'is_founder', nullable: true })
  isFounder!: boolean | null;

  /** The day the row speaks of: its own, or the roster's. Null: a roster with such a column leaves it empty. */
  @Column('text', { name: 'as_of', nullable: true })
  asOf!: string | null;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl!: string | null;

  @Column('text', { nullable: true })
  quote!: string | null;

  @Column('text', { name: 'geonames_id', nullable: true })
  geonamesId!: string | null;

  @Column('text', { name: 'wikidata_id', nullable: true })
  wikidataId!: string | null;

  @Column('text', { nullable: true })
  unlocode!: string | null;

  @Column('jsonb')
  issues!: readonly StoredIssue[];

  @Column('text')
  decision!: 'MATCH' | 'REVIEW' | 'NO_MATCH';

  @Column('uuid', { name: 'city_id', nullable: true })
  cityId!: string | null;

  @Column('uuid', { name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column('real', { nullable: true })
  score!: number | null;

  @Column('text', { nullable: true })
  method!: 'IDENTIFIER' | 'EXACT_NAME' | 'TRANSLITERATION' | 'FUZZY_NAME' | 'COORDINATES' | 'HUMAN' | null;

  @Column('text', { array: true })
  reasons!: readonly string[];

  @Column('jsonb')
  candidates!: readonly StoredCandidate[];

  @Column('text', { nullable: true })
  resolution!: 'ACCEPTED' | 'CORRECTED' | 'NEW_CITY' | 'SKIPPED' | null;

  @Column('uuid', { name: 'resolved_city_id', nullable: true })
  resolvedCityId!: string | null;

  @Column('uuid', { name: 'resolved_organization_id', nullable: true })
  resolvedOrganizationId!: string | null;

  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;
}
