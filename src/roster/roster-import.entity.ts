import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a file was read: as what, in which letters, and which column says what. */
interface StoredReading {
  readonly format: 'XLSX' | 'TEXT';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly layout: {
    /** Places from 0, by what they say. */
    readonly columns: Readonly<Record<string, number | undefined>>;
    readonly headerLine: number;
    readonly headers: readonly string[];
  };
}

/** Why a file could not be read, and where. */
interface StoredProblem {
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** An upload of a roster. */
@Entity('roster_import')
export class RosterImportRecord {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('uuid', { name: 'source_id' })
  sourceId!: string;

  @Column('text')
  status!: 'PARSING' | 'MATCHING' | 'REVIEW' | 'APPLIED' | 'REVERTED' | 'FAILED';

  @Column('text', { name: 'file_name', nullable: true })
  fileName!: string | null;

  @Column('text')
  sha256!: string;

  @Column('date', { name: 'as_of' })
  asOf!: string;

  @Column('boolean', { name: 'is_complete' })
  isComplete!: boolean;

  @Column('jsonb', { nullable: true })
  reading!: StoredReading | null;

  @Column('jsonb', { nullable: true })
  problem!: StoredProblem | null;

  @Column('integer')
  done!: number;

  @Column('integer', { name: 'row_count' })
  rowCount!: number;

  @Column('integer', { name: 'matched_count' })
  matchedCount!: number;

  @Column('integer', { name: 'review_count' })
  reviewCount!: number;

  @Column('integer', { name: 'unmatched_count' })
  unmatchedCount!: number;

  @Column('text', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'progressed_at' })
  progressedAt!: Date;

  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt!: Date | null;

  @Column('timestamptz', { name: 'reverted_at', nullable: true })
  revertedAt!: Date | null;
}
