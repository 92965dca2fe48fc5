import { randomUUID } from 'node:crypto';

import type { ApolloServer, BaseContext } from '@apollo/server';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

import { HubError } from '../platform/errors';
import { createApollo } from './apollo';
import { type Drain, drainOf } from './drain';
import { answerErrors } from './error-reply';
import { type Execution, executionOf } from './execution/execute';
import { serveExplorer } from './explorer';
import { errorFormatter } from './format-error';
import { serveGraphql, serveSubgraph } from './graphql-route';
import { type ReadinessChecks, serveHealth } from './health';
import { OpenStreams } from './live/open-streams';
import { LARGEST_MESSAGE } from './live/web-socket';
import { countErrors, serveMetrics } from './metrics';
import { addPageHeaders } from './page-headers';
import type { GoldenQuestion } from './questions';
import { refuseUnreadable } from './readable';
import { sandboxPage } from './sandbox';
import { type SchemaFiles, serveSchemaFiles } from './schema-files';

/** What the server needs to know of the configuration. */
export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  readonly corsOrigins: readonly string[];
  readonly trustProxy: false | number | readonly string[];
  readonly requestsPerMinute: number;
}

export interface ServerOptions<C extends BaseContext> {
  readonly config: HttpConfig;
  readonly schema: GraphQLSchema;
  /** What answers single operations, where that is more than the schema alone. */
  readonly execution?: Execution;
  /** The schema as a subgraph, for routers: at `/subgraph`. */
  readonly subgraph?: GraphQLSchema;
  readonly log: Logger;
  /** What is told at `/metrics`. */
  readonly metrics: Registry;
  readonly makeContext: (request: FastifyRequest) => C | Promise<C>;
  readonly checks: ReadinessChecks;
  readonly schemaFiles: SchemaFiles;
  readonly questions: readonly GoldenQuestion[];
  readonly times?: Partial<Times>;
}

/** Milliseconds. */
export interface Times {
  /** Within which the head of a request must have come. */
  readonly head: number;
  /** Within which the whole request must have come, however large. */
  readonly request: number;
  /** That a request in flight is given when the hub stops. */
  readonly drain: number;
}

export interface HubServer {
  /** For more routes, to be added before `listen`. */
  readonly app: FastifyInstance;
  /** Resolves to the address it serves at. */
  listen(): Promise<string>;
  /** Says 503 to probes and newcomers, answers what is in flight, then closes. */
  close(): Promise<void>;
}

const TIMES: Times = { head: 10_000, request: 25_000, drain: 10_000 };

/** The HTTP face of the hub around a schema and a context; it knows no noun of either. */
export async function createServer<C extends BaseContext>(options: ServerOptions<C>): Promise<HubServer> {
  const { log, schema, config, questions, metrics } = options;
  const times = { ...TIMES, ...options.times };
  const app = createApp(options, times);
  const drain = drainOf(app);
  addPageHeaders(app);
  refuseUnreadable(app);
  await limitCallers(app, config);
  serveMetrics(app, metrics);
  await app.register(websocket, { options: { maxPayload: LARGEST_MESSAGE } });
  const format = countErrors(errorFormatter(log), metrics);
  answerErrors(app, format);
  const sandbox = sandboxPage(questions);
  const execution = options.execution ?? executionOf(schema);
  const apollo = createApollo<C>({ execution, log, format, landingPage: sandbox.html });
  await apollo.start();
  const router = options.subgraph && createApollo<C>({ execution: executionOf(options.subgraph), log, format });
  await router?.start();
  const streams = new OpenStreams();
  const { makeContext } = options;
  serveGraphql(app, {
    apollo,
    queries: { execution, format, log },
    makeContext,
    live: { schema, format, streams, makeContext },
    pagePolicy: sandbox.policy,
  });
  if (router) serveSubgraph(app, { apollo: router, makeContext });
  serveExplorer(app, questions);
  serveSchemaFiles(app, options.schemaFiles);
  serveHealth(app, { checks: options.checks, isDraining: drain.isDraining });
  return {
    app,
    listen: () => listen(app, config),
    close: () => {
      streams.endAll();
      return close(app, [apollo, ...(router ? [router] : [])], { drain, deadline: times.drain });
    },
  };
}

function createApp({ config, log }: Pick<ServerOptions<BaseContext>, 'config' | 'log'>, times: Times): FastifyInstance {
  return Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: proxiesOf(config),
    bodyLimit: 256 * 1024,
    requestTimeout: times.request,
    http: { headersTimeout: times.head, requestTimeout: times.request, connectionsCheckingInterval: Math.min(1000, times.head) },
    // While it drains the hub says 503 itself.
    return503OnClosing: false,
  });
}

function proxiesOf({ trustProxy }: HttpConfig): string[] | false | ((address: string, hop: number) => boolean) {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  return trustProxy && [...trustProxy];
}

async function limitCallers(app: FastifyInstance, { corsOrigins, requestsPerMinute }: HttpConfig): Promise<void> {
  await app.register(cors, {
    origin: [...corsOrigins],
    methods: ['GET', 'HEAD', 'POST'],
    exposedHeaders: ['x-request-id', 'retry-after', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'etag'],
    maxAge: 600,
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { max, ttl }) =>
      new HubError('RATE_LIMITED', `More than ${max} requests in a minute; ask again in ${Math.ceil(ttl / 1000)} s.`, { limit: max }),
  });
}

async function listen(app: FastifyInstance, { host, port }: HttpConfig): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new HubError('CONFLICT', `Port ${port} on ${host} is in use by another program; choose another with PORT.`);
  }
}

interface Closing {
  readonly drain: Drain;
  /** Milliseconds. */
  readonly deadline: number;
}

async function close<C extends BaseContext>(app: FastifyInstance, apollos: ApolloServer<C>[], { drain, deadline }: Closing): Promise<void> {
  const wereAnswered = await drain.begin(deadline);
  if (!wereAnswered) app.log.warn('closing with requests unanswered');
  // Node waits for ever for a connection on which nothing was ever asked; all that is left now are such, and those it gave up on.
  const closing = setInterval(() => app.server.closeAllConnections(), 50);
  await app.close().finally(() => clearInterval(closing));
  for (const apollo of apollos) await apollo.stop();
}
