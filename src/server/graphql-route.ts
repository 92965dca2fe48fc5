import type { ApolloServer, BaseContext } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest, onSendHookHandler, RouteHandlerMethod } from 'fastify';
import { asksForEvents, type EventStreams, sendEvents } from './live/event-stream';
import { webSockets } from './live/web-socket';
import { refusalAsGraphQL } from './refusal';
import { type RepeatedQueries, repeatedQueries } from './repeated-query';

export interface GraphqlRoute<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  /** For what need not go by way of Apollo. */
  readonly queries: Omit<RepeatedQueries<C>, 'contextOf'>;
  readonly makeContext: (request: FastifyRequest) => C | Promise<C>;
  /** Subscriptions, over server-sent events and WebSocket. */
  readonly live: EventStreams;
  /** Content-Security-Policy of the page a browser gets. */
  readonly pagePolicy: string;
}

/**
 * `/graphql`: POST, GET for queries, a page for browsers; subscriptions by WebSocket and as server-sent events. Other methods reach Apollo
 * too, which says what is allowed.
 */
export function serveGraphql<C extends BaseContext>(
  app: FastifyInstance,
  { apollo, queries, makeContext, live, pagePolicy }: GraphqlRoute<C>,
): void {
  const contextOf = contextOnce(makeContext);
  const single = fastifyApolloHandler(apollo, { context: contextOf });
  const repeated = repeatedQueries({ ...queries, contextOf });
  const handler: RouteHandlerMethod = async function (request, reply) {
    if (asksForEvents(request)) return sendEvents(live, request, reply);
    return (await repeated(request, reply)) ?? single.call(this, request, reply);
  };
  const onSend: onSendHookHandler = (_request, reply, _payload, done) => {
    reply.header('cache-control', 'no-store');
    if (String(reply.getHeader('content-type')).startsWith('text/html')) reply.header('content-security-policy', pagePolicy);
    done();
  };
  app.route({ method: 'GET', url: '/graphql', handler, wsHandler: webSockets(live), onSend });
  app.route({ method: ['POST', 'PUT', 'PATCH', 'DELETE'], url: '/graphql', handler, onSend });
}

/** `/subgraph`: POST only, as a router asks. */
export function serveSubgraph<C extends BaseContext>(
  app: FastifyInstance,
  { apollo, makeContext }: Pick<GraphqlRoute<C>, 'apollo' | 'makeContext'>,
): void {
  const handler = fastifyApolloHandler(apollo, { context: contextOnce(makeContext) });
  app.post('/subgraph', { onSend: async (_request, reply) => void reply.header('cache-control', 'no-store') }, handler);
}

/** Makes the context of a request once, also when a second way has to answer it: who is refused is refused, and counted, once. */
function contextOnce<C extends BaseContext>(makeContext: GraphqlRoute<C>['makeContext']): (request: FastifyRequest) => Promise<C> {
  const made = new WeakMap<FastifyRequest, Promise<C>>();
  return (request) => {
    const context = made.get(request) ?? contextOf(makeContext, request);
    made.set(request, context);
    return context;
  };
}

async function contextOf<C extends BaseContext>(makeContext: GraphqlRoute<C>['makeContext'], request: FastifyRequest): Promise<C> {
  try {
    return await makeContext(request);
  } catch (error) {
    throw refusalAsGraphQL(error);
  }
}
