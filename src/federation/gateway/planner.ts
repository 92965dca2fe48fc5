import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';

/** One part of an operation, for one subgraph. */
export interface Fetch {
  /** The subgraph, as its supergraph names it. */
  readonly subgraph: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly context: unknown;
}

export type FetchPart = (fetch: Fetch) => Promise<ExecutionResult>;

export interface Planned {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

/** Splits operations over the subgraphs of a supergraph, asks each for its part, and puts the answers together. @throws NotPlannable. */
export type Planner = (operation: Planned) => Promise<ExecutionResult>;

/** The planner cannot run on this machine: its binary exists for Linux (glibc) and macOS only. */
export class NoPlanner extends Error {
  override readonly name = 'NoPlanner';
}

/** The supergraph has no way to what an operation asks for. */
export class NotPlannable extends Error {
  override readonly name = 'NotPlannable';
}

interface Options {
  readonly unifiedGraph: GraphQLSchema;
  getUnifiedGraphSDL(): string;
  onSubgraphExecute(subgraph: string, request: Planned): Promise<ExecutionResult>;
  readonly log: object;
}

/** What is used of the planner's package, whose own types come twice. */
interface Runtime {
  unifiedGraphHandler(options: Options): Promise<{ executor(request: Planned): Promise<ExecutionResult> | ExecutionResult }>;
}

async function runtime(): Promise<Runtime> {
  try {
    return (await import('@graphql-hive/router-runtime')) as unknown as Runtime;
  } catch {
    throw new NoPlanner('the query planner has no binary for this machine');
  }
}

/** The planner insists on a log; what there is to tell, the gateway tells. */
interface Silent {
  child(): Silent;
}

const silent: Silent & Record<string, () => unknown> = {
  child: () => silent,
  debug() {},
  error() {},
  info() {},
  log() {},
  trace() {},
  warn() {},
};

/** A supergraph, as text and built, with the directives of its composer. */
export interface Planable {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/** @throws NoPlanner where the planner cannot run. @throws when the supergraph cannot be planned over. */
export async function plannerOf({ sdl, schema }: Planable, fetchPart: FetchPart): Promise<Planner> {
  const { unifiedGraphHandler } = await runtime();
  const { executor } = await unifiedGraphHandler({
    unifiedGraph: schema,
    getUnifiedGraphSDL: () => sdl,
    onSubgraphExecute: (subgraph: string, { document, variables, operationName, context }: Planned) =>
      fetchPart({
        subgraph,
        document,
        variables: (variables ?? {}) as Fetch['variables'],
        operationName: operationName ?? undefined,
        context,
      }),
    log: silent,
  } as unknown as Parameters<Runtime['unifiedGraphHandler']>[0]);
  return async ({ document, operationName, variables, context }) => {
    const asked = { document, operationName, variables, context } as Parameters<typeof executor>[0];
    const result = await Promise.resolve(executor(asked)).catch(notPlanned);
    return { data: result.data ?? null, ...(result.errors?.length && { errors: result.errors.map(asGraphQLError) }) };
  };
}

/** What a subgraph does wrong is told in a result; only the planner itself throws. */
function notPlanned(error: Error): never {
  throw /^Failed to (?:plan|normalize)\b/.test(error.message) ? new NotPlannable(error.message) : error;
}

/** The planner makes its errors of another copy of graphql, each time it moves one; what was thrown at first says whose fault it is. */
function asGraphQLError(error: GraphQLError): GraphQLError {
  const thrown = firstCause(error);
  const originalError = thrown instanceof Error && thrown !== error ? thrown : null;
  return new GraphQLError(error.message || (originalError?.message ?? ''), {
    path: error.path ?? null,
    originalError,
    extensions: error.extensions,
  });
}

function firstCause(error: Error & { readonly originalError?: unknown }): unknown {
  const cause = error.originalError;
  return cause instanceof Error ? firstCause(cause) : error;
}
