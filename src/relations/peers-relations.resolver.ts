import { Args, ArgsType, Ctx, Extensions, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { type OrganizationRow, organizationById } from '../catalog/actor/actor.loader';
import { tierById } from '../catalog/membership/membership.loader';
import { MembershipTier } from '../catalog/membership/membership-tier.entity';
import { Organization } from '../catalog/organization/organization.entity';
import { Association } from '../catalog/organization/organization-types';
import { today } from '../platform/clock';
import { type Connection, connectionWith } from '../platform/connection/connection';
import { type KnownList, knownConnection } from '../platform/connection/known-list';
import { ForwardArgs } from '../platform/connection/page-args';
import { Known, Shows } from '../platform/one-statement/known-field';
import { DateScalar } from '../platform/scalars';
import { Path } from './path';
import { type TierPeer, tierPeers } from './peers-by-tier';
import type { RelationsContext } from './relations';
import { dayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/** An entry before anything of it is told. */
interface ToldPeer extends TierPeer {
  readonly graph: Graph;
  readonly on: string;
}

@ObjectType('ReachableOrganizationEdge', { description: 'An entry and its place.' })
class ReachableOrganizationEdge {
  @Field(() => String, { description: 'Its place, for `after`.' })
  cursor!: string;

  @Field(() => Organization, { description: 'The entry.' })
  node!: OrganizationRow;
}

const ReachableOrganizationConnection = connectionWith(
  'ReachableOrganization',
  () => Organization,
  () => ReachableOrganizationEdge,
);

@Resolver(() => ReachableOrganizationEdge)
export class ReachableOrganizationEdgeResolver {
  @Shows(tierById)
  @FieldResolver(() => MembershipTier, { description: 'The tier that grants the contact.' })
  through(@Root() { graph, tier }: ToldPeer): string | null {
    return graph.tiers.all[tier]?.id ?? null;
  }

  @Known()
  @FieldResolver(() => Path, { description: 'The way there.' })
  path(@Root() { graph, way, on }: ToldPeer): Path {
    return { graph, way, on };
  }
}

@ArgsType()
class ReachableOrganizationsArgs extends ForwardArgs {
  @Field(() => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' })
  asOf?: string | null;
}

@Resolver(() => Association)
export class ReachableOrganizationsResolver {
  @Shows(organizationById)
  @Extensions({ cost: 5 })
  @FieldResolver(() => ReachableOrganizationConnection, {
    description:
      'Networks and associations it can reach as a peer through a tier that grants communication: who offers the tier, then others that hold one there.',
  })
  async reachableOrganizations(
    @Root() association: OrganizationRow,
    @Args(() => ReachableOrganizationsArgs) { asOf, ...page }: ReachableOrganizationsArgs,
    @Ctx() { relations }: RelationsContext,
  ): Promise<Connection<string>> {
    const graph = await relations.view();
    const on = asOf ?? today();
    const peers = tierPeers(graph, graph.actors.indexOf(association.id), dayNumber(on));
    const items = peers.map((peer): ToldPeer => ({ ...peer, graph, on }));
    return knownConnection(byWay(items), page, ({ organization }) => graph.actors.idOf(organization));
  }
}

/** In the order of `tierPeers`: by the length of the way, then by who offers the tier, then by its own id. */
function byWay(items: readonly ToldPeer[]): KnownList<ToldPeer> {
  const placeOf = ({ graph: { actors }, way, organization }: ToldPeer) => [
    String(way.length),
    actors.idOf(way[0]!.to),
    actors.idOf(organization),
  ];
  return {
    items,
    place: placeOf,
    types: ['bigint', 'uuid', 'uuid'],
    compare: (item, place) => {
      const [own, other] = [placeOf(item).join(' '), place.join(' ')];
      return own < other ? -1 : Number(own > other);
    },
  };
}
