import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Budget } from '../../access/budgets';
import type { Caller } from '../../access/caller';
import { ApiKey } from '../../access/keys/api-key';
import { type KeyRow, keyById, keysOf } from '../../access/keys/key-store';
import { HubRole, isAtLeast } from '../../access/roles';
import type { WriteContext } from '../../access/write-context';
import { DateTimeScalar } from '../../platform/scalars';
import { type OrganizationRow, organizationById } from '../actor/actor.loader';
import { Organization } from '../organization/organization.entity';

@ObjectType({ description: 'What this request cost and what is left, as on GitHub.', simpleResolvers: true })
class RateLimit {
  @Field(() => Int, { description: 'What this request costs: about so many objects are in its answer. Ten plain values count as one.' })
  cost!: number;

  @Field(() => Int, { description: 'What may be asked for in a minute.' })
  limit!: number;

  @Field(() => Int, { description: 'What of it is left. Each process of the hub counts for itself.' })
  remaining!: number;

  @Field(() => DateTimeScalar, { description: 'When it is whole again.' })
  resetAt!: Date;
}

@ObjectType({ description: 'Who is asking.' })
class Viewer {
  @Field(() => String, { description: 'Name of the key.' })
  name!: string;

  @Field(() => [String], { description: 'What the key may be used for.' })
  scopes!: readonly string[];
}

@Resolver(() => RateLimit)
export class RateLimitResolver {
  @Query(() => RateLimit, {
    nullable: true,
    description: 'Cost and budget of this very request. With `dryRun` nothing else is executed. Null where nothing is counted.',
  })
  rateLimit(
    @Arg('dryRun', () => Boolean, { nullable: true, defaultValue: false, description: 'Only tell what the request would cost.' })
    _dryRun: boolean,
    @Ctx() { budget }: WriteContext,
  ): Budget | null {
    return budget ?? null;
  }

  @FieldResolver(() => Int, { description: 'How many objects the answer has at most, by the same estimate.' })
  nodeCount(@Root() { cost }: Budget): number {
    return cost;
  }
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'Who is asking. Null without a key.' })
  viewer(@Ctx() { caller }: WriteContext): Caller | null {
    return caller;
  }

  @FieldResolver(() => [HubRole], { description: 'What the key makes of its holder.' })
  roles(@Root() { role }: Caller): HubRole[] {
    return [role];
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'For which organisation the key speaks.' })
  organization(@Root() { organizationId }: Caller, @Ctx() { loaders }: WriteContext): Promise<OrganizationRow | null> {
    return loaders.one(organizationById, organizationId);
  }

  @FieldResolver(() => [ApiKey], {
    description:
      "Keys that may be seen: an administrator's every key, a partner administrator's those of the organisation, else the key itself.",
  })
  async apiKeys(@Root() { role, organizationId, keyId }: Caller, @Ctx() { hub }: WriteContext): Promise<KeyRow[]> {
    if (isAtLeast(role, 'ADMIN')) return keysOf(hub, null);
    if (organizationId !== null && isAtLeast(role, 'PARTNER_ADMIN')) return keysOf(hub, organizationId);
    const own = keyId === null ? null : await keyById(hub, keyId);
    return own ? [own] : [];
  }
}
