import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpRefusal } from '../http-status';
import { type LiveRequest, type LiveSchema, liveAnswers, onlyAnswer, prepareLive } from './live-operation';
import type { OpenStreams } from './open-streams';

/** Milliseconds after which a silent stream says that it is still there; proxies cut it otherwise. */
const SILENCE = 12_000;

export interface EventStreams extends LiveSchema {
  readonly streams: OpenStreams;
  readonly makeContext: (request: FastifyRequest) => unknown;
}

export function asksForEvents(request: FastifyRequest): boolean {
  return /\btext\/event-stream\b/.test(request.headers.accept ?? '');
}

/**
 * Server-sent events, one subscription a connection: `event: next` with an answer, `event: complete` at the end (the distinct connections
 * mode of the GraphQL over SSE protocol). Refusals come as the first answer, since a browser shows no body of a failed stream.
 *
 * An answer is made when the client has taken the one before: a slow client costs no memory.
 */
export async function sendEvents(live: EventStreams, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  live.streams.refuse(request.ip);
  const prepared = prepareLive(live, liveRequestOf(request));
  const answers =
    prepared.outcome === 'refused'
      ? onlyAnswer({ errors: prepared.errors })
      : await liveAnswers(prepared.operation, () => live.makeContext(request), live.format);
  const body = Readable.from(frames(answers), { objectMode: false, highWaterMark: 1024 });
  const remove = live.streams.add({ end: () => void answers.return() }, request.ip);
  body.once('close', () => {
    remove();
    void answers.return();
  });
  return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(body);
}

async function* frames(answers: AsyncIterator<unknown>): AsyncGenerator<string> {
  // Something at once, so that the client knows it is connected.
  yield ':\n\n';
  let coming = answers.next();
  for (;;) {
    const came = await within(coming, SILENCE);
    if (came === undefined) {
      yield ':\n\n';
      continue;
    }
    if (came.done) break;
    yield `event: next\ndata: ${JSON.stringify(came.value)}\n\n`;
    coming = answers.next();
  }
  yield 'event: complete\ndata:\n\n';
}

async function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws HttpRefusal 400 when it is no GraphQL request. */
function liveRequestOf({ method, body, query }: FastifyRequest): LiveRequest {
  const given = (method === 'GET' ? fromAddress(query as Record<string, unknown>) : body) as Partial<LiveRequest> | null;
  if (typeof given?.query !== 'string') throw new HttpRefusal(400, 'BAD_USER_INPUT', 'Send a JSON object with "query", a subscription.');
  const { variables, operationName } = given;
  if (variables !== undefined && variables !== null && (typeof variables !== 'object' || Array.isArray(variables)))
    throw new HttpRefusal(400, 'BAD_USER_INPUT', '"variables" takes an object.');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw new HttpRefusal(400, 'BAD_USER_INPUT', '"operationName" takes a text.');
  return { query: given.query, variables, operationName };
}

function fromAddress({ query, variables, operationName }: Record<string, unknown>): unknown {
  try {
    return { query, operationName, variables: typeof variables === 'string' ? JSON.parse(variables) : undefined };
  } catch {
    throw new HttpRefusal(400, 'BAD_USER_INPUT', '"variables" in the address is not JSON.');
  }
}
