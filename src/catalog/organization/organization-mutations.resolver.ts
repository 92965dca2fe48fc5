import { Arg, Args, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed, type WriteRule } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import type { Context } from '../../platform/context';
import { IdsAsGiven } from '../../platform/given-ids';
import { uuidIn } from '../../platform/global-id';
import { type OrganizationRow, organizationById } from '../actor/actor.loader';
import { MERGING, MergeArgs } from '../merging/merge-args';
import { mergeRecords } from '../merging/merge-records';
import { unmergeRecord } from '../merging/unmerge-record';
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

  @Allowed(MERGING)
  @IdsAsGiven()
  @Mutation(() => OrganizationPayload, {
    description:
      'Two records are one organisation. The merged id and slug keep working, and what names it, its members and tiers among them, names the one that is kept. Its keys, webhooks and services come first: one that has any is refused.',
  })
  mergeOrganizations(@Args(() => MergeArgs) merging: MergeArgs, @Ctx() { tx, caller }: Writing): Promise<Outcome> {
    return mergeRecords(tx, caller, { ...merging, what: 'organisation' });
  }

  @Allowed(MERGING)
  @IdsAsGiven()
  @Mutation(() => OrganizationPayload, {
    description: 'Undo a merge. Of several into one organisation the last comes first, and none whose facts have been changed since.',
  })
  unmergeOrganization(
    @Arg('mergedId', () => ID, { description: 'The record that was merged.' }) mergedId: string,
    @Ctx() { tx }: Writing,
  ): Promise<Outcome> {
    return unmergeRecord(tx, 'organisation', uuidIn(mergedId, 'mergedId'));
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'The organisation as it now stands.' })
  organization(@Root() { id }: Outcome, @Ctx() { loaders }: Context): Promise<OrganizationRow | null> {
    return loaders.one(organizationById, id);
  }
}
