import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../platform/clock';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { type Context, Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { FoundBy, FoundByEach, InSql, Paged } from '../../platform/one-statement/told';
import { DateScalar } from '../../platform/scalars';
import { Actor } from '../actor/actor.entity';
import { type ActorRow, actorById } from '../actor/actor.loader';
import { Collaboration } from '../collaboration/collaboration.entity';
import { type CollaborationRow, collaborationById } from '../collaboration/collaboration.loader';
import { Event } from '../collaboration/collaboration-types';
import { LanguageArg, localizedOrNull, TextInSql } from '../language-arg';
import { Commitment } from './commitment.entity';
import {
  allFollowUps,
  type CommitmentRow,
  commitmentById,
  type FollowUpQuery,
  type FollowUpRow,
  followUpsIn,
  followUpsOfCommitment,
} from './commitment.loader';
import { FollowUpsArgs } from './commitment-filter';
import { FollowUp } from './follow-up.entity';
import { awaitedInSql, awaitedOn, hasPassed, isOverdue } from './overdue';

const FollowUpConnection = connectionOf('FollowUp', () => FollowUp);

function queryOf({ where = null }: FollowUpsArgs): FollowUpQuery {
  return { where, day: today() };
}

@Resolver(() => FollowUp)
export class FollowUpResolver {
  @Paged((args: FollowUpsArgs) => ({ listed: allFollowUps, query: queryOf(args) }))
  @Query(() => FollowUpConnection, { description: 'How progress is looked at, in any collaboration; what is due first comes first.' })
  followUps(@Args(() => FollowUpsArgs) args: FollowUpsArgs, @Shown() loaders: Loaders): Connection<FollowUpRow> {
    return allFollowUps.connection(loaders, args, queryOf(args));
  }

  @FoundBy(collaborationById, 'collaborationId')
  @FieldResolver(() => Collaboration, { description: 'The collaboration it looks at.' })
  collaboration(@Root() followUp: FollowUpRow, @Shown() loaders: Loaders): Promise<CollaborationRow | null> {
    return loaders.one(collaborationById, followUp.collaborationId);
  }

  @FoundBy(commitmentById, 'commitmentId')
  @FieldResolver(() => Commitment, { nullable: true, description: 'The one commitment it looks at. Null: the whole collaboration.' })
  commitment(@Root() followUp: FollowUpRow, @Shown() loaders: Loaders): Promise<CommitmentRow | null> {
    return loaders.one(commitmentById, followUp.commitmentId);
  }

  @TextInSql('descriptions')
  @FieldResolver(() => String, { nullable: true, description: 'In words, in the asked language, with fallback.' })
  description(@Root() followUp: FollowUpRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(followUp.descriptions, language, context);
  }

  @InSql(['status', 'nextDueOn', 'scheduledOn'], (row, { on }: { on?: string | null }) => hasPassed(awaitedInSql(row), on ?? today()))
  @FieldResolver(() => Boolean, {
    description:
      'True when the next one (or, with none, the first planned one) should have been held. What was held or missed is awaited again when a next day is known.',
  })
  isOverdue(
    @Root() { status, nextDueOn, scheduledOn }: FollowUpRow,
    @Arg('on', () => DateScalar, { nullable: true, description: 'On this day. Absent: today.' }) on: string | null,
  ): boolean {
    return isOverdue(awaitedOn({ status, nextDueOn, scheduledOn }), on ?? today());
  }

  @FoundByEach(actorById, 'assigneeIds')
  @FieldResolver(() => [Actor], { description: 'Who is to see to it.' })
  assignees(@Root() followUp: FollowUpRow, @Shown() loaders: Loaders): Promise<ActorRow[]> {
    return loaders.many(actorById, followUp.assigneeIds);
  }

  @FoundBy(collaborationById, 'heldAtId')
  @FieldResolver(() => Event, { nullable: true, description: 'The event at which it was held.' })
  heldAt(@Root() followUp: FollowUpRow, @Shown() loaders: Loaders): Promise<CollaborationRow | null> {
    return loaders.one(collaborationById, followUp.heldAtId);
  }
}

@Resolver(() => Collaboration)
export class CollaborationFollowUpsResolver {
  @Paged((args: FollowUpsArgs) => ({ listed: followUpsIn, query: queryOf(args) }))
  @FieldResolver(() => FollowUpConnection, { description: 'How and when progress is looked at.' })
  followUps(
    @Root() collaboration: CollaborationRow,
    @Args(() => FollowUpsArgs) args: FollowUpsArgs,
    @Shown() loaders: Loaders,
  ): Connection<FollowUpRow> {
    return followUpsIn.connection(loaders, args, queryOf(args), collaboration.id);
  }
}

@Resolver(() => Commitment)
export class CommitmentFollowUpsResolver {
  @Paged((args: FollowUpsArgs) => ({ listed: followUpsOfCommitment, query: queryOf(args) }))
  @FieldResolver(() => FollowUpConnection, { description: 'Checks on this commitment alone.' })
  followUps(
    @Root() commitment: CommitmentRow,
    @Args(() => FollowUpsArgs) args: FollowUpsArgs,
    @Shown() loaders: Loaders,
  ): Connection<FollowUpRow> {
    return followUpsOfCommitment.connection(loaders, args, queryOf(args), commitment.id);
  }
}
