import type { FastifyInstance } from 'fastify';

import { HttpRefusal } from './http-status';

/** Seconds after which a caller may try again; by then another process answers. */
const RETRY_AFTER = '5';

/** The way to stop without losing an answer. */
export interface Drain {
  isDraining(): boolean;
  /** From now on new requests get 503; resolves when those in flight are answered, to `false` when the deadline came first. */
  begin(deadlineMs: number): Promise<boolean>;
}

/**
 * Counts the requests in flight. While it drains the hub still listens, so that `/health/ready` can say 503 to a load balancer, but
 * takes nothing new and closes each connection after its answer.
 */
export function drainOf(app: FastifyInstance): Drain {
  let inFlight = 0;
  let isDraining = false;
  let whenIdle: () => void = () => undefined;
  app.addHook('onRequest', async (request, reply) => {
    if (isDraining) reply.header('connection', 'close');
    if (request.url.startsWith('/health/')) return;
    if (isDraining) {
      reply.header('retry-after', RETRY_AFTER);
      throw new HttpRefusal(503, 'RATE_LIMITED', 'The hub is shutting down; ask again in a few seconds.');
    }
    inFlight += 1;
    reply.raw.once('close', () => {
      inFlight -= 1;
      if (inFlight === 0) whenIdle();
    });
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isDraining) reply.header('connection', 'close');
    done();
  });
  return {
    isDraining: () => isDraining,
    begin: (deadlineMs) => {
      isDraining = true;
      return inFlight === 0 ? Promise.resolve(true) : idleWithin(deadlineMs, (idle) => (whenIdle = idle));
    },
  };
}

function idleWithin(deadlineMs: number, onIdle: (idle: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), deadlineMs);
    onIdle(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
