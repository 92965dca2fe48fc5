import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

/** A name is whatever the caller wrote. */
const LONGEST_NAME = 80;

interface Ran {
  readonly reqId: string | undefined;
  readonly operationName: string | null | undefined;
  readonly kind: string | undefined;
  /** By `performance.now()`. */
  readonly start: number;
}

interface Outcome {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** One line for each operation: what ran, how long, how it ended. Neither variables nor the document, as both may hold what is private. */
export function logOperation(log: Logger, { reqId, operationName, kind, start }: Ran, outcome: Outcome): void {
  const ms = Math.round((performance.now() - start) * 10) / 10;
  log.info({ reqId, operation: operationName?.slice(0, LONGEST_NAME), kind, ms, ...told(outcome) }, 'operation');
}

export function operationLog(log: Logger): ApolloServerPlugin<BaseContext> {
  return {
    requestDidStart: async () => {
      const start = performance.now();
      return {
        willSendResponse: async ({ request, operation, operationName, response: { body } }) => {
          const ran = { reqId: request.http?.headers.get('x-request-id'), operationName, kind: operation?.operation, start };
          logOperation(log, ran, body.kind === 'single' ? body.singleResult : {});
        },
      };
    },
  };
}

function told({ data, errors = [] }: Outcome) {
  if (errors.length === 0) return { outcome: 'ok' };
  const codes = [...new Set(errors.map(({ extensions }) => extensions?.code))];
  const errorIds = errors.flatMap(({ extensions }) => extensions?.id ?? []);
  return { outcome: data ? 'partial' : 'failed', errors: errors.length, codes, ...(errorIds.length > 0 && { errorIds }) };
}
