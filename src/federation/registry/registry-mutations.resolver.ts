import { Arg, Ctx, Directive, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed, type WriteRule } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { WritingAlone } from '../../access/write-context';
import { write } from '../../access/writes/write';
import type { Context } from '../../platform/context';
import { uuidIn } from '../../platform/global-id';
import { UrlScalar } from '../../platform/scalars';
import type { Submission } from './examine';
import { checkSubgraph, publishSubgraph, retire, rollback } from './publish';
import type { RegistryContext } from './registry-context';
import { Subgraph, SubgraphCheck, SupergraphVersion } from './registry-types';
import { type CheckRow, checkById, type SubgraphRow, type SupergraphRow, subgraphByName, supergraphById } from './rows';

type RegistryWriting = RegistryContext & WritingAlone;

@Directive('@tag(name: "registry")')
@InputType({ description: 'A partner service and its schema.' })
class SubgraphInput {
  @Field(() => String, { description: 'Its name: 3 to 40 small letters, digits and dashes. Its types and root fields begin with it.' })
  name!: string;

  @Field(() => ID, { description: 'The organisation whose it is.' })
  ownerId!: string;

  @Field(() => UrlScalar, { description: 'Where it is asked, by POST: https, and an address anyone can reach.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'Its schema, at most 512 kB. Absent: as the service itself says.' })
  sdl?: string | null;

  @Field(() => String, { nullable: true, description: 'What is new, in words.' })
  message?: string | null;
}

const USER_ERRORS = { description: 'Why it was refused; empty when it was done.' };
const RESULT = { description: 'Result of a mutation: the object as it now stands, or why it was refused.' };

@Directive('@tag(name: "registry")')
@ObjectType(RESULT)
class SubgraphCheckPayload {
  checkId!: string | null;

  @Field(() => [UserError], USER_ERRORS)
  userErrors!: readonly Refusal[];
}

@Directive('@tag(name: "registry")')
@ObjectType(RESULT)
class SubgraphPayload {
  checkId!: string | null;
  subgraphName!: string | null;
  supergraphId!: string | null;

  @Field(() => [UserError], USER_ERRORS)
  userErrors!: readonly Refusal[];
}

@Directive('@tag(name: "registry")')
@ObjectType(RESULT)
class SupergraphPayload {
  supergraphId!: string | null;

  @Field(() => [UserError], USER_ERRORS)
  userErrors!: readonly Refusal[];
}

/** A name that is taken is for its owner alone; a free one for whoever speaks for the owner it is to have. */
const OWN: WriteRule<{ readonly input: SubgraphInput }> = {
  scope: 'subgraph:publish',
  own: 'PARTNER_ADMIN',
  any: 'CURATOR',
  isItsOwnTransaction: true,
  about: async ({ input }, db) => {
    const [existing] = await subgraphByName.fetch(db, [input.name]);
    return [existing?.ownerId ?? uuidIn(input.ownerId, 'ownerId')];
  },
};

const INPUT = { description: 'The service and its schema.' };

@Resolver()
export class RegistryMutations {
  @Allowed({ ...OWN, scope: 'subgraph:check' })
  @Mutation(() => SubgraphCheckPayload, {
    description: 'Compose a candidate with all others and compare with recorded traffic. Changes nothing.',
  })
  async checkSubgraph(
    @Arg('input', () => SubgraphInput, INPUT) input: SubgraphInput,
    @Ctx() { registry, caller, hub, once }: RegistryWriting,
  ): Promise<SubgraphCheckPayload> {
    const given = submissionOf(input);
    const { examined, checkId } = await checkSubgraph(registry, given);
    const answer = { checkId, userErrors: examined.refusals };
    return write(hub, { act: { caller, action: 'checkSubgraph', concerns: [given.ownerId] }, once, work: async () => answer });
  }

  @Allowed(OWN)
  @Mutation(() => SubgraphPayload, { description: 'Check, then put into service. Refused when the check fails.' })
  async publishSubgraph(
    @Arg('input', () => SubgraphInput, INPUT) input: SubgraphInput,
    @Ctx() { registry, caller, gateway, once }: RegistryWriting,
  ): Promise<SubgraphPayload> {
    const publication = await publishSubgraph(registry, { ...submissionOf(input), message: input.message ?? null, caller, once });
    await gateway.look();
    return publication;
  }

  @Allowed({ scope: 'subgraph:publish', own: 'CURATOR', any: 'CURATOR', about: async () => [], isItsOwnTransaction: true })
  @Mutation(() => SupergraphPayload, { description: 'Serve an earlier supergraph again, at once.' })
  async rollbackSupergraph(
    @Arg('toVersion', () => Int, { description: 'Number of the version to serve again; it gets a new number.' }) toVersion: number,
    @Ctx() { registry, caller, hub, gateway, once }: RegistryWriting,
  ): Promise<SupergraphPayload> {
    const act = { caller, action: 'rollbackSupergraph', concerns: [] };
    const answer = await write(hub, { act, once, work: (tx) => rollback(registry, tx, toVersion) });
    await gateway.look();
    return answer;
  }

  @Allowed<{ readonly name: string }>({
    ...OWN,
    about: async ({ name }, db) => (await subgraphByName.fetch(db, [name])).map(({ ownerId }) => ownerId),
  })
  @Mutation(() => SupergraphPayload, { description: 'Take a partner service out of service, at once.' })
  async retireSubgraph(
    @Arg('name', () => String, { description: 'Name of the partner service.' }) name: string,
    @Ctx() { registry, caller, hub, gateway, once }: RegistryWriting,
  ): Promise<SupergraphPayload> {
    const concerns = (await subgraphByName.fetch(hub, [name])).map(({ ownerId }) => ownerId);
    const act = { caller, action: 'retireSubgraph', concerns };
    const answer = await write(hub, { act, once, work: (tx) => retire(registry, tx, name) });
    await gateway.look();
    return answer;
  }
}

function submissionOf({ name, ownerId, url, sdl }: SubgraphInput): Submission {
  return { name, url, ownerId: uuidIn(ownerId, 'ownerId'), sdl: sdl ?? null };
}

const CHECK = { nullable: true, description: 'What was found.' };
const SUPERGRAPH = { nullable: true, description: 'What is served now. Null: nothing has changed.' };

@Resolver(() => SubgraphCheckPayload)
export class SubgraphCheckPayloadResolver {
  @FieldResolver(() => SubgraphCheck, CHECK)
  check(@Root() { checkId }: SubgraphCheckPayload, @Ctx() { loaders }: Context): Promise<CheckRow | null> {
    return loaders.one(checkById, checkId);
  }
}

@Resolver(() => SubgraphPayload)
export class SubgraphPayloadResolver {
  @FieldResolver(() => Subgraph, { nullable: true, description: 'The service as it now stands.' })
  subgraph(@Root() { subgraphName }: SubgraphPayload, @Ctx() { loaders }: Context): Promise<SubgraphRow | null> {
    return loaders.one(subgraphByName, subgraphName);
  }

  @FieldResolver(() => SubgraphCheck, CHECK)
  check(@Root() { checkId }: SubgraphPayload, @Ctx() { loaders }: Context): Promise<CheckRow | null> {
    return loaders.one(checkById, checkId);
  }

  @FieldResolver(() => SupergraphVersion, SUPERGRAPH)
  supergraph(@Root() { supergraphId }: SubgraphPayload, @Ctx() { loaders }: Context): Promise<SupergraphRow | null> {
    return loaders.one(supergraphById, supergraphId);
  }
}

@Resolver(() => SupergraphPayload)
export class SupergraphPayloadResolver {
  @FieldResolver(() => SupergraphVersion, SUPERGRAPH)
  supergraph(@Root() { supergraphId }: SupergraphPayload, @Ctx() { loaders }: Context): Promise<SupergraphRow | null> {
    return loaders.one(supergraphById, supergraphId);
  }
}
