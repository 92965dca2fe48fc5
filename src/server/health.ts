import type { FastifyInstance } from 'fastify';

import { HubError } from '../platform/errors';

/** What must answer for the hub to be of use, by name; a check that fails rejects. Words of a `HubError` are shown to the prober. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>;

export interface HealthOptions {
  readonly checks: ReadinessChecks;
  readonly isDraining: () => boolean;
}

/** Each check has this long, so that probers hear within 2 s that the database is gone. */
const CHECK_MS = 1500;

/** `/health/live`: the process answers. `/health/ready`: it may be sent requests; 503 says which part is not ready. No limit of requests. */
export function serveHealth(app: FastifyInstance, { checks, isDraining }: HealthOptions): void {
  const check = sharedCheck(checks);
  const unlimited = { config: { rateLimit: false } };
  app.get('/health/live', unlimited, async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' }));
  app.get('/health/ready', unlimited, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    if (isDraining()) return reply.code(503).send({ status: 'draining' });
    const found = await check();
    const isReady = Object.values(found).every((word) => word === 'ok');
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'unready', checks: found });
  });
}

/** Probers who come at once share one round of checks, so that probing costs the database next to nothing. */
function sharedCheck(checks: ReadinessChecks): () => Promise<Record<string, string>> {
  let running: Promise<Record<string, string>> | undefined;
  return () => {
    running ??= outcomes(checks).finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function outcomes(checks: ReadinessChecks): Promise<Record<string, string>> {
  const entries = Object.entries(checks).map(async ([name, check]) => [name, await outcomeOf(check)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function outcomeOf(check: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer in time'), CHECK_MS);
  });
  try {
    return await Promise.race([check().then(() => 'ok'), late]);
  } catch (error) {
    return error instanceof HubError ? error.message : 'failed';
  } finally {
    clearTimeout(timer);
  }
}
