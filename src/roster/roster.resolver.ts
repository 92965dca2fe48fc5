import {
  Arg,
  Args,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import { type ActorRow, actorById } from '../catalog/actor/actor.loader';
import { MOST_LISTED, RosterDiff } from '../catalog/membership/roster-diff';
import { Organization } from '../catalog/organization/organization.entity';
import { Source } from '../catalog/source/source.entity';
import { type SourceRow, sourceById } from '../catalog/source/source.loader';
import { CityMatchResult, MatchDecision } from '../identity/match-types';
import type { CityMatch, CityMatchCandidate } from '../identity/resolve';
import { type Connection, connectionOf } from '../platform/connection/connection';
import { ForwardArgs } from '../platform/connection/page-args';
import { uuidIn } from '../platform/global-id';
import { Node } from '../platform/node';
import { DateScalar, DateTimeScalar } from '../platform/scalars';
import { knownCaller, shownTo } from './access';
import { type Preview, previewOf } from './preview';
import { progressOf } from './progress';
import type { RosterContext } from './roster-context';
import { ImportStatus, RowResolution } from './roster-words';
import { type ImportRow, importById, type RowRow, rowsOfImport } from './store';
import { sourceShown } from './virtual-source';

@ObjectType({ description: 'Something that a person ought to see, with its place in the file.', simpleResolvers: true })
class RosterProblem {
  @Field(() => String, { description: 'A word for it: `UNTERMINATED_QUOTE`, `HIDDEN_CHARACTERS`, `TIER_UNKNOWN`, ...' })
  code!: string;

  @Field(() => Int, { description: 'Line of the file (row of the sheet), from 1; 0: the file as a whole.' })
  line!: number;

  @Field(() => Int, { description: 'Column, from 1; 0: the line as a whole.' })
  column!: number;

  @Field(() => String, { description: 'What it is, in words.' })
  message!: string;
}

@ObjectType({ implements: Node, description: 'A row of a roster upload.' })
class RosterRow extends Node {
  @Field(() => Int, { description: 'Its place among the rows, from 1.' })
  position!: number;

  @Field(() => Int, { description: 'The line of the file it starts on.' })
  line!: number;

  @Field(() => String, { description: 'The name as the roster spells it; empty when it gives none.' })
  nameAsListed!: string;

  @Field(() => String, { nullable: true, description: 'The country as the roster gives it.' })
  countryAsListed!: string | null;

  @Field(() => String, { nullable: true, description: 'The region, province or state as the roster gives it.' })
  regionAsListed!: string | null;

  @Field(() => [RosterProblem], { description: 'Why the hub does not decide the row by itself, besides what the result says.' })
  issues!: readonly RosterProblem[];

  @Field(() => RowResolution, { nullable: true, description: 'What a person decided. Null: nothing yet.' })
  resolution!: RowResolution | null;
}

@ObjectType({ implements: Node, description: 'An upload of a roster: parsed, matched, reviewed, applied, revertible.' })
export class RosterImport extends Node {
  @Field(() => ImportStatus, { description: 'How far it is.' })
  status!: ImportStatus;

  @Field(() => DateScalar, { description: 'The day the roster speaks of.' })
  asOf!: string;

  @Field(() => Boolean, { description: 'Whether who is not listed has left.' })
  isComplete!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was uploaded.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Who uploaded it.' })
  createdBy!: string;

  @Field(() => Int, { description: 'Rows of the file.' })
  rowCount!: number;

  @Field(() => Int, { description: 'Rows matched so far, while it is MATCHING.' })
  done!: number;

  @Field(() => Int, { description: 'Rows for which the hub found one city or organisation.' })
  matchedCount!: number;

  @Field(() => Int, { description: 'Rows with candidates, for a person to choose from.' })
  reviewCount!: number;

  @Field(() => Int, { description: 'Rows that are like nothing the hub has.' })
  unmatchedCount!: number;

  @Field(() => RosterProblem, { nullable: true, description: 'Why it FAILED.' })
  problem!: RosterProblem | null;
}

const RosterRowConnection = connectionOf('RosterRow', () => RosterRow);

@Resolver(() => RosterImport)
export class RosterImportResolver {
  @Query(() => RosterImport, { nullable: true, description: 'One upload of a roster. For those with a key.' })
  async rosterImport(
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() { caller, loaders }: RosterContext,
  ): Promise<ImportRow | null> {
    knownCaller(caller);
    return shownTo(caller, await loaders.one(importById, uuidIn(id, 'id')));
  }

  @Subscription(() => RosterImport, {
    description: 'An import as it now stands, at once and whenever it gets on. For those with a key.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, { readonly id: string }, RosterContext>) => progressOf(args.id, context),
  })
  rosterImportProgressed(@Root() held: ImportRow, @Arg('id', () => ID, { description: 'Global id.' }) _id: string): ImportRow {
    return held;
  }

  @FieldResolver(() => Organization, { description: 'Whose roster it is.' })
  organization(@Root() held: ImportRow, @Ctx() { loaders }: RosterContext): Promise<ActorRow | null> {
    return loaders.one(actorById, held.organizationId);
  }

  @FieldResolver(() => RosterRowConnection, { description: 'Its rows, in the order of the file.' })
  rows(
    @Root() held: ImportRow,
    @Arg('decision', () => MatchDecision, { nullable: true, description: 'Only rows of which the hub made this.' })
    decision: MatchDecision | null,
    @Args(() => ForwardArgs) page: ForwardArgs,
    @Ctx() { loaders }: RosterContext,
  ): Connection<RowRow> {
    return rowsOfImport.connection(loaders, page, { decision: decision ?? null }, held.id);
  }

  @Extensions({ cost: 100 })
  @FieldResolver(() => RosterDiff, { nullable: true, description: 'What applying would change. Null unless it is in REVIEW.' })
  preview(@Root() held: ImportRow, @Ctx() { loaders }: RosterContext): Promise<Preview> | null {
    return held.status === 'REVIEW' ? previewOf(loaders.db, held, MOST_LISTED) : null;
  }

  @FieldResolver(() => Source, { description: 'The roster as a source: facts cite it once it is applied.' })
  async source(@Root() held: ImportRow, @Ctx() { loaders }: RosterContext): Promise<SourceRow | null> {
    return (await loaders.one(sourceById, held.sourceId)) ?? sourceShown(held, await loaders.one(actorById, held.organizationId));
  }
}

const ORGANIZATION = 'The association, network or institution it is, where it is no city: `result.city` is null then.';

@Resolver(() => RosterRow)
export class RosterRowResolver {
  @FieldResolver(() => CityMatchResult, { description: 'What the hub made of the name.' })
  result(@Root() { nameAsListed, decision, cityId, candidates, reasons }: RowRow): CityMatch {
    const cities = candidates.filter((candidate): candidate is CityMatchCandidate => candidate.cityId !== undefined);
    return { ref: null, query: nameAsListed, decision, cityId, candidates: cities, reasons: reasons as CityMatch['reasons'] };
  }

  @FieldResolver(() => Organization, { nullable: true, description: ORGANIZATION })
  organization(@Root() row: RowRow, @Ctx() { loaders }: RosterContext): Promise<ActorRow | null> | null {
    const id = row.resolution === null ? row.organizationId : row.resolvedOrganizationId;
    return id === null ? null : loaders.one(actorById, id);
  }

  @FieldResolver(() => [Organization], { description: 'Organisations it may be, best first; empty when the row is rather a city.' })
  organizationCandidates(@Root() { candidates }: RowRow, @Ctx() { loaders }: RosterContext): Promise<ActorRow[]> {
    const ids = candidates.flatMap(({ organizationId }) => organizationId ?? []);
    return loaders.many(actorById, ids);
  }
}
