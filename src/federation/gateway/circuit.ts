/** As GraphQL says it. */
export type CircuitState = 'CLOSED' | 'HALF_OPEN' | 'OPEN';

/** Failures in a row after which a partner is left alone, and for how many milliseconds. */
const MOST_FAILURES = 5;
const REST = 5_000;

/** What a circuit has come to: `tripped` the first time, `failed-again` when the try after the rest failed too. */
export type Turn = 'tripped' | 'failed-again' | 'recovered' | null;

/**
 * Leaves a partner alone that failed several times in a row. After a rest one request is let through: if it succeeds, all are; if not,
 * the rest begins anew.
 */
export class Circuit {
  private failures = 0;
  private openedAt: number | null = null;
  private isTrying = false;

  constructor(private readonly now: () => number = Date.now) {}

  get state(): CircuitState {
    if (this.openedAt === null) return 'CLOSED';
    return this.isTrying || this.now() - this.openedAt >= REST ? 'HALF_OPEN' : 'OPEN';
  }

  /** Whether a request may go out; in a half-open circuit to one at a time. Whoever gets true must tell how it went. */
  admit(): boolean {
    if (this.openedAt === null) return true;
    if (this.isTrying || this.state === 'OPEN') return false;
    this.isTrying = true;
    return true;
  }

  succeeded(): Turn {
    const wasOpen = this.openedAt !== null;
    this.failures = 0;
    this.openedAt = null;
    this.isTrying = false;
    return wasOpen ? 'recovered' : null;
  }

  failed(): Turn {
    this.failures += 1;
    const wasTrying = this.isTrying;
    this.isTrying = false;
    if (this.openedAt === null && this.failures < MOST_FAILURES) return null;
    const isFirst = this.openedAt === null;
    // A request that was on its way when the circuit opened says nothing new.
    if (!isFirst && !wasTrying) return null;
    this.openedAt = this.now();
    return isFirst ? 'tripped' : 'failed-again';
  }
}
