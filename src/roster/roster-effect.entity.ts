import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A version that an import wrote, or superseded. */
@Entity('roster_effect')
export class RosterEffectRecord {
  @PrimaryColumn('uuid', { name: 'import_id' })
  importId!: string;

  @PrimaryColumn('uuid', { name: 'version_id' })
  versionId!: string;

  @Column('text', { name: 'table_name' })
  tableName!: 'membership' | 'membership_transition' | 'actor_name';

  @Column('boolean', { name: 'is_written' })
  isWritten!: boolean;
}
