import { Circuit, type CircuitState } from './circuit';

/** What one process has seen of a partner in the last hour. */
export interface Health {
  /** Share of requests that were answered; 1 when there were none. */
  readonly successRate: number;
  readonly p95Milliseconds: number | null;
  readonly lastSuccessAt: Date | null;
  readonly circuit: CircuitState;
}

interface Seen {
  readonly at: number;
  readonly ms: number;
  readonly isAnswer: boolean;
}

const HOUR = 3_600_000;
/** Requests kept; of a busy partner these are the last minutes. */
const MOST_KEPT = 1_000;
/** Requests to one partner at a time. */
const MOST_AT_A_TIME = 32;
const MOST_WAITING = 500;

/** What is remembered of one partner, whatever version of it is served. */
export class PartnerState {
  readonly circuit: Circuit;
  private inFlight = 0;
  private readonly waiting = new Set<(isTurn: boolean) => void>();
  private seen: Seen[] = [];
  private lastSuccessAt: Date | null = null;

  constructor(private readonly now: () => number = Date.now) {
    this.circuit = new Circuit(now);
  }

  /**
   * Whether a request may go out: at once, or when one of those before it is back. Whoever gets true must call `left`.
   *
   * @param patience milliseconds it can wait.
   */
  async enter(patience: number): Promise<boolean> {
    if (this.circuit.state === 'OPEN') return false;
    if (this.inFlight >= MOST_AT_A_TIME && !(await this.turn(patience))) return false;
    if (!this.circuit.admit()) {
      this.passOn();
      return false;
    }
    this.inFlight += 1;
    return true;
  }

  /** To be called when a request is back. */
  left(isAnswer: boolean, ms: number) {
    this.inFlight -= 1;
    this.passOn();
    if (this.seen.length >= MOST_KEPT) this.seen = this.seen.slice(MOST_KEPT / 2);
    this.seen.push({ at: this.now(), ms, isAnswer });
    if (!isAnswer) return this.circuit.failed();
    this.lastSuccessAt = new Date(this.now());
    return this.circuit.succeeded();
  }

  private turn(patience: number): Promise<boolean> {
    if (this.waiting.size >= MOST_WAITING) return Promise.resolve(false);
    return new Promise((resolve) => {
      const go = (isTurn: boolean) => {
        this.waiting.delete(go);
        clearTimeout(timer);
        resolve(isTurn);
      };
      const timer = setTimeout(go, patience, false);
      this.waiting.add(go);
    });
  }

  private passOn(): void {
    const [next] = this.waiting;
    next?.(true);
  }

  health(): Health {
    const recent = this.seen.filter(({ at }) => this.now() - at < HOUR);
    const answered = recent.filter(({ isAnswer }) => isAnswer).map(({ ms }) => ms);
    answered.sort((left, right) => left - right);
    return {
      successRate: recent.length === 0 ? 1 : answered.length / recent.length,
      p95Milliseconds: answered[Math.ceil(answered.length * 0.95) - 1] ?? null,
      lastSuccessAt: this.lastSuccessAt,
      circuit: this.circuit.state,
    };
  }
}

/** What is remembered of each partner; one that has moved to another address begins anew. */
export class PartnerStates {
  private readonly byName = new Map<string, { readonly url: string; readonly state: PartnerState }>();

  of(name: string, url: string): PartnerState {
    const known = this.byName.get(name);
    if (known?.url === url) return known.state;
    const state = new PartnerState();
    this.byName.set(name, { url, state });
    return state;
  }

  *circuits(): Iterable<[name: string, CircuitState]> {
    for (const [name, { state }] of this.byName) yield [name, state.circuit.state];
  }

  health(name: string): Health {
    return (this.byName.get(name)?.state ?? new PartnerState()).health();
  }
}
