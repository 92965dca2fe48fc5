import {
  Args,
  ArgsType,
  Ctx,
  createUnionType,
  Extensions,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Actor } from '../catalog/actor/actor.entity';
import { actorById } from '../catalog/actor/actor.loader';
import { collaborationById } from '../catalog/collaboration/collaboration.loader';
import { Agreement, Event, JointProject, Twinning } from '../catalog/collaboration/collaboration-types';
import { LanguageArg } from '../catalog/language-arg';
import { Membership } from '../catalog/membership/membership.entity';
import { Mandate } from '../catalog/person/mandate.entity';
import { mandateById } from '../catalog/person/person.loader';
import { today } from '../platform/clock';
import { HubError } from '../platform/errors';
import { IdsAsGiven } from '../platform/given-ids';
import type { Typed } from '../platform/node';
import { Known, Shows } from '../platform/one-statement/known-field';
import { DateScalar } from '../platform/scalars';
import { askedActor } from './asked-actors';
import { explainWay } from './explain-way';
import { LinkKind } from './link-kind';
import { membershipOfPair } from './links.loader';
import { linking } from './neighbours';
import { Path } from './path';
import { type Step, shortestWays } from './paths';
import type { RelationsContext } from './relations';
import { PHRASES, tongueOf } from './sentences';
import { at } from './snapshot/columns';
import { dayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import { confidenceOf, wordOf } from './way';

const PathLink = createUnionType({
  name: 'PathLink',
  description: 'What a path can follow.',
  types: () => [Membership, Twinning, JointProject, Event, Agreement, Mandate] as const,
});

@ObjectType({ description: 'One link of a path.' })
class PathStep {
  readonly graph!: Graph;
  readonly step!: Step;
  readonly on!: string;
}

@Resolver(() => Path)
export class PathResolver {
  @Known()
  @FieldResolver(() => Int, { description: 'Links it has.' })
  length(@Root() { way }: Path): number {
    return way.length;
  }

  @Known()
  @FieldResolver(() => [PathStep], { description: 'Its links, in order.' })
  steps(@Root() { graph, way, on }: Path): PathStep[] {
    return way.map((step) => ({ graph, step, on }));
  }

  @Known()
  @FieldResolver(() => Float, { description: "The weakest link's confidence, 0 to 1." })
  confidence(@Root() { graph, way }: Path): number {
    return confidenceOf(graph, way);
  }

  @Known()
  @FieldResolver(() => String, {
    description: 'The way in words. Names are kept together by U+2068 and U+2069, for either direction of writing.',
  })
  explanation(@Root() { graph, way }: Path, @LanguageArg() language: string | null, @Ctx() context: RelationsContext): Promise<string> {
    return explainWay(graph, way, language, context);
  }
}

@Resolver(() => PathStep)
export class PathStepResolver {
  @Shows(actorById)
  @FieldResolver(() => Actor, { description: 'Where it starts.' })
  from(@Root() { graph, step }: PathStep): string {
    return graph.actors.idOf(step.from);
  }

  @Shows(actorById)
  @FieldResolver(() => Actor, { description: 'Where it leads.' })
  to(@Root() { graph, step }: PathStep): string {
    return graph.actors.idOf(step.to);
  }

  @FieldResolver(() => PathLink, { description: 'What it follows; of two offices of one person, the one at `to`.' })
  link(@Root() { graph, step, on }: PathStep, @Ctx() { loaders }: RelationsContext): Promise<Typed | null> {
    const { actors, memberships, ties } = graph;
    if (step.span >= 0) {
      const { member, organization } = memberships.record(step.span);
      return loaders.one(membershipOfPair, `${actors.idOf(member)} ${actors.idOf(organization)}`, on);
    }
    const tie = at(ties.columns.tie, step.own);
    return ties.kindOf(tie) === 'MANDATE'
      ? loaders.one(mandateById, ties.factOf(step.others))
      : loaders.one(collaborationById, ties.idOf(tie));
  }

  @Known()
  @FieldResolver(() => String, { description: 'For instance `is a member of`, `is twinned with`, in the asked language.' })
  relation(@Root() { graph, step }: PathStep, @LanguageArg() language: string | null, @Ctx() { accepted }: RelationsContext): string {
    return PHRASES[tongueOf(language, accepted)].relations[wordOf(graph, step)];
  }
}

const [LONGEST, MOST] = [6, 10];

@ArgsType()
class PathsArgs {
  @Field(() => ID, { description: 'Where to start.' })
  from!: string;

  @Field(() => ID, { description: 'Where to arrive: another actor.' })
  to!: string;

  @Field(() => [LinkKind], { nullable: true, description: 'Only links of these kinds. Absent: any.' })
  via?: LinkKind[] | null;

  @Field(() => Int, { nullable: true, defaultValue: LONGEST, description: 'Links at most, 1 to 6.' })
  maxLength?: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' })
  asOf?: string | null;

  @Field(() => Int, { nullable: true, defaultValue: 3, description: 'Ways at most, 1 to 10.' })
  first?: number | null;
}

@Resolver()
export class PathQueries {
  @IdsAsGiven()
  @Known()
  @Extensions({ cost: 20 })
  @Query(() => [Path], {
    description:
      'Shortest ways from one actor to another, all of the same length, in an order that stays; empty when there is none. Memberships count while ACTIVE, twinnings and offices while they hold, projects, events and agreements from the day they began.',
  })
  async paths(@Args(() => PathsArgs) args: PathsArgs, @Ctx() { relations }: RelationsContext): Promise<Path[]> {
    const maxLength = within('maxLength', args.maxLength ?? LONGEST, LONGEST);
    const first = within('first', args.first ?? 3, MOST);
    if (args.via?.length === 0) throw new HubError('BAD_USER_INPUT', '"via" takes at least one kind of link.', { argument: 'via' });
    const graph = await relations.view();
    const [from, to] = [askedActor(graph, args.from, 'from'), askedActor(graph, args.to, 'to')];
    if (from === to) throw new HubError('BAD_USER_INPUT', '"from" and "to" are the same actor.', { argument: 'to' });
    const on = args.asOf ?? today();
    const ways = shortestWays(linking(graph, dayNumber(on), args.via ?? null), { from, to, maxLength, first });
    return ways.map((way) => ({ graph, way, on }));
  }
}

function within(argument: string, value: number, most: number): number {
  if (value >= 1 && value <= most) return value;
  throw new HubError('BAD_USER_INPUT', `"${argument}" takes 1 to ${most}, not ${value}.`, { argument });
}
