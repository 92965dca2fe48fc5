import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
} from 'graphql';
import type { Registry } from 'prom-client';
import type { Notifications } from '../../changes/notifications';
import type { Database } from '../../platform/database';
import type { Outside } from '../../platform/outside/outside';
import { sql } from '../../platform/sql';
import type { HubAlone } from '../registry/candidate';
import { type ServedSet, servedNumber, servedSet } from '../registry/rows';
import { withAdditions } from './additions';
import type { Turn } from './circuit';
import { type Health, PartnerStates } from './health';
import { measurePartners, type OnCall } from './partner-metrics';
import { NoPlanner, type Planned } from './planner';
import { loadSupergraph, type Supergraph } from './supergraph';
import { Usage } from './usage';

export interface GatewayOptions {
  readonly db: Database;
  readonly notifications: Notifications;
  readonly outside: Outside;
  readonly hub: HubAlone;
  /** The hub's schema with `_entities`. */
  readonly subgraph: GraphQLSchema;
  readonly metrics: Registry;
  readonly log: { warn(about: object, message: string): void; info(about: object, message: string): void };
}

/** An operation, valid against one of the schemas the gateway has told. */
export interface GatewayOperation extends Planned {
  readonly schema: GraphQLSchema;
}

/** A supergraph as the composer gives it. */
interface Candidate {
  readonly sdl: string;
  readonly publicDocument: DocumentNode;
}

/** Milliseconds between two looks for another supergraph, should a notification be missed. */
const LOOK_EVERY = 1_500;
/** For all partners of one operation together. */
const DEADLINE = 2_000;
const MOST_COERCION_ERRORS = 5;

const STATUS_AFTER = { tripped: 'DEGRADED', 'failed-again': 'OFFLINE', recovered: 'ACTIVE' } as const;

/**
 * Answers operations on the supergraph of the moment. What asks the hub alone runs on its schema, and costs nothing more; the rest is
 * planned, and partners are asked for their parts.
 *
 * Follows the registry: another supergraph takes over between two operations, and one that cannot be loaded never replaces one that could.
 */
export class Gateway {
  private served: Supergraph | null = null;
  private tried: Supergraph | null = null;
  private number = -1;
  private readonly supergraphs = new WeakMap<GraphQLSchema, Supergraph>();
  private readonly listeners = new Set<(schema: GraphQLSchema) => void>();
  private readonly states = new PartnerStates();
  private readonly onCall: OnCall;
  private readonly usage: Usage;
  private readonly ends: (() => void)[] = [];
  private looking: Promise<void> = Promise.resolve();

  private constructor(private readonly options: GatewayOptions) {
    this.onCall = measurePartners(options.metrics, this.states);
    this.usage = new Usage(options.db, ({ message }) => options.log.warn({ message }, 'the usage of partners could not be written'));
  }

  /** Serves what is current; the hub alone where there is no planner. */
  static async open(options: GatewayOptions): Promise<Gateway> {
    const gateway = new Gateway(options);
    await gateway.look();
    gateway.ends.push(options.notifications.on('hub_supergraph', () => void gateway.look()));
    const timer = setInterval(() => void gateway.look(), LOOK_EVERY).unref();
    gateway.ends.push(() => clearInterval(timer));
    return gateway;
  }

  get schema(): GraphQLSchema {
    return this.served?.schema ?? this.options.hub.schema;
  }

  async sdl(): Promise<string> {
    return this.served?.sdl ?? (await this.options.hub.alone()).sdl;
  }

  health(name: string): Health {
    return this.states.health(name);
  }

  onSchema(tell: (schema: GraphQLSchema) => void): () => void {
    this.listeners.add(tell);
    tell(this.schema);
    return () => this.listeners.delete(tell);
  }

  /** @param run what runs an operation on the hub alone. */
  async execute(operation: GatewayOperation, run: (operation: GatewayOperation) => Promise<ExecutionResult>): Promise<ExecutionResult> {
    const supergraph = this.supergraphs.get(operation.schema);
    if (!supergraph?.needsPartners(operation.document)) return run(operation);
    const wrong = wrongVariables(operation);
    if (wrong.length > 0) return { errors: wrong };
    const { operationName } = operation;
    this.usage.note(operation.schema, operation.document, { operationName, client: clientOf(operation.context) });
    return supergraph.execute(operation);
  }

  /** Whether a supergraph could be served. It is kept, as it may be the next. @throws when not. */
  async tryOut({ sdl, publicDocument }: Candidate): Promise<void> {
    try {
      this.tried = await this.load(sdl, withAdditions(this.options.hub.schema, publicDocument));
    } catch (error) {
      // That is for whoever runs the hub to know, and no fault of the partner's.
      if (!(error instanceof NoPlanner)) throw error;
    }
  }

  /** Brings the gateway up to date; one look at a time. */
  look(): Promise<void> {
    const { log } = this.options;
    this.looking = this.looking
      .then(() => this.follow())
      .catch(({ message }: Error) => log.warn({ message }, 'the registry could not be read'));
    return this.looking;
  }

  async close(): Promise<void> {
    for (const end of this.ends) end();
    await this.looking;
    await this.usage.close();
  }

  private async follow(): Promise<void> {
    const { db, log } = this.options;
    if ((await servedNumber(db)) === this.number) return;
    const set = await servedSet(db);
    try {
      this.take(set.partners.length === 0 ? null : await this.supergraphOf(set));
      log.info({ supergraph: set.number }, 'serving another supergraph');
    } catch (error) {
      const message =
        error instanceof NoPlanner ? `partners are not served: ${error.message}` : 'a supergraph does not load; the one before stays';
      log.warn({ supergraph: set.number, message: (error as Error).message }, message);
    }
    this.number = set.number;
  }

  private take(supergraph: Supergraph | null): void {
    this.served = supergraph;
    if (supergraph) this.supergraphs.set(supergraph.schema, supergraph);
    for (const tell of this.listeners) tell(this.schema);
  }

  private async supergraphOf(set: ServedSet): Promise<Supergraph> {
    const { hub } = this.options;
    if (this.tried?.sdl === set.sdl) return this.tried;
    const { sdl, document } = set.hubHash === hub.hash ? asStored(set) : await composedAnew(hub, set);
    return this.load(sdl, withAdditions(hub.schema, document));
  }

  private load(sdl: string, schema: GraphQLSchema): Promise<Supergraph> {
    const { hub, subgraph, outside, log } = this.options;
    const inside = { name: hub.part.name, schema: hub.schema, subgraph };
    return loadSupergraph(sdl, schema, {
      inside,
      outside,
      states: this.states,
      deadline: DEADLINE,
      onTurn: (name, turn) => this.turned(name, turn),
      onCall: this.onCall,
      log,
    });
  }

  private turned(name: string, turn: Exclude<Turn, null>): void {
    const { db, log } = this.options;
    const status = STATUS_AFTER[turn];
    log.warn({ partner: name, status }, 'a partner came or went');
    db.rows(sql`UPDATE subgraph SET status = ${status} WHERE name = ${name} AND status NOT IN (${status}, 'RETIRED')`).catch(
      ({ message }: Error) => log.warn({ message }, 'the status of a partner could not be written'),
    );
  }
}

interface Whole {
  readonly sdl: string;
  readonly document: DocumentNode;
}

function asStored({ sdl }: ServedSet): Whole {
  return { sdl, document: transformSupergraphToPublicSchema(parse(sdl, { noLocation: true })) };
}

/** The hub has become another since. @throws Error when partners do not fit it any more. */
async function composedAnew(hub: HubAlone, { partners }: ServedSet): Promise<Whole> {
  const composition = await hub.with(partners);
  if (composition.outcome === 'composed') return { sdl: composition.sdl, document: composition.publicDocument };
  throw new Error(composition.errors[0]?.message ?? 'it does not compose');
}

function wrongVariables({ schema, document, operationName, variables }: GatewayOperation): readonly GraphQLError[] {
  const operation = getOperationAST(document, operationName);
  const coerced = getVariableValues(schema, operation?.variableDefinitions ?? [], variables ?? {}, { maxErrors: MOST_COERCION_ERRORS });
  return coerced.errors ?? [];
}

/** Who asks, by its own word: the name and version of a program. */
function clientOf(context: unknown): string {
  return (context as { readonly client?: string } | null)?.client ?? 'unknown';
}
