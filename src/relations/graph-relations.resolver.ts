import { Args, ArgsType, Ctx, Extensions, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Actor } from '../catalog/actor/actor.entity';
import { actorById } from '../catalog/actor/actor.loader';
import { CityFilter, cityConditions } from '../catalog/city/city-filter';
import { today } from '../platform/clock';
import { whereClause } from '../platform/connection/page';
import { HubError } from '../platform/errors';
import { IdsAsGiven } from '../platform/given-ids';
import { globalId } from '../platform/global-id';
import type { Loaders } from '../platform/loaders';
import { Known, Shows } from '../platform/one-statement/known-field';
import { DateScalar } from '../platform/scalars';
import { sql } from '../platform/sql';
import { askedActor } from './asked-actors';
import { checkOrganizations, ledOn } from './cities-where';
import { communitiesOf } from './communities';
import { graphSlice, type SliceEdge, within } from './graph-slice';
import { LinkKind } from './link-kind';
import { type Linking, linking } from './neighbours';
import type { RelationsContext } from './relations';
import type { ActorIndex } from './snapshot/actors';
import { dayNumber, dayText } from './snapshot/days';
import type { Graph } from './snapshot/graph';

@ObjectType({ description: 'A node to draw.' })
class GraphNode {
  readonly graph!: Graph;
  readonly index!: ActorIndex;

  @Field(() => Int, { description: 'Actors it is linked to in the slice.' })
  degree!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Community found by the hub's clustering (Louvain), for colours. Null: it has no link.",
  })
  community!: number | null;
}

@ObjectType({ description: 'An edge to draw: all links of one kind between two actors.', simpleResolvers: true })
class GraphEdge {
  @Field(() => ID, { description: 'Global id of the one: the member, for a membership.' })
  source!: string;

  @Field(() => ID, { description: 'Global id of the other.' })
  target!: string;

  @Field(() => LinkKind, { description: 'What links them.' })
  kind!: LinkKind;

  @Field(() => Float, { description: 'How many links.' })
  weight!: number;
}

@ObjectType({ description: 'A piece of the relationship graph, ready to draw.', simpleResolvers: true })
class GraphSlice {
  @Field(() => [GraphNode], { description: 'Those asked for first, then by distance, the most linked first.' })
  nodes!: GraphNode[];

  @Field(() => [GraphEdge], { description: 'All links among the nodes.' })
  edges!: GraphEdge[];

  @Field(() => Boolean, { description: 'True when the limit cut the slice.' })
  truncated!: boolean;
}

const [MOST_AROUND, DEEPEST, LARGEST, USUAL] = [50, 3, 2000, 500];

@ArgsType()
class GraphArgs {
  @Field(() => [ID], {
    nullable: true,
    description: 'Actors to start from, at most 50. Absent: the twenty networks and associations with the most active members.',
  })
  around?: string[] | null;

  @Field(() => Int, { nullable: true, defaultValue: 1, description: 'Links away from them, 0 to 3.' })
  depth?: number | null;

  @Field(() => [LinkKind], { nullable: true, description: 'Only links of these kinds. Absent: any.' })
  kinds?: LinkKind[] | null;

  @Field(() => CityFilter, {
    nullable: true,
    description: 'Only these cities; actors of other kinds, and those started from, are in any case.',
  })
  where?: CityFilter | null;

  @Field(() => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' })
  asOf?: string | null;

  @Field(() => Int, { nullable: true, defaultValue: USUAL, description: 'Nodes at most, 1 to 2000.' })
  limit?: number | null;
}

@Resolver(() => GraphNode)
export class GraphNodeResolver {
  @Shows(actorById)
  @FieldResolver(() => Actor, { description: 'Who it stands for.' })
  actor(@Root() { graph, index }: GraphNode): string {
    return graph.actors.idOf(index);
  }
}

@Resolver()
export class GraphQueries {
  @IdsAsGiven()
  @Known()
  @Extensions({ cost: 20 })
  @Query(() => GraphSlice, { description: 'A drawable neighbourhood of one or more actors.' })
  async graph(@Args(() => GraphArgs) args: GraphArgs, @Ctx() { loaders, relations }: RelationsContext): Promise<GraphSlice> {
    const limit = inRange('limit', args.limit ?? USUAL, [1, LARGEST]);
    const depth = inRange('depth', args.depth ?? 1, [0, DEEPEST]);
    const graph = await relations.view();
    const links = linking(graph, dayNumber(args.asOf ?? today()), args.kinds ?? null);
    const around = startsOf(links, args.around ?? null, limit);
    checkOrganizations(graph, args.where ?? null);
    const accepted = args.where ? await acceptedCities(loaders, links, { around, depth, where: args.where }) : null;
    const slice = graphSlice(links, {
      around,
      depth,
      limit,
      accepts: (actor) => accepted === null || !graph.actors.isCity(actor) || accepted.has(actor),
    });
    const communities = communitiesOf(slice);
    const neighbours = neighboursIn(slice.edges);
    return {
      nodes: slice.nodes.map((index) => ({
        graph,
        index,
        degree: neighbours.get(index)?.size ?? 0,
        community: communities.get(index) ?? null,
      })),
      edges: slice.edges.map(({ source, target, ...edge }) => ({ ...edge, source: idOf(graph, source), target: idOf(graph, target) })),
      truncated: slice.truncated,
    };
  }
}

function inRange(argument: string, value: number, [least, most]: readonly [number, number]): number {
  if (value >= least && value <= most) return value;
  throw new HubError('BAD_USER_INPUT', `"${argument}" takes ${least} to ${most}, not ${value}.`, { argument });
}

function startsOf({ graph, on }: Linking, ids: readonly string[] | null, limit: number): ActorIndex[] {
  if (ids === null) return largest(graph, on).slice(0, limit);
  if (ids.length === 0 || ids.length > Math.min(MOST_AROUND, limit))
    throw new HubError('BAD_USER_INPUT', `"around" takes 1 to ${MOST_AROUND} actors, and no more than "limit", not ${ids.length}.`, {
      argument: 'around',
    });
  return [...new Set(ids.map((id) => askedActor(graph, id, 'around')))];
}

/** Networks and associations with active members, the largest first; ties in the order of their ids. */
function largest(graph: Graph, on: number): ActorIndex[] {
  return [...graph.ofKind('NETWORK').numbers(), ...graph.ofKind('ASSOCIATION').numbers()]
    .map((actor) => ({
      actor,
      size: graph.memberships.rosterOf(actor).reduce((sum, span) => sum + Number(graph.memberships.isActive(span, on)), 0),
    }))
    .filter(({ size }) => size > 0)
    .sort((left, right) => right.size - left.size || graph.actors.compare(left.actor, right.actor))
    .slice(0, 20)
    .map(({ actor }) => actor);
}

interface Filtering {
  readonly around: readonly ActorIndex[];
  readonly depth: number;
  readonly where: CityFilter;
}

/** Cities near enough that meet a filter. */
async function acceptedCities({ db }: Loaders, links: Linking, { around, depth, where }: Filtering): Promise<ReadonlySet<ActorIndex>> {
  const { actors } = links.graph;
  const near = [...within(links, around, depth)].filter((actor) => actors.isCity(actor)).map((actor) => actors.idOf(actor));
  const conditions = [sql`c.id = ANY(${near}::uuid[])`, ...cityConditions(ledOn(links.graph, where), dayText(links.on))];
  const rows = await db.rows<{ id: string }>(sql`SELECT c.id FROM city AS c JOIN actor AS a USING (id) ${whereClause(conditions)}`);
  return new Set(rows.map(({ id }) => actors.indexOf(id)));
}

function neighboursIn(edges: readonly SliceEdge[]): ReadonlyMap<ActorIndex, ReadonlySet<ActorIndex>> {
  const neighbours = new Map<ActorIndex, Set<ActorIndex>>();
  const add = (actor: ActorIndex, other: ActorIndex) => neighbours.set(actor, (neighbours.get(actor) ?? new Set()).add(other));
  for (const { source, target } of edges) {
    add(source, target);
    add(target, source);
  }
  return neighbours;
}

const TYPES = { CITY: 'City', COUNTRY: 'Country', ASSOCIATION: 'Association', NETWORK: 'Network', INSTITUTION: 'Institution' } as const;

function idOf({ actors }: Graph, actor: ActorIndex): string {
  return globalId(TYPES[actors.kindOf(actor)], actors.idOf(actor));
}
