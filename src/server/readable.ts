import type { FastifyInstance, FastifyRequest } from 'fastify';

import { HttpRefusal } from './http-status';

/**
 * Gives each request its id, as a header to the caller and to the log of operations, and refuses what the hub does not read at all:
 * compressed bodies, which may be bombs, and a host that makes no address.
 */
export function refuseUnreadable(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    request.headers['x-request-id'] = request.id;
    reply.header('x-request-id', request.id);
    // A probe of HTTP/1.0 names no host.
    request.headers.host ||= 'localhost';
    if (isEncoded(request)) {
      reply.header('accept-encoding', 'identity');
      throw new HttpRefusal(415, 'BAD_USER_INPUT', 'Compressed requests are not accepted; send the body as it is.');
    }
    if (!URL.canParse(`http://${request.host}/`)) throw new HttpRefusal(400, 'BAD_USER_INPUT', 'The Host header is not a host name.');
  });
}

function isEncoded({ headers }: FastifyRequest): boolean {
  return (headers['content-encoding'] ?? 'identity').trim().toLowerCase() !== 'identity';
}
