import { Field, Float, InterfaceType } from 'type-graphql';
import { Column, PrimaryColumn } from 'typeorm';
import { today } from './clock';
import { Node } from './node';
import { DateTimeScalar, PartialDateScalar } from './scalars';
import { raw, type Sql, sql } from './sql';
import { words } from './words';

export const Corroboration = words('Corroboration', 'Who among the parties has said that a fact holds.', {
  UNCONFIRMED: 'Said by one side or by a third party.',
  MEMBER: 'Said by the member.',
  ORGANIZATION: 'Said by the organisation.',
  BOTH: 'Said by both.',
  DISPUTED: 'One side denies it.',
});
export type Corroboration = keyof typeof Corroboration;

@InterfaceType({ description: 'A recorded assertion about the world: who says so, since when the hub knows it, and how sure it is.' })
export abstract class Sourced {
  @Field(() => Float, { description: '0 to 1. Derived from the number and kind of independent sources and from who confirmed it.' })
  confidence!: number;

  @Field(() => Corroboration, { description: 'Whether the parties concerned have confirmed it.' })
  corroboration!: Corroboration;

  @Field(() => DateTimeScalar, { description: 'When the hub first recorded this version.' })
  recordedAt!: Date;
}

@InterfaceType({ description: 'Something that holds for a period.' })
export abstract class Temporal {
  @Field(() => PartialDateScalar, { nullable: true, description: 'First day (or month, or year) on which it holds. Null: unknown.' })
  validFrom!: string | null;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Last day on which it holds. Null: still holds, or unknown when `status` says so.',
  })
  validTo!: string | null;
}

/**
 * One version of a fact: the columns every table of facts starts with. The days the partial dates stand for (`valid_from`, `valid_to`)
 * are computed by the database and used in statements only.
 *
 * The one class that others extend: fifteen tables share these eight columns, and a reader of any of them needs to see only its own.
 */
export abstract class FactVersion extends Node {
  @PrimaryColumn('uuid', { name: 'version_id' })
  versionId!: string;

  @Column('uuid')
  override id!: string;

  @Column('text', { name: 'valid_from_given', nullable: true })
  validFrom!: string | null;

  @Column('text', { name: 'valid_to_given', nullable: true })
  validTo!: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('timestamptz', { name: 'superseded_at' })
  supersededAt!: Date;

  @Column('real')
  confidence!: number;

  @Column('text')
  corroboration!: Corroboration;
}

/** The moment a reader stands at: what held on a day, as the hub knew it at an instant (null: now). */
export interface Clocks {
  readonly asOf: string | null;
  readonly knownAt: Date | string | null;
}

/** Versions the hub believes (or believed at `knownAt`). The text for now is that of the partial indexes. */
export function known(alias: string, knownAt: Clocks['knownAt']): Sql {
  const at = raw(alias);
  return knownAt === null
    ? sql`${at}.superseded_at = 'infinity'`
    : sql`${at}.recorded_at <= ${knownAt} AND ${at}.superseded_at > ${knownAt}`;
}

/**
 * Versions that hold on a day. Today is told by the database, and any other day by a subquery, so that one plan serves every asking: for a day it
 * sees, PostgreSQL would plan each time anew.
 */
export function holds(alias: string, day: string): Sql {
  return day === today() ? holdsToday(alias) : holdsOn(alias, sql`(SELECT ${day}::date)`);
}

/** Versions that hold today, whichever day that is when it is asked. */
export function holdsToday(alias: string): Sql {
  return holdsOn(alias, raw('current_date'));
}

function holdsOn(alias: string, day: Sql): Sql {
  const at = raw(alias);
  return sql`${at}.valid_from <= ${day} AND ${at}.valid_to > ${day}`;
}
