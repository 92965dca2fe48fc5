import { Args, ArgsType, Ctx, Extensions, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { OrganizationRow } from '../catalog/actor/actor.loader';
import type { MembershipRow } from '../catalog/membership/membership.loader';
import { MOST_LISTED, RosterDiff } from '../catalog/membership/roster-diff';
import { Network } from '../catalog/organization/organization-types';
import { today } from '../platform/clock';
import { HubError } from '../platform/errors';
import type { Loaders } from '../platform/loaders';
import { Known } from '../platform/one-statement/known-field';
import { DateScalar } from '../platform/scalars';
import { daysInSteps, growthOf, TimeStep } from './growth';
import { membershipOfPair } from './links.loader';
import type { RelationsContext } from './relations';
import { rosterChanges } from './roster-changes';
import type { ActorIndex } from './snapshot/actors';
import { dayNumber } from './snapshot/days';

@ObjectType({ description: 'A point of a series.', simpleResolvers: true })
class TimelinePoint {
  @Field(() => DateScalar, { description: 'The day.' })
  on!: string;

  @Field(() => Int, { description: 'How many on it.' })
  value!: number;
}

@ArgsType()
class SpanOfDays {
  @Field(() => DateScalar, { description: 'The day to start from.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The last day. Absent: today.' })
  to?: string | null;
}

@ArgsType()
class GrowthArgs extends SpanOfDays {
  @Field(() => TimeStep, { defaultValue: 'YEAR', description: 'How far apart the points are. At most 1,200 points.' })
  step!: TimeStep;
}

const MOST_POINTS = 1_200;

@Resolver(() => Network)
export class NetworkGrowthResolver {
  @Known()
  @Extensions({ cost: 5 })
  @FieldResolver(() => [TimelinePoint], {
    description:
      'Members at regular steps, for a growth chart. A membership whose start is not known counts from the day it was first seen.',
  })
  async growth(
    @Root() network: OrganizationRow,
    @Args(() => GrowthArgs) args: GrowthArgs,
    @Ctx() { relations }: RelationsContext,
  ): Promise<TimelinePoint[]> {
    const { from, to } = daysOf(args);
    const days = daysInSteps(from, to, args.step, MOST_POINTS);
    if (days.length > MOST_POINTS)
      throw new HubError('BAD_USER_INPUT', `"step" makes more than ${MOST_POINTS} points: take a longer one, or fewer years.`, {
        argument: 'step',
      });
    const graph = await relations.view();
    const values = growthOf(graph, graph.actors.indexOf(network.id), days);
    return days.map((on, place) => ({ on, value: values[place]! }));
  }

  @Known()
  @Extensions({ cost: 5 })
  @FieldResolver(() => RosterDiff, {
    description: 'Who joined, left or changed tier between two days, most inhabitants first. An unknown start counts as in `growth`.',
  })
  async rosterDiff(
    @Root() network: OrganizationRow,
    @Args(() => SpanOfDays) args: SpanOfDays,
    @Ctx() { loaders, relations }: RelationsContext,
  ): Promise<RosterDiff> {
    const { from, to } = daysOf(args);
    const graph = await relations.view();
    const changes = rosterChanges(graph, graph.actors.indexOf(network.id), dayNumber(from), dayNumber(to));
    const first = (members: readonly ActorIndex[], day: string) =>
      membershipsOn(loaders, network.id, { members: members.slice(0, MOST_LISTED).map((member) => graph.actors.idOf(member)), day });
    return {
      ...{ from, to },
      // Each is read when it is asked for.
      get joined() {
        return first(changes.joined, to);
      },
      get left() {
        return first(changes.left, from);
      },
      get tierChanged() {
        return first(changes.tierChanged, to);
      },
      ...{ joinCount: changes.joined.length, leaveCount: changes.left.length, tierChangeCount: changes.tierChanged.length },
      ...{ unchangedCount: changes.unchanged, newCities: [], needsReviewCount: 0 },
    };
  }
}

/** @throws HubError BAD_USER_INPUT when the last day is before the first. */
function daysOf({ from, to }: SpanOfDays): { readonly from: string; readonly to: string } {
  const last = to ?? today();
  if (from <= last) return { from, to: last };
  throw new HubError('BAD_USER_INPUT', `"from" takes a day that is not after "to", ${last}.`, { argument: 'from' });
}

async function membershipsOn(
  loaders: Loaders,
  networkId: string,
  { members, day }: { readonly members: readonly string[]; readonly day: string },
): Promise<MembershipRow[]> {
  const rows = await Promise.all(members.map((member) => loaders.one(membershipOfPair, `${member} ${networkId}` as const, day)));
  return rows.filter((row) => row !== null);
}
