import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import type { Context } from '../../platform/context';
import { uuidIn } from '../../platform/global-id';
import type { Outcome } from '../writing/outcome';
import { publishResource } from './publish-resource';
import { Resource } from './resource.entity';
import { type ResourceRow, resourceById } from './resource.loader';
import { ResourceInput } from './resource-inputs';

@ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
class ResourcePayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

@Resolver(() => ResourcePayload)
export class ResourceMutations {
  @Allowed<{ readonly input: ResourceInput }>({
    ...{ scope: 'resource:write', own: 'PARTNER_EDITOR', any: 'CURATOR' },
    about: async ({ input }) => [uuidIn(input.publisherId, 'input.publisherId')],
  })
  @Mutation(() => ResourcePayload, { description: 'Publish a resource, and say who may use it.' })
  publishResource(
    @Arg('input', () => ResourceInput, { description: 'The resource.' }) input: ResourceInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return publishResource(tx, caller, input);
  }

  @FieldResolver(() => Resource, { nullable: true, description: 'The resource as it now stands.' })
  resource(@Root() { id }: Outcome, @Ctx() { loaders }: Context): Promise<ResourceRow | null> {
    return loaders.one(resourceById, id);
  }
}
