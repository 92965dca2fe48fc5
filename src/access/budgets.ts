import { HubError } from '../platform/errors';

/** What one caller may ask for in a minute, and what of it is left. */
export interface Budget {
  /** Objects this request asks for, as estimated before it runs. */
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

const WINDOW = 60_000;
/** Callers remembered at a time; when there are more, the oldest are forgotten. */
const MOST_CALLERS = 10_000;

/**
 * How much each caller asks for, in windows of a minute. Kept by each process for itself: with several behind a load balancer a caller
 * has so many times as much.
 */
export class Budgets {
  private readonly windows = new Map<string, { spent: number; readonly since: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Takes the cost of a request from what a caller has left. @throws HubError RATE_LIMITED when it is more than that. */
  spend(caller: string, cost: number, limit: number): Budget {
    const window = this.windowOf(caller);
    const resetAt = new Date(window.since + WINDOW);
    if (window.spent + cost > limit) throw overspent({ cost, limit, remaining: limit - window.spent, resetAt }, this.now());
    window.spent += cost;
    return { cost, limit, remaining: limit - window.spent, resetAt };
  }

  private windowOf(caller: string): { spent: number; readonly since: number } {
    const known = this.windows.get(caller);
    if (known && this.now() - known.since < WINDOW) return known;
    const fresh = { spent: 0, since: this.now() };
    this.windows.delete(caller);
    this.windows.set(caller, fresh);
    const [oldest] = this.windows.keys();
    if (this.windows.size > MOST_CALLERS && oldest !== undefined) this.windows.delete(oldest);
    return fresh;
  }
}

function overspent({ cost, limit, remaining, resetAt }: Budget, now: number): HubError {
  const retryAfter = Math.max(1, Math.ceil((resetAt.getTime() - now) / 1000));
  const message = `This asks for about ${cost} objects, and ${remaining} of ${limit} a minute are left: try again in ${retryAfter} s, or with a key.`;
  return new HubError('RATE_LIMITED', message, { cost, limit, remaining, resetAt: resetAt.toISOString(), retryAfter });
}
