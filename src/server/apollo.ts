import { ApolloServer, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';

import { answerExtensions } from './answer-extensions';
import { type Execution, gatewayOf } from './execution/execute';
import type { FormatError } from './format-error';
import { operationGuard } from './operation-guard';
import { operationLog } from './operation-log';

/** Persisted queries are kept in a bounded memory, and forgotten after a day. */
const PERSISTED_QUERY_SECONDS = 86_400;

export interface ApolloOptions {
  readonly execution: Execution;
  readonly log: Logger;
  readonly format: FormatError;
  /** The page a browser gets; absent: none. */
  readonly landingPage?: string;
}

/**
 * Apollo Server with everything off that tells outsiders more than the answer, whatever NODE_ENV says. Introspection stays open on
 * purpose: the schema is public. Documents are parsed, limited and validated by `operationGuard`, not by Apollo.
 */
export function createApollo<C extends BaseContext>({ execution, log, format, landingPage = '' }: ApolloOptions): ApolloServer<C> {
  return new ApolloServer<C>({
    gateway: gatewayOf(execution),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: { ttl: PERSISTED_QUERY_SECONDS },
    // The guard keeps good documents itself; a second store would hide from it those that Apollo remembers.
    documentStore: null,
    // Should Apollo ever parse a document itself, past the guard, it fails at once and is noticed.
    parseOptions: { maxTokens: 1 },
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (_formatted, error) => format(error),
    // Compact, where Apollo would write a line break after every answer.
    stringifyResult: (answer) => JSON.stringify(answer),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      { serverWillStart: async () => ({ renderLandingPage: async () => ({ html: landingPage }) }) },
      answerExtensions,
      operationLog(log),
      operationGuard(format),
    ],
  });
}
