import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed, type WriteRule } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import type { Context } from '../../platform/context';
import { uuidIn } from '../../platform/global-id';
import { type OrganizationRow, organizationById } from '../actor/actor.loader';
import type { Outcome } from '../writing/outcome';
import { Organization } from './organization.entity';
import { OrganizationInput, OrganizationUpdateInput } from './organization-inputs';
import { recordOrganization } from './record-organization';
import { updateOrganization } from './update-organization';

@ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
class OrganizationPayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

const RULE = { scope: 'organization:write', any: 'CURATOR' } as const satisfies Partial<WriteRule>;

@Resolver(() => OrganizationPayload)
export class OrganizationMutations {
  @Allowed({ ...RULE, own: 'CURATOR', about: async () => [] })
  @Mutation(() => OrganizationPayload, {
    description: 'Record an association, network or institution. One the hub has by that slug, item or name is refused with its id.',
  })
  recordOrganization(
    @Arg('input', () => OrganizationInput, { description: 'The organisation.' }) input: OrganizationInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return recordOrganization(tx, caller, input);
  }

  @Allowed<{ readonly input: OrganizationUpdateInput }>({
    ...{ ...RULE, own: 'PARTNER_EDITOR' },
    about: async ({ input }) => [uuidIn(input.id, 'input.id')],
  })
  @Mutation(() => OrganizationPayload, {
    description: 'Change what is said of an organisation: names, acronym, seat, themes, site and the like.',
  })
  updateOrganization(
    @Arg('input', () => OrganizationUpdateInput, { description: 'What changes.' }) input: OrganizationUpdateInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return updateOrganization(tx, caller, input);
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'The organisation as it now stands.' })
  organization(@Root() { id }: Outcome, @Ctx() { loaders }: Context): Promise<OrganizationRow | null> {
    return loaders.one(organizationById, id);
  }
}
