import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';
import { HubError } from '../../platform/errors';
import type { Outside } from '../../platform/outside/outside';
import { askPartner } from './ask-partner';
import type { Turn } from './circuit';
import { entityFields } from './entity-fields';
import type { PartnerStates } from './health';
import { HubPart } from './hub-part';
import { PartnerCalls } from './partner-calls';
import type { OnCall } from './partner-metrics';
import { type Fetch, NotPlannable, type Planned, type Planner, plannerOf } from './planner';
import { inPlanningOrder, nameOfPlanned } from './planning-order';
import { subgraphsIn } from './subgraphs';

/** The part of a supergraph that is answered in this process. */
export interface Inside {
  readonly name: string;
  /** Without the fields of federation. */
  readonly schema: GraphQLSchema;
  /** With them. */
  readonly subgraph: GraphQLSchema;
}

export interface Services {
  /** Absent: every subgraph is asked over HTTP. */
  readonly inside?: Inside;
  readonly outside: Outside;
  /** What is remembered of partners from one supergraph to the next. */
  readonly states: PartnerStates;
  /** Milliseconds for all partners of one operation. */
  readonly deadline: number;
  onTurn(name: string, turn: Exclude<Turn, null>): void;
  readonly onCall: OnCall;
  readonly log: { warn(about: object, message: string): void };
}

/** A supergraph that can be asked. */
export interface Supergraph {
  readonly sdl: string;
  /** What callers see. */
  readonly schema: GraphQLSchema;
  /** Whether an operation needs partners. */
  needsPartners(document: DocumentNode): boolean;
  /** @throws HubError NOT_PLANNABLE when no way leads to what is asked for. */
  execute(operation: Planned): Promise<ExecutionResult>;
}

/** A context that tells of the answer in its `extensions`. */
interface Telling {
  readonly extensions?: Record<string, unknown>;
}

/** Makes a supergraph ready. @throws NoPlanner where there is no planner. @throws when it cannot be planned over. */
export async function loadSupergraph(sdl: string, schema: GraphQLSchema, services: Services): Promise<Supergraph> {
  const document = parse(sdl, { noLocation: true });
  const planned = inPlanningOrder(document);
  const whole = buildASTSchema(planned, { assumeValid: true, assumeValidSDL: true });
  const subgraphs = subgraphsIn(document);
  const { inside, states, outside, deadline } = services;
  const fetchPart = (fetch: Fetch): Promise<ExecutionResult> => {
    const { context, calls } = fetch.context as { readonly context: unknown; readonly calls: PartnerCalls };
    const name = nameOfPlanned(fetch.subgraph);
    if (inside && name === inside.name) return askInside(inside, { ...fetch, context });
    const subgraph = subgraphs.get(name);
    if (!subgraph) throw new Error(`The planner asks a subgraph that is not there: ${name}.`);
    const state = states.of(name, subgraph.url);
    const { onTurn, onCall } = services;
    return askPartner({ ...subgraph, name, state }, fetch, { outside, calls, onTurn, onCall });
  };
  const planner = refusing(await plannerOf({ sdl: planned === document ? sdl : print(planned), schema: whole }, fetchPart), services.log);
  const hubPart = inside && new HubPart(inside.schema, schema);
  return {
    ...{ sdl, schema, needsPartners: (operation) => !hubPart?.isAll(operation) },
    execute: async (operation) => {
      const { document: asked, variables, operationName = null } = operation;
      if (asksForSchema(asked))
        return isAllSchema(asked) ? execute({ schema, document: asked, variableValues: variables, operationName }) : { errors: [MIXED] };
      const calls = new PartnerCalls(deadline);
      const result = await planner({ ...operation, context: { context: operation.context, calls } });
      const { extensions } = operation.context as Telling;
      if (extensions && calls.all().length > 0) extensions.partners = calls.all();
      return result;
    },
  };
}

/** What cannot be planned is refused, each time, and logged once: without the values that stand in it. */
function refusing(planner: Planner, log: Services['log']): Planner {
  const logged = new WeakSet<DocumentNode>();
  return async (operation) => {
    const { document, operationName: name = null } = operation;
    try {
      return await planner(operation);
    } catch (error) {
      if (!(error instanceof NotPlannable)) throw error;
      if (!logged.has(document)) log.warn({ operation: name, reason: error.message }, 'an operation cannot be planned');
      logged.add(document);
      const [, field] = /item: (\w+)/.exec(error.message) ?? [];
      const what = field === undefined ? 'all that is asked for' : `"${field}"`;
      throw new HubError(
        'NOT_PLANNABLE',
        `No way leads to ${what} over the services of the supergraph: leave it out, or ask for it in another operation.`,
      );
    }
  };
}

const MIXED = new GraphQLError('"__schema" and "__type" go into an operation of their own, without fields of partners.', {
  extensions: { code: 'BAD_USER_INPUT' },
});

/** Whether every operation asks for the schema and nothing else, as tools do. */
function isAllSchema({ definitions }: DocumentNode): boolean {
  const roots = definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [],
  );
  return roots.every((root) => root.kind === Kind.FIELD && root.name.value.startsWith('__'));
}

/** The planner would answer that alone, and nothing else. */
function asksForSchema(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Field: ({ name }) => {
      if (name.value === '__schema' || name.value === '__type') isFound = true;
    },
  });
  return isFound;
}

/** An entity a partner named that the hub does not know would vanish without a word. */
async function askInside({ subgraph }: Inside, { document, variables, context }: Fetch): Promise<ExecutionResult> {
  const result = await execute({ schema: subgraph, document, variableValues: variables, contextValue: context });
  const told = new Set((result.errors ?? []).map(({ path }) => path?.slice(0, 2).join('.')));
  const unknown = entityFields(document).flatMap(({ alias }) => {
    const entities = result.data?.[alias];
    if (!Array.isArray(entities)) return [];
    return entities.flatMap((entity, at) => (entity === null && !told.has(`${alias}.${at}`) ? [notKnown([alias, at])] : []));
  });
  return unknown.length === 0 ? result : { ...result, errors: [...(result.errors ?? []), ...unknown.slice(0, MOST_UNKNOWN)] };
}

const MOST_UNKNOWN = 10;

function notKnown(path: (string | number)[]): GraphQLError {
  return new GraphQLError('', {
    path,
    originalError: new HubError('NOT_FOUND', 'A partner names something here that the hub does not know.'),
  });
}
