import type { ApolloServer, BaseContext } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';

import { contextRefusal } from './apollo';
import { asksForEvents, type EventStreams, sendEvents } from './live/event-stream';
import { webSockets } from './live/web-socket';

export interface GraphqlRoute<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
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
  { apollo, makeContext, live, pagePolicy }: GraphqlRoute<C>,
): void {
  const single = fastifyApolloHandler(apollo, { context: (request) => contextOf(makeContext, request) });
  const handler: RouteHandlerMethod = function (request, reply) {
    return asksForEvents(request) ? sendEvents(live, request, reply) : single.call(this, request, reply);
  };
  const onSend = async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store');
    if (String(reply.getHeader('content-type')).startsWith('text/html')) reply.header('content-security-policy', pagePolicy);
  };
  app.route({ method: 'GET', url: '/graphql', handler, wsHandler: webSockets(live), onSend });
  app.route({ method: ['POST', 'PUT', 'PATCH', 'DELETE'], url: '/graphql', handler, onSend });
}

/** `/subgraph`: POST only, as a router asks. */
export function serveSubgraph<C extends BaseContext>(
  app: FastifyInstance,
  { apollo, makeContext }: Pick<GraphqlRoute<C>, 'apollo' | 'makeContext'>,
): void {
  const handler = fastifyApolloHandler(apollo, { context: (request) => contextOf(makeContext, request) });
  app.post('/subgraph', { onSend: async (_request, reply) => void reply.header('cache-control', 'no-store') }, handler);
}

async function contextOf<C>(makeContext: GraphqlRoute<BaseContext & C>['makeContext'], request: FastifyRequest): Promise<C> {
  try {
    return await makeContext(request);
  } catch (error) {
    throw contextRefusal(error);
  }
}
