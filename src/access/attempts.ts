import { HubError } from '../platform/errors';

/** Wrong keys one address may send in a window, and its length in milliseconds. */
const MOST_FAILURES = 10;
const WINDOW = 60_000;
/** Addresses remembered at a time; when there are more, the oldest are forgotten. */
const MOST_ADDRESSES = 10_000;

/** Slows down whoever guesses keys. One process knows only what came to it: behind a load balancer there are so many more guesses. */
export class Attempts {
  private readonly failures = new Map<string, { count: number; readonly since: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  /** @throws HubError RATE_LIMITED for an address that has sent too many wrong keys. */
  refuse(address: string): void {
    const failed = this.recent(address);
    if (!failed || failed.count < MOST_FAILURES) return;
    const seconds = Math.ceil((failed.since + WINDOW - this.now()) / 1000);
    throw new HubError('RATE_LIMITED', `Too many wrong keys from this address: try again in ${seconds} s.`, { retryAfter: seconds });
  }

  failed(address: string): void {
    const failed = this.recent(address) ?? { count: 0, since: this.now() };
    failed.count += 1;
    this.failures.delete(address);
    this.failures.set(address, failed);
    const [oldest] = this.failures.keys();
    if (this.failures.size > MOST_ADDRESSES && oldest !== undefined) this.failures.delete(oldest);
  }

  private recent(address: string): { count: number; readonly since: number } | undefined {
    const failed = this.failures.get(address);
    if (failed && this.now() - failed.since < WINDOW) return failed;
    this.failures.delete(address);
    return undefined;
  }
}
