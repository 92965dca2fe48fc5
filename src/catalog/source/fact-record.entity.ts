import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The stable identity of a fact; its versions are in the table of its kind. */
@Entity('fact')
export class FactRecord {
  @PrimaryColumn('uuid')
  id!: string;

  /** GraphQL type of the fact, or `Name`, `TierBenefit`, ... for what is shown inside another object. */
  @Column('text')
  kind!: string;
}
