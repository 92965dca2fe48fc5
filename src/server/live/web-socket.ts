import type { WebsocketHandler } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { makeHandler } from 'graphql-ws/use/@fastify/websocket';
import type { EventStreams } from './event-stream';
import { type LiveOperation, liveAnswers, prepareLive } from './live-operation';

/** Subscriptions of one connection at a time. */
const MOST_SUBSCRIPTIONS = 20;
/** Largest message of a client, in bytes. */
export const LARGEST_MESSAGE = 64 * 1024;

/** Milliseconds in which a client must introduce itself, and after which a silent one is asked whether it is still there. */
const INTRODUCTION = 5_000;
const SILENCE = 12_000;

/** The close codes 4000 and up are ours; 1001 is what WebSocket has for a server that goes away. */
const GOING_AWAY = 1001;

/**
 * Subscriptions over the graphql-transport-ws protocol. A browser cannot set headers: a key may come as `authorization` of the
 * connection's parameters instead. The next answer is made when the one before is out.
 */
export function webSockets(live: EventStreams): WebsocketHandler {
  const handle = makeHandler(
    {
      isProd: true,
      connectionInitWaitTimeout: INTRODUCTION,
      onSubscribe: ({ extra, connectionParams, subscriptions }, _id, payload) => {
        if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS) return [limitReached()];
        const prepared = prepareLive(live, payload);
        if (prepared.outcome === 'refused') return prepared.errors.map(asError);
        const request = introduced(extra.request, connectionParams);
        return { ...prepared.operation, contextValue: () => live.makeContext(request) };
      },
      // As it is: its errors are what callers may be told already.
      onNext: (_context, _id, _payload, _args, answer) => answer as FormattedExecutionResult,
      subscribe: ({ contextValue, ...operation }) =>
        liveAnswers(operation as LiveOperation, contextValue as () => unknown, live.format) as ReturnType<NonNullable<Subscribe>>,
    },
    SILENCE,
  );
  return function webSocket(socket, request) {
    const remove = live.streams.add({ end: () => socket.close(GOING_AWAY, 'The hub is shutting down.') }, request.ip);
    socket.once('close', remove);
    handle.call(this, socket, request);
    // The handler would print the faults of clients to the console; ws closes their connections by itself.
    socket.removeAllListeners('error').on('error', () => undefined);
  };
}

type Subscribe = Parameters<typeof makeHandler>[0]['subscribe'];

function introduced(request: FastifyRequest, parameters: Readonly<Record<string, unknown>> | undefined): FastifyRequest {
  const given = parameters?.authorization ?? parameters?.Authorization;
  if (typeof given !== 'string') return request;
  return Object.create(request, { headers: { value: { ...request.headers, authorization: given } } }) as FastifyRequest;
}

function limitReached(): GraphQLError {
  const message = `At most ${MOST_SUBSCRIPTIONS} subscriptions run on one connection; end one first.`;
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } });
}

function asError({ message, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { ...(extensions && { extensions }) });
}
