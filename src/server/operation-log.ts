import type { ApolloServerPlugin, BaseContext, GraphQLRequestContext } from '@apollo/server';
import type { Logger } from 'pino';

/** A name is whatever the caller wrote. */
const LONGEST_NAME = 80;

/** One line for each operation: what ran, how long, how it ended. Neither variables nor the document, as both may hold what is private. */
export function operationLog(log: Logger): ApolloServerPlugin<BaseContext> {
  return {
    requestDidStart: async () => {
      const start = performance.now();
      return {
        willSendResponse: async (request) => {
          const ms = Math.round((performance.now() - start) * 10) / 10;
          log.info({ ...operationOf(request), ms, ...outcomeOf(request) }, 'operation');
        },
      };
    },
  };
}

function operationOf({ request, operation, operationName }: GraphQLRequestContext<BaseContext>) {
  return {
    reqId: request.http?.headers.get('x-request-id'),
    operation: operationName?.slice(0, LONGEST_NAME),
    kind: operation?.operation,
  };
}

function outcomeOf({ response: { body } }: GraphQLRequestContext<BaseContext>) {
  const { data, errors = [] } = body?.kind === 'single' ? body.singleResult : {};
  if (errors.length === 0) return { outcome: 'ok' };
  const codes = [...new Set(errors.map(({ extensions }) => extensions?.code))];
  const errorIds = errors.flatMap(({ extensions }) => extensions?.id ?? []);
  return { outcome: data ? 'partial' : 'failed', errors: errors.length, codes, ...(errorIds.length > 0 && { errorIds }) };
}
