import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { execute, type GraphQLSchema } from 'graphql';

type Gateway = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** Errors told of the variables of one request. */
const MOST_COERCION_ERRORS = 5;

/**
 * The hub's schema behind Apollo's interface of a gateway, which leaves execution to us. Whatever else is to answer operations, such as a
 * planner that asks partners too, stands behind the same interface.
 */
export function hubGateway(schema: GraphQLSchema): Gateway {
  return {
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: async ({ document, operation, context, request }) =>
        execute({
          schema,
          document,
          contextValue: context,
          variableValues: request.variables,
          operationName: operation.name?.value,
          options: { maxCoercionErrors: MOST_COERCION_ERRORS },
        }),
    }),
    stop: async () => undefined,
  };
}
