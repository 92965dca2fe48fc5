import type { Fault } from './partner-answer';

/** How a partner fared in one request, from best to worst. */
const STATUSES = ['OK', 'PARTIAL', 'PARTNER_UNAVAILABLE', 'PARTNER_TIMEOUT'] as const;
export type PartnerStatus = 'OK' | 'PARTIAL' | Fault;

/** What an answer says of a partner in `extensions.partners`. */
export interface PartnerNote {
  readonly name: string;
  readonly status: PartnerStatus;
  readonly ms: number;
}

/** The calls of one request to partners: how much time is left for all of them, and how they went. */
export class PartnerCalls {
  private readonly notes = new Map<string, PartnerNote>();
  private startedAt: number | undefined;

  /** @param deadline milliseconds for all partners together, from the first call on. */
  constructor(private readonly deadline: number) {}

  /** Milliseconds. */
  left(): number {
    this.startedAt ??= performance.now();
    return Math.max(0, Math.ceil(this.deadline - (performance.now() - this.startedAt)));
  }

  /** Of several calls to a partner the worst counts, and all of their time. */
  note(name: string, status: PartnerStatus, ms: number): void {
    const before = this.notes.get(name);
    const worse = before && STATUSES.indexOf(before.status) > STATUSES.indexOf(status) ? before.status : status;
    this.notes.set(name, { name, status: worse, ms: (before?.ms ?? 0) + ms });
  }

  all(): PartnerNote[] {
    return [...this.notes.values()];
  }
}
