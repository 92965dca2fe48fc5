import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { refusalAsGraphQL } from '../refusal';
import type { Operation } from './operation';
import { writtenData } from './written';

type Gateway = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** What answers single operations: a schema, or several services behind one schema that may become another at any time. */
export interface Execution {
  /** Tells the schema operations are to be valid against, now and whenever it becomes another. @returns what ends it. */
  onSchema(tell: (schema: GraphQLSchema) => void): () => void;
  execute(operation: Operation): Promise<ExecutionResult>;
}

/** Errors told of the variables of one request. */
const MOST_COERCION_ERRORS = 5;

/** Runs an operation on the schema it was validated against: by one statement, where it can be, or by graphql-js. */
export async function executed(asked: Operation): Promise<ExecutionResult> {
  const written = asked.coerced ? await writtenData(asked, asked.coerced) : null;
  return written ? { data: written } : executedByFields(asked);
}

async function executedByFields({ schema, document, operationName, variables, context }: Operation): Promise<ExecutionResult> {
  return execute({
    ...{ schema, document, contextValue: context, operationName: operationName ?? null, variableValues: variables },
    options: { maxCoercionErrors: MOST_COERCION_ERRORS },
  });
}

/** A schema that stays as it is. */
export function executionOf(schema: GraphQLSchema): Execution {
  return {
    onSchema: (tell) => {
      tell(schema);
      return () => undefined;
    },
    execute: executed,
  };
}

/** Puts what answers operations behind Apollo's interface of a gateway, which leaves execution to us. */
export function gatewayOf(execution: Execution): Gateway {
  return {
    onSchemaLoadOrUpdate: (tell) => execution.onSchema((schema) => tell({ apiSchema: schema, coreSupergraphSdl: '' })),
    load: async () => ({
      executor: ({ schema, document, operation, context, request: { variables } }) =>
        execution
          .execute({ schema, document, operationName: operation.name?.value, variables: variables ?? {}, context })
          .catch((error: unknown) => {
            throw refusalAsGraphQL(error);
          }),
    }),
    stop: async () => undefined,
  };
}
