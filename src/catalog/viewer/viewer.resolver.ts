import { Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Caller } from '../../access/caller';
import { ApiKey } from '../../access/keys/api-key';
import { type KeyRow, keyById, keysOf } from '../../access/keys/key-store';
import { HubRole, isAtLeast } from '../../access/roles';
import type { WriteContext } from '../../access/write-context';
import { type OrganizationRow, organizationById } from '../actor/actor.loader';
import { Organization } from '../organization/organization.entity';

@ObjectType({ description: 'Who is asking.' })
class Viewer {
  @Field(() => String, { description: 'Name of the key.' })
  name!: string;

  @Field(() => [String], { description: 'What the key may be used for.' })
  scopes!: readonly string[];
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
