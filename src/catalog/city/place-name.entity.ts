import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A name the gazetteer gives a place. */
@Entity('place_name')
export class PlaceName {
  @PrimaryColumn('uuid', { name: 'city_id' })
  cityId!: string;

  @PrimaryColumn('smallint')
  position!: number;

  @Column('text')
  value!: string;

  @Column('text')
  folded!: string;

  @Column('text')
  script!: string;

  /** Null when the gazetteer does not tell. */
  @Column('text', { nullable: true })
  language!: string | null;

  @Column('text')
  kind!: 'COMMON' | 'SHORT' | 'FORMER';
}
