import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { HubError } from '../platform/errors';
import type { FormatError } from './format-error';
import { HttpRefusal, statusOf } from './http-status';

/** Errors outside of an operation, on every path: the shape and the codes are those of GraphQL, so that a client reads one kind only. */
export function answerErrors(app: FastifyInstance, format: FormatError): void {
  app.setErrorHandler((error: FastifyError | HubError, request, reply) => sendError(error, request, reply, format));
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    sendError(new HubError('NOT_FOUND', 'There is nothing at this address.'), request, reply, format);
  });
}

function sendError(error: FastifyError | HubError, request: FastifyRequest, reply: FastifyReply, format: FormatError): void {
  const { status, shown } = refusalOf(error);
  request.log.debug({ status, path: request.url.split('?')[0] }, 'refused');
  reply
    .code(status)
    .type(errorType(request))
    .send({ errors: [format(shown)] });
}

/** Fastify's own errors below 500 are about the request, and fit to be told; from 500 on they are bugs. */
function refusalOf(error: FastifyError | HubError): { status: number; shown: Error } {
  if (error instanceof HttpRefusal) return { status: error.status, shown: error };
  if (error instanceof HubError) return { status: statusOf(error.code), shown: error };
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return { status: 500, shown: error };
  return { status, shown: new HubError('BAD_USER_INPUT', error.message) };
}

function errorType(request: FastifyRequest): string {
  const accepted = request.headers.accept ?? '';
  const type = accepted.includes('application/graphql-response+json') ? 'application/graphql-response+json' : 'application/json';
  return `${type}; charset=utf-8`;
}
