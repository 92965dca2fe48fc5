import { Gauge, Histogram, type Registry } from 'prom-client';
import type { CircuitState } from './circuit';
import type { PartnerStates } from './health';
import type { PartnerStatus } from './partner-calls';

/** Seconds, up to the deadline of two. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5];

const CIRCUIT: Readonly<Record<CircuitState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

/** Told of each call to a partner: how it went, and after how many milliseconds. */
export type OnCall = (partner: string, status: PartnerStatus, ms: number) => void;

/** Counts in `metrics` how partners fare, by name. */
export function measurePartners(metrics: Registry, states: PartnerStates): OnCall {
  const seconds = new Histogram({
    name: 'hub_partner_call_duration_seconds',
    help: 'Time a partner took for its part of an operation, by the status that extensions.partners tells.',
    labelNames: ['partner', 'status'],
    buckets: BUCKETS,
    registers: [metrics],
  });
  new Gauge({
    name: 'hub_partner_circuit',
    help: 'Whether a partner is asked: 0 it is, 1 it is being tried again, 2 it is left alone.',
    labelNames: ['partner'],
    registers: [metrics],
    collect() {
      for (const [partner, state] of states.circuits()) this.set({ partner }, CIRCUIT[state]);
    },
  });
  return (partner, status, ms) => seconds.observe({ partner, status }, ms / 1000);
}
