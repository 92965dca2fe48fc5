import type { ApolloServer, BaseContext } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { contextRefusal } from './apollo';

export interface GraphqlRoute<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  readonly makeContext: (request: FastifyRequest) => C | Promise<C>;
  /** Content-Security-Policy of the page a browser gets. */
  readonly pagePolicy: string;
}

/** `/graphql`: POST, GET for queries, a page for browsers. Other methods reach Apollo too, which says what is allowed. */
export function serveGraphql<C extends BaseContext>(app: FastifyInstance, { apollo, makeContext, pagePolicy }: GraphqlRoute<C>): void {
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, { context: (request) => contextOf(makeContext, request) }),
    onSend: async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      if (String(reply.getHeader('content-type')).startsWith('text/html')) reply.header('content-security-policy', pagePolicy);
    },
  });
}

async function contextOf<C>(makeContext: GraphqlRoute<BaseContext & C>['makeContext'], request: FastifyRequest): Promise<C> {
  try {
    return await makeContext(request);
  } catch (error) {
    throw contextRefusal(error);
  }
}
