import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Connection } from '../../platform/connection/connection';
import type { Context } from '../../platform/context';
import { HubError } from '../../platform/errors';
import { uuidIn } from '../../platform/global-id';
import { Node, type Typed } from '../../platform/node';
import { type OrganizationRow, organizationById } from '../actor/actor.loader';
import { replacedBy } from '../merging/merged-into';
import { loadNode } from '../node/load-node';
import { Organization } from '../organization/organization.entity';
import { Citation } from '../source/citation.entity';
import { citationsOfVersion } from '../source/source.loader';
import { Change } from './change.entity';
import { type ChangeRow, changeFeed, ENTITY_TYPES } from './change.loader';
import { type FeedContext, following } from './change.tail';
import { ChangeConnection } from './change-connection';

@ArgsType()
class ChangesArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only changes behind this `sequence`, which is also the cursor. Absent or empty: from the beginning.',
  })
  after?: string | null;

  @Field(() => [String], { nullable: true, description: 'Only changes of these types, for instance `Membership`.' })
  entityTypes?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Only changes that concern this organisation, or a record merged into it: its own, those of its roster, names, offices, collaborations and resources.',
  })
  organizationId?: string | null;

  @Field(() => Int, { nullable: true, defaultValue: 100, description: 'How many: 0 to 100.' })
  first?: number | null;
}

@ArgsType()
class ChangeRecordedArgs {
  @Field(() => [String], { nullable: true, description: 'Only changes of these types, for instance `Membership`.' })
  entityTypes?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Only changes that concern this organisation.' })
  organizationId?: string | null;
}

@Resolver(() => Change)
export class ChangeResolver {
  @Subscription(() => Change, {
    description: 'Every change as it is recorded, in order. After a lost connection go on with `changes(after:)`.',
    subscribe: ({
      args: { entityTypes, organizationId },
      context: { feed },
    }: SubscribeResolverData<unknown, ChangeRecordedArgs, FeedContext>) =>
      following(feed, {
        entityTypes: typesIn(entityTypes),
        concerned: typeof organizationId === 'string' ? [uuidIn(organizationId, 'organizationId')] : [],
      }),
  })
  changeRecorded(@Root() change: ChangeRow, @Args(() => ChangeRecordedArgs) _args: ChangeRecordedArgs): ChangeRow {
    return change;
  }

  @Query(() => ChangeConnection, {
    description: 'Everything that changed since a sequence, oldest first. Empty `after` starts at the beginning.',
  })
  async changes(
    @Args(() => ChangesArgs) { after, entityTypes, organizationId, first }: ChangesArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<ChangeRow>> {
    if (after && !/^\d{1,18}$/.test(after))
      throw new HubError('BAD_USER_INPUT', '"after" takes a sequence: an unsigned number.', { argument: 'after' });
    const query = {
      after: after || null,
      entityTypes: typesIn(entityTypes),
      organizationIds: typeof organizationId === 'string' ? await recordsOf(uuidIn(organizationId, 'organizationId'), loaders) : null,
    };
    return sequenced(changeFeed.connection(loaders, { first: first ?? 100 }, query), query.after);
  }

  @FieldResolver()
  fields(@Root() change: ChangeRow): string[] {
    return change.fields.map(fieldName);
  }

  @FieldResolver()
  before(@Root() change: ChangeRow): Content | null {
    return inFieldNames(change.before);
  }

  @FieldResolver()
  after(@Root() change: ChangeRow): Content | null {
    return inFieldNames(change.after);
  }

  @FieldResolver(() => Node, { nullable: true, description: 'What changed, as it is now. Null: it is shown only inside another object.' })
  entity(@Root() change: ChangeRow, @Ctx() { loaders }: Context): Promise<Typed | null> {
    return loadNode(loaders, change.entityType, change.entityId);
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Organisation on whose behalf the change was made.' })
  onBehalfOf(@Root() change: ChangeRow, @Ctx() { loaders }: Context): Promise<OrganizationRow | null> {
    return loaders.one(organizationById, change.onBehalfOfId);
  }

  @FieldResolver(() => [Citation], { description: 'Where the change was read. Empty for records, which are not facts.' })
  citations(@Root() change: ChangeRow, @Ctx() { loaders }: Context): Promise<Citation[]> {
    return change.versionId === null ? Promise.resolve([]) : loaders.list(citationsOfVersion, change.versionId);
  }
}

/** An organisation with the records that were merged into it: what concerned them before has become its past. */
async function recordsOf(id: string, loaders: Context['loaders']): Promise<string[]> {
  const merged = await loaders.list(replacedBy, id);
  return [id, ...merged.map((record) => record.id)];
}

/** @throws HubError BAD_USER_INPUT for a type the feed never tells of. */
function typesIn(entityTypes: readonly string[] | null | undefined): readonly string[] | null {
  const unknown = entityTypes?.find((type) => !ENTITY_TYPES.includes(type));
  if (unknown !== undefined)
    throw new HubError('BAD_USER_INPUT', `"entityTypes" knows no "${unknown.slice(0, 40)}"; it takes ${ENTITY_TYPES.join(', ')}.`);
  return entityTypes ?? null;
}

type Content = Readonly<Record<string, unknown>>;

/** A column under the name a field has: `valid_from_given` is `validFrom`. */
function fieldName(column: string): string {
  return column.replace(/_given$/, '').replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function inFieldNames(content: Content | null): Content | null {
  return content && Object.fromEntries(Object.entries(content).map(([column, value]) => [fieldName(column), value]));
}

/** The connection with sequences for cursors. At the end of the feed the cursor stays where the caller is, to go on from there. */
function sequenced(connection: Connection<ChangeRow>, after: string | null): Connection<ChangeRow> {
  return {
    count: () => connection.count(),
    page: async () => {
      const { entries, pageInfo } = await connection.page();
      return {
        entries: entries.map(({ node }) => ({ node, cursor: node.sequence })),
        pageInfo: { ...pageInfo, startCursor: entries.at(0)?.node.sequence ?? null, endCursor: entries.at(-1)?.node.sequence ?? after },
      };
    },
  };
}
