import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { Caller } from '../../access/caller';
import { ApiKey } from '../../access/keys/api-key';
import { keyAsked } from '../../access/keys/key-asked';
import { createKey, type KeyRow, keyById, revokeKey } from '../../access/keys/key-store';
import { HubRole } from '../../access/roles';
import { Allowed } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import { uuidIn } from '../../platform/global-id';
import { DateTimeScalar } from '../../platform/scalars';

@InputType({ description: 'A key to make.' })
class ApiKeyInput {
  @Field(() => String, { description: 'What it is for, in words: 1 to 200 characters.' })
  name!: string;

  @Field(() => [String], { description: 'What it may be used for, for instance `roster:write`; no more than the key that makes it.' })
  scopes!: string[];

  @Field(() => HubRole, { nullable: true, description: 'Absent: the least role that may hold the scopes.' })
  role?: HubRole | null;

  @Field(() => ID, { nullable: true, description: "For which organisation it speaks. Absent: the caller's." })
  organizationId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself. Absent: never.' })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
class ApiKeyPayload {
  apiKeyId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The key itself. Shown once, and kept nowhere: an answer that is repeated has none.',
  })
  token!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

@Resolver(() => ApiKeyPayload)
export class ApiKeyMutations {
  @Allowed<{ readonly input: ApiKeyInput }>({
    scope: 'key:write',
    own: 'PARTNER_ADMIN',
    any: 'ADMIN',
    about: async ({ input: { organizationId } }, _db, caller) =>
      organizationId ? [uuidIn(organizationId, 'organizationId')] : own(caller),
  })
  @Mutation(() => ApiKeyPayload, { description: 'Make a key. A key makes none that may do more than it may itself.' })
  async createApiKey(
    @Arg('input', () => ApiKeyInput, { description: 'The key to make.' }) input: ApiKeyInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<ApiKeyPayload> {
    const asked = keyAsked(input, caller);
    if (asked.refusal) return refused(asked.refusal);
    const { key, token } = await createKey(tx, asked.key);
    return { apiKeyId: key.id, token, userErrors: [] };
  }

  @Allowed<{ readonly id: string }>({
    scope: 'key:write',
    own: 'PARTNER_ADMIN',
    any: 'ADMIN',
    about: async ({ id }, db) => ownerOf(await keyById(db, uuidIn(id, 'id'))),
  })
  @Mutation(() => ApiKeyPayload, { description: 'End a key, at once.' })
  async revokeApiKey(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { tx }: Writing): Promise<ApiKeyPayload> {
    const key = await revokeKey(tx, uuidIn(id, 'id'));
    return key
      ? { apiKeyId: key.id, token: null, userErrors: [] }
      : refused({ code: 'NOT_FOUND', field: ['id'], message: 'There is no such key.' });
  }

  @FieldResolver(() => ApiKey, { nullable: true, description: 'The key as it now stands.' })
  async apiKey(@Root() { apiKeyId }: ApiKeyPayload, @Ctx() { hub }: Writing): Promise<KeyRow | null> {
    return apiKeyId === null ? null : keyById(hub, apiKeyId);
  }
}

function ownerOf(key: KeyRow | null): string[] {
  return key?.organizationId ? [key.organizationId] : [];
}

function own({ organizationId }: Caller): string[] {
  return organizationId === null ? [] : [organizationId];
}

function refused(refusal: Refusal): ApiKeyPayload {
  return { apiKeyId: null, token: null, userErrors: [refusal] };
}
