import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { Node } from '../../platform/node';
import { DateTimeScalar, UrlScalar } from '../../platform/scalars';
import { ChangeCriticality, CheckOutcome, CircuitState, SubgraphStatus } from './registry-words';

const REGISTRY = '@tag(name: "registry")';

@Directive(REGISTRY)
@ObjectType({ description: 'Health of a partner service, as this process of the hub has seen it in the last hour.', simpleResolvers: true })
export class SubgraphHealth {
  @Field(() => Float, { description: 'Share of requests that were answered; 1 when there were none.' })
  successRate!: number;

  @Field(() => Float, { nullable: true, description: 'Time in which 95 of 100 were answered.' })
  p95Milliseconds!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last answered.' })
  lastSuccessAt!: Date | null;

  @Field(() => CircuitState, { description: 'Open: the hub answers without this partner and says so in `extensions.partners`.' })
  circuit!: CircuitState;
}

@Directive(REGISTRY)
@ObjectType({ implements: Node, description: "A partner's GraphQL service that is part of the supergraph." })
export class Subgraph extends Node {
  @Field(() => String, { description: 'Its name; its types and root fields begin with it.' })
  name!: string;

  @Field(() => UrlScalar, { description: 'Where it is asked.' })
  url!: string;

  @Field(() => SubgraphStatus, { description: 'How it stands.' })
  status!: SubgraphStatus;
}

@Directive(REGISTRY)
@ObjectType({ implements: Node, description: 'A published schema of a partner.' })
export class SubgraphVersion extends Node {
  @Field(() => String, { description: 'The schema, as it was published.' })
  sdl!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  publishedAt!: Date;

  @Field(() => String, { description: 'By whom: the name of a key or of a command.' })
  publishedBy!: string;

  @Field(() => String, { nullable: true, description: 'What its publisher says of it.' })
  message!: string | null;
}

@Directive(REGISTRY)
@ObjectType({ description: "What a partner's address answered when asked.", simpleResolvers: true })
export class SubgraphProbe {
  @Field(() => Boolean, { description: 'Whether it answered.' })
  reachable!: boolean;

  @Field(() => String, { nullable: true, description: 'What was wrong with the answer, in words.' })
  message!: string | null;
}

@Directive(REGISTRY)
@ObjectType({ description: 'Something that is wrong with a schema, with what to do about it.', simpleResolvers: true })
export class CompositionMessage {
  @Field(() => String, { description: 'What sort of error it is; the guide for partners lists those of the hub.' })
  code!: string;

  @Field(() => String, { description: 'What is wrong.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'Where, for instance `City.score`.' })
  coordinate!: string | null;

  @Field(() => String, { nullable: true, description: 'What to change, in one sentence.' })
  remedy!: string | null;
}

@Directive(REGISTRY)
@ObjectType({ description: 'A difference between the published and the candidate schema.', simpleResolvers: true })
export class SchemaChange {
  @Field(() => String, { description: 'Where.' })
  coordinate!: string;

  @Field(() => String, { description: 'What.' })
  message!: string;

  @Field(() => ChangeCriticality, { description: 'What it means for those who use it.' })
  criticality!: ChangeCriticality;

  @Field(() => Int, { description: 'Requests that used this coordinate in the last 30 days; counted for what breaks.' })
  usage!: number;
}

@Directive(REGISTRY)
@ObjectType({ description: 'An operation that a schema change would break.', simpleResolvers: true })
export class AffectedOperation {
  @Field(() => String, { nullable: true, description: 'Its name, if it has one.' })
  name!: string | null;

  @Field(() => String, { description: 'SHA-256 of its document.' })
  hash!: string;

  @Field(() => [String], { description: 'Programs that sent it, by the names they give themselves.' })
  clients!: readonly string[];

  @Field(() => Int, { description: 'How often, in the last 30 days.' })
  requests!: number;

  @Field(() => DateTimeScalar, { description: 'When it was last seen.' })
  lastSeenAt!: string;
}

@Directive(REGISTRY)
@ObjectType({ implements: Node, description: 'A candidate composed with all others and compared with recorded traffic. Changes nothing.' })
export class SubgraphCheck extends Node {
  @Field(() => SubgraphProbe, {
    nullable: true,
    description: 'What the address answered when the check asked it. A failure here only warns; at publishing it refuses.',
  })
  probe!: SubgraphProbe | null;

  @Field(() => String, { description: 'Name of the subgraph.' })
  subgraph!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  createdAt!: Date;

  @Field(() => CheckOutcome, { description: 'How it ended.' })
  outcome!: CheckOutcome;

  @Field(() => [CompositionMessage], { description: 'What is wrong: with the rules for partners, or with what all make together.' })
  compositionErrors!: readonly CompositionMessage[];

  @Field(() => [SchemaChange], { description: 'What would be different.' })
  changes!: readonly SchemaChange[];

  @Field(() => [AffectedOperation], { description: 'Recorded operations that would fail, most used first.' })
  affectedOperations!: readonly AffectedOperation[];
}

@Directive(REGISTRY)
@ObjectType({ implements: Node, description: 'A composed supergraph.' })
export class SupergraphVersion extends Node {
  @Field(() => Int, { description: 'Its number; a later one is greater.' })
  number!: number;

  @Field(() => DateTimeScalar, { description: 'Since when it is there.' })
  createdAt!: Date;

  @Field(() => Boolean, { description: 'Whether it is the one that is served.' })
  isCurrent!: boolean;

  @Field(() => String, { description: 'As it was composed, with the directives a router needs.' })
  sdl!: string;
}
