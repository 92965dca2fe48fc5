import {
  Arg,
  Args,
  ArgsType,
  Ctx,
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
import { actorById, type OrganizationRow, organizationById } from '../catalog/actor/actor.loader';
import { Organization } from '../catalog/organization/organization.entity';
import { Network } from '../catalog/organization/organization-types';
import { ActorKind } from '../catalog/vocabulary/common';
import { today } from '../platform/clock';
import { type Connection, connectionOf } from '../platform/connection/connection';
import { knownConnection } from '../platform/connection/known-list';
import { ForwardArgs } from '../platform/connection/page-args';
import { HubError } from '../platform/errors';
import { IdsAsGiven } from '../platform/given-ids';
import { Known, Shows } from '../platform/one-statement/known-field';
import { DateScalar } from '../platform/scalars';
import { actorList } from './actor-list';
import { askedOrganization } from './asked-actors';
import { byPopulation, membersOn, type OverlapFigures, overlapOf, sharedByAll } from './overlap';
import type { RelationsContext } from './relations';
import type { ActorIndex } from './snapshot/actors';
import type { Bits } from './snapshot/bits';
import { dayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

const ActorConnection = connectionOf('Actor', () => Actor);

/** An organisation with its members. */
interface Roster {
  readonly organization: ActorIndex;
  readonly members: Bits;
}

@ObjectType({ description: 'What two organisations have in common: who holds an active membership in either.' })
class Overlap implements OverlapFigures {
  readonly graph!: Graph;
  readonly left!: Roster;
  readonly right!: Roster;

  @Field(() => Int, { description: 'Members of both.' })
  shared!: number;

  @Field(() => Int, { description: 'Members of `a` that are not members of `b`.' })
  onlyA!: number;

  @Field(() => Int, { description: 'Members of `b` that are not members of `a`.' })
  onlyB!: number;

  @Field(() => Float, { description: 'Shared divided by all (Jaccard), 0 to 1; 0 when neither has a member.' })
  jaccard!: number;

  @Field(() => Float, { description: 'Shared divided by the smaller roster, 0 to 1; 0 when one has no member.' })
  containment!: number;
}

@ObjectType({ description: 'All pairs among several organisations.' })
class OverlapMatrix {
  readonly graph!: Graph;
  readonly rosters!: readonly Roster[];

  @Field(() => DateScalar, { description: 'The day it stands for.' })
  asOf!: string;

  @Field(() => [Overlap], { description: 'One entry a pair, `a` before `b` in the order of `organizations`.' })
  cells!: Overlap[];

  @Field(() => Int, { description: 'Members common to all of them.' })
  sharedByAll!: number;
}

function overlap(graph: Graph, left: Roster, right: Roster): Overlap {
  return { graph, left, right, ...overlapOf(left.members, right.members) };
}

@Resolver(() => Overlap)
export class OverlapResolver {
  @Shows(organizationById)
  @FieldResolver(() => Organization, { description: 'The one.' })
  a(@Root() { graph, left }: Overlap): string {
    return graph.actors.idOf(left.organization);
  }

  @Shows(organizationById)
  @FieldResolver(() => Organization, { description: 'The other.' })
  b(@Root() { graph, right }: Overlap): string {
    return graph.actors.idOf(right.organization);
  }

  @Shows(actorById)
  @FieldResolver(() => ActorConnection, { description: 'Members of both, most inhabitants first; then those without a figure.' })
  sharedMembers(@Root() { graph, left, right }: Overlap, @Args(() => ForwardArgs) page: ForwardArgs): Connection<string> {
    const shared = byPopulation(graph, left.members.and(right.members));
    return knownConnection(actorList(graph, shared), page, (actor) => graph.actors.idOf(actor));
  }
}

@Resolver(() => Network)
export class NetworkOverlapResolver {
  @IdsAsGiven()
  @Known()
  @Extensions({ cost: 5 })
  @FieldResolver(() => Overlap, { description: 'Overlap with one other organisation: members of any kind, in any tier.' })
  async overlapWith(
    @Root() network: OrganizationRow,
    @Arg('organizationId', () => ID, { description: 'The other organisation.' }) organizationId: string,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' }) asOf: string | null,
    @Ctx() { relations }: RelationsContext,
  ): Promise<Overlap> {
    const graph = await relations.view();
    const [own, other] = [graph.actors.indexOf(network.id), askedOrganization(graph, organizationId, 'organizationId')];
    if (own === other) throw new HubError('BAD_USER_INPUT', '"organizationId" takes another organisation than the network itself.');
    const [a, b] = [own, other].map((organization) => ({
      organization,
      members: graph.activeMembers(organization, dayNumber(asOf ?? today())),
    }));
    return overlap(graph, a!, b!);
  }
}

@ArgsType()
class OverlapMatrixArgs {
  @Field(() => [ID], { description: 'Two to 30 organisations.' })
  organizationIds!: string[];

  @Field(() => ActorKind, { nullable: true, defaultValue: 'CITY', description: 'Only members of this kind. Null: of any.' })
  memberKind?: ActorKind | null;

  @Field(() => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' })
  asOf?: string | null;
}

const [FEWEST, MOST] = [2, 30];

@Resolver(() => OverlapMatrix)
export class OverlapMatrixResolver {
  @IdsAsGiven()
  @Known()
  @Extensions({ cost: 20 })
  @Query(() => OverlapMatrix, { description: 'Pairwise overlap of 2 to 30 organisations.' })
  async overlapMatrix(
    @Args(() => OverlapMatrixArgs) { organizationIds, memberKind = 'CITY', asOf }: OverlapMatrixArgs,
    @Ctx() { relations }: RelationsContext,
  ): Promise<OverlapMatrix> {
    if (organizationIds.length < FEWEST || organizationIds.length > MOST || new Set(organizationIds).size < organizationIds.length) {
      const given = `${organizationIds.length} ids, ${new Set(organizationIds).size} of them different`;
      throw new HubError('BAD_USER_INPUT', `"organizationIds" takes ${FEWEST} to ${MOST} different organisations, not ${given}.`);
    }
    const graph = await relations.view();
    const day = asOf ?? today();
    const rosters = organizationIds.map((id) => {
      const organization = askedOrganization(graph, id, 'organizationIds');
      return { organization, members: membersOn(graph, organization, { on: dayNumber(day), kind: memberKind }) };
    });
    const cells = rosters.flatMap((left, place) => rosters.slice(place + 1).map((right) => overlap(graph, left, right)));
    return { graph, rosters, asOf: day, cells, sharedByAll: sharedByAll(rosters.map(({ members }) => members)).size() };
  }

  @Shows(organizationById)
  @FieldResolver(() => [Organization], { description: 'The organisations, in the order they were given.' })
  organizations(@Root() { graph, rosters }: OverlapMatrix): string[] {
    return rosters.map(({ organization }) => graph.actors.idOf(organization));
  }
}
