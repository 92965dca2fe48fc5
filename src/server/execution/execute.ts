import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { COERCION, type Compilation, compileOperation } from './compile';

type Gateway = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** One asking of an operation. */
export interface Asking {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly context: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Fields of all the compiled queries kept for one schema: at about 20 kilobytes each, 100 MB. */
const KEPT_SITES = 5_000;

/** Of the time of the process, compiling gets one part in so many, so that nobody keeps it busy with documents asked twice. */
const REST = 10;

/**
 * Who runs an operation: the compiled query, once it was asked before and compiling is due; else graphql-js. An operation is known by its node,
 * and documents are kept by the guard, so the same text is the same operation.
 */
export class Execution {
  private readonly asked = new WeakSet<OperationDefinitionNode>();
  private readonly unfit = new WeakSet<OperationDefinitionNode>();
  /** Least recently used first. */
  private readonly compiled = new Map<OperationDefinitionNode, Compilation>();
  private sites = 0;
  private restUntil = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly now: () => number = () => performance.now(),
  ) {}

  async run({ document, operation, context, variables }: Asking): Promise<ExecutionResult> {
    const compilation = this.compilationOf(document, operation);
    if (compilation) return compilation.query(context, variables);
    const { name } = operation;
    return execute({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName: name?.value,
      options: { maxCoercionErrors: COERCION.maxErrors },
    });
  }

  /** Fields of the compiled queries kept now. */
  get keptSites(): number {
    return this.sites;
  }

  /** The compiled query of an operation, if it is to be run that way now. */
  compilationOf(document: DocumentNode, operation: OperationDefinitionNode): Compilation | undefined {
    const kept = this.compiled.get(operation);
    if (kept) {
      this.compiled.delete(operation);
      this.compiled.set(operation, kept);
      return kept;
    }
    if (!this.asked.has(operation)) {
      this.asked.add(operation);
      return undefined;
    }
    const start = this.now();
    if (this.unfit.has(operation) || start < this.restUntil) return undefined;
    const compilation = compileOperation(this.schema, document, operation);
    const end = this.now();
    this.restUntil = end + (end - start) * (REST - 1);
    if (compilation) this.keep(operation, compilation);
    else this.unfit.add(operation);
    return compilation ?? undefined;
  }

  private keep(operation: OperationDefinitionNode, compilation: Compilation): void {
    this.compiled.set(operation, compilation);
    this.sites += compilation.sites;
    for (const [oldest, { sites }] of this.compiled) {
      if (this.sites <= KEPT_SITES) return;
      this.compiled.delete(oldest);
      this.sites -= sites;
    }
  }
}

/**
 * The hub's schema behind Apollo's interface of a gateway, which leaves execution to us. Whatever else is to answer operations, such as a
 * planner that asks partners too, stands behind the same interface.
 */
export function hubGateway(schema: GraphQLSchema): Gateway {
  const execution = new Execution(schema);
  return {
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: ({ document, operation, context, request }) =>
        execution.run({ document, operation, context, variables: request.variables ?? {} }),
    }),
    stop: async () => undefined,
  };
}
