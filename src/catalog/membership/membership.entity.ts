import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { FactVersion, Sourced, Temporal } from '../../platform/fact';
import { Node } from '../../platform/node';
import { PartialDateScalar } from '../../platform/scalars';
import { AssertionBasis, MembershipStatus } from '../vocabulary/membership';

@Directive('@key(fields: "id")')
@ObjectType({
  implements: [Node, Sourced, Temporal],
  description: "An actor's place in an organisation. Its whole life is kept: invited, applied, joined, changed tier, left.",
})
@Entity('membership')
export class Membership extends FactVersion {
  @Column('uuid', { name: 'member_id' })
  memberId!: string;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('uuid', { name: 'tier_id', nullable: true })
  tierId!: string | null;

  @Field(() => MembershipStatus, { description: 'Where it stands on the asked day.' })
  @Column('text')
  status!: MembershipStatus;

  @Field(() => AssertionBasis, {
    description: 'Whether a source names this membership, or it follows from a rule (all municipalities of a country belong).',
  })
  @Column('text')
  basis!: AssertionBasis;

  @Field(() => Boolean, { description: 'Whether the member took part in founding the organisation.' })
  @Column('boolean', { name: 'is_founder' })
  isFounder!: boolean;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Day by which it must be renewed, when the tier has a term.' })
  @Column('text', { name: 'renewal_due_on', nullable: true })
  renewalDueOn!: string | null;

  @Column('text', { name: 'name_as_listed', nullable: true })
  nameAsListed!: string | null;

  @Column('text', { name: 'tier_as_printed', nullable: true })
  tierAsPrinted!: string | null;

  @Column('text', { nullable: true })
  office!: string | null;

  @Column('uuid', { name: 'theme_ids', array: true })
  themeIds!: string[];

  /** Whether the member has told the hub that it holds; null: nothing. */
  @Column('boolean', { name: 'member_holds', nullable: true })
  memberHolds!: boolean | null;

  /** Whether the organisation has told the hub that it holds; null: nothing. */
  @Column('boolean', { name: 'organization_holds', nullable: true })
  organizationHolds!: boolean | null;
}
