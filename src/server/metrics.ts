import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, Registry, register } from 'prom-client';
import type { FormatError } from './format-error';

/** Seconds: finer below a tenth, where nearly all answers are. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * `/metrics`, in the text format of Prometheus: what is counted in `metrics`, how long requests took by route and status, and what the
 * process tells of itself. Nothing in it is of one caller. To be called before routes are added, or theirs are not timed.
 */
export function serveMetrics(app: FastifyInstance, metrics: Registry): void {
  const seconds = new Histogram({
    name: 'hub_http_request_duration_seconds',
    help: 'Time to answer a request, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [metrics],
  });
  app.addHook('onResponse', ({ method, routeOptions }, { statusCode, elapsedTime }, done) => {
    seconds.observe({ method, route: routeOptions.url ?? 'none', status: statusCode }, elapsedTime / 1000);
    done();
  });
  app.get('/metrics', async (_request, reply) => {
    // Anew each time, as it takes over what the two hold at that moment: `register` what is of the process.
    const all = Registry.merge([register, metrics]);
    reply.header('content-type', all.contentType).header('cache-control', 'no-store');
    return all.metrics();
  });
}

/** Counts by their code the errors that callers are told. */
export function countErrors(format: FormatError, metrics: Registry): FormatError {
  const errors = new Counter({
    name: 'hub_errors_total',
    help: 'Errors told to callers, by code; INTERNAL are those of the hub, each of which is in the log.',
    labelNames: ['code'],
    registers: [metrics],
  });
  return (error) => {
    const told = format(error);
    errors.inc({ code: String(told.extensions?.code) });
    return told;
  };
}
