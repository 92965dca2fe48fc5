import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../platform/clock';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import { type Context, Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { FoundBy, FoundByEach, InSql, ListedBy, Paged } from '../../platform/one-statement/told';
import { DateScalar } from '../../platform/scalars';
import { sql } from '../../platform/sql';
import { Actor } from '../actor/actor.entity';
import { type ActorRow, actorById } from '../actor/actor.loader';
import { Collaboration } from '../collaboration/collaboration.entity';
import { type CollaborationRow, collaborationById } from '../collaboration/collaboration.loader';
import { LanguageArg, localized, localizedOrNull, TextInSql } from '../language-arg';
import { Citation } from '../source/citation.entity';
import { citationsOfVersion } from '../source/source.loader';
import { Commitment } from './commitment.entity';
import {
  allCommitments,
  type CommitmentQuery,
  type CommitmentRow,
  type CommitmentUpdateRow,
  commitmentById,
  commitmentsIn,
  commitmentsOfActor,
  updatesOfCommitment,
} from './commitment.loader';
import { CommitmentsArgs } from './commitment-filter';
import { CommitmentUpdate } from './commitment-update.entity';
import { hasPassed, isOverdue } from './overdue';

const CommitmentConnection = connectionOf('Commitment', () => Commitment);
const CommitmentUpdateConnection = connectionOf('CommitmentUpdate', () => CommitmentUpdate);

function queryOf({ where = null, orderBy = null }: CommitmentsArgs): CommitmentQuery {
  return { where, orderBy, day: today() };
}

@Resolver(() => Commitment)
export class CommitmentResolver {
  @Paged((args: CommitmentsArgs) => ({ listed: allCommitments, query: queryOf(args) }))
  @Query(() => CommitmentConnection, { description: 'What was promised, in any collaboration.' })
  commitments(@Args(() => CommitmentsArgs) args: CommitmentsArgs, @Shown() loaders: Loaders): Connection<CommitmentRow> {
    return allCommitments.connection(loaders, args, queryOf(args));
  }

  @FoundBy(collaborationById, 'collaborationId')
  @FieldResolver(() => Collaboration, { description: 'The agreement, project or event in which it was made.' })
  collaboration(@Root() commitment: CommitmentRow, @Shown() loaders: Loaders): Promise<CollaborationRow | null> {
    return loaders.one(collaborationById, commitment.collaborationId);
  }

  @TextInSql('texts')
  @FieldResolver(() => String, { description: 'What is promised, in the asked language, with fallback.' })
  text(@Root() commitment: CommitmentRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(commitment.texts, language, context);
  }

  @FoundByEach(actorById, 'responsibleIds')
  @FieldResolver(() => [Actor], { description: 'Who is responsible.' })
  responsible(@Root() commitment: CommitmentRow, @Shown() loaders: Loaders): Promise<ActorRow[]> {
    return loaders.many(actorById, commitment.responsibleIds);
  }

  @TextInSql('partiesTexts')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who is responsible or benefits, in words, where it is no actor the hub knows (member councils of AMPCC).',
  })
  partiesText(@Root() commitment: CommitmentRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(commitment.partiesTexts, language, context);
  }

  @FoundByEach(actorById, 'beneficiaryIds')
  @FieldResolver(() => [Actor], { description: 'Who benefits.' })
  beneficiaries(@Root() commitment: CommitmentRow, @Shown() loaders: Loaders): Promise<ActorRow[]> {
    return loaders.many(actorById, commitment.beneficiaryIds);
  }

  @FoundByEach(actorById, 'placeIds')
  @FieldResolver(() => [Actor], { description: 'Where it is to be carried out.' })
  places(@Root() commitment: CommitmentRow, @Shown() loaders: Loaders): Promise<ActorRow[]> {
    return loaders.many(actorById, commitment.placeIds);
  }

  @InSql(
    ['status', 'dueOn'],
    (row, { on }: { on?: string | null }) =>
      sql`(${row.property('status')} IN ('OPEN', 'IN_PROGRESS') AND ${hasPassed(row.property('dueOn'), on ?? today())})`,
  )
  @FieldResolver(() => Boolean, {
    description: 'True when `dueOn` has passed (end of its month or year if not exact) and the status is open or in progress.',
  })
  isOverdue(
    @Root() { status, dueOn }: CommitmentRow,
    @Arg('on', () => DateScalar, { nullable: true, description: 'On this day. Absent: today.' }) on: string | null,
  ): boolean {
    return (status === 'OPEN' || status === 'IN_PROGRESS') && isOverdue(dueOn, on ?? today());
  }

  @Paged((_page: ForwardArgs) => ({ listed: updatesOfCommitment, query: null }))
  @FieldResolver(() => CommitmentUpdateConnection, { description: 'Progress notes, newest first, each with its source.' })
  updates(
    @Root() commitment: CommitmentRow,
    @Args(() => ForwardArgs) page: ForwardArgs,
    @Shown() loaders: Loaders,
  ): Connection<CommitmentUpdateRow> {
    return updatesOfCommitment.connection(loaders, page, null, commitment.id);
  }
}

@Resolver(() => CommitmentUpdate)
export class CommitmentUpdateResolver {
  @FoundBy(commitmentById, 'commitmentId')
  @FieldResolver(() => Commitment, { description: 'The commitment it is about.' })
  commitment(@Root() update: CommitmentUpdateRow, @Shown() loaders: Loaders): Promise<CommitmentRow | null> {
    return loaders.one(commitmentById, update.commitmentId);
  }

  @TextInSql('notes')
  @FieldResolver(() => String, { nullable: true, description: 'In words, in the asked language, with fallback.' })
  note(@Root() update: CommitmentUpdateRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(update.notes, language, context);
  }

  @FoundBy(actorById, 'byId')
  @FieldResolver(() => Actor, { nullable: true, description: 'Who says so.' })
  by(@Root() update: CommitmentUpdateRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, update.byId);
  }

  @ListedBy(citationsOfVersion, 'versionId')
  @FieldResolver(() => [Citation], { description: 'Where it was read. Never empty.' })
  evidence(@Root() update: CommitmentUpdateRow, @Shown() loaders: Loaders): Promise<Citation[]> {
    return loaders.list(citationsOfVersion, update.versionId);
  }
}

@Resolver(() => Collaboration)
export class CollaborationCommitmentsResolver {
  @Paged((args: CommitmentsArgs) => ({ listed: commitmentsIn, query: queryOf(args) }))
  @FieldResolver(() => CommitmentConnection, { description: 'What the parties promised.' })
  commitments(
    @Root() collaboration: CollaborationRow,
    @Args(() => CommitmentsArgs) args: CommitmentsArgs,
    @Shown() loaders: Loaders,
  ): Connection<CommitmentRow> {
    return commitmentsIn.connection(loaders, args, queryOf(args), collaboration.id);
  }
}

@Resolver(() => Actor)
export class ActorCommitmentsResolver {
  @Paged((args: CommitmentsArgs) => ({ listed: commitmentsOfActor, query: queryOf(args) }))
  @FieldResolver(() => CommitmentConnection, { description: 'Commitments this actor is responsible for or benefits from.' })
  commitments(
    @Root() actor: ActorRow,
    @Args(() => CommitmentsArgs) args: CommitmentsArgs,
    @Shown() loaders: Loaders,
  ): Connection<CommitmentRow> {
    return commitmentsOfActor.connection(loaders, args, queryOf(args), actor.id);
  }
}
