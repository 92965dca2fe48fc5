import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HubError } from '../platform/errors';
import type { Matcher } from './matcher';
import type { CityMatch, CityMatchInput } from './resolve';
import type { OrganizationMatch, OrganizationMatchInput } from './resolve-organization';

/** A question to the worker, and its answer. */
export type Question = { readonly number: number; readonly of: 'cities' | 'organizations'; readonly inputs: readonly object[] };
export type Answer = { readonly number: number; readonly matches?: unknown[]; readonly fault?: string };

/** Building the index takes some seconds; a thread that takes longer than this is stuck, and ended. */
const DEADLINE = 60_000;
const MOST_WAITING = 500;

/** Megabytes: some three times what the index of the default world takes while it is built. */
const ROOM = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 16 };

interface Waiting {
  readonly worker: Worker;
  readonly done: (matches: unknown[]) => void;
  readonly failed: (error: Error) => void;
}

/** Matches in a thread of its own, with its own connections: neither building the index nor hostile names hold up other requests. */
export class WorkerMatcher implements Matcher {
  private worker: Worker | undefined;
  private number = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly databaseUrl: string) {}

  /** Has the index built before anybody asks. */
  start(): void {
    this.running();
  }

  cities(inputs: readonly CityMatchInput[]): Promise<CityMatch[]> {
    return this.ask('cities', inputs) as Promise<CityMatch[]>;
  }

  organizations(inputs: readonly OrganizationMatchInput[]): Promise<OrganizationMatch[]> {
    return this.ask('organizations', inputs) as Promise<OrganizationMatch[]>;
  }

  async close(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    await worker?.terminate();
  }

  private async ask(of: Question['of'], inputs: readonly object[]): Promise<unknown[]> {
    if (this.waiting.size >= MOST_WAITING)
      throw new HubError('RATE_LIMITED', 'The hub is busy matching names: try again in a few seconds.');
    const number = this.number++;
    const worker = this.running();
    const late = setTimeout(() => void worker.terminate(), DEADLINE);
    try {
      return await new Promise((done, failed) => {
        this.waiting.set(number, { worker, done, failed });
        worker.postMessage({ number, of, inputs } satisfies Question);
      });
    } finally {
      clearTimeout(late);
      this.waiting.delete(number);
    }
  }

  /** The worker, started anew when it has died. */
  private running(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(join(__dirname, 'matcher-worker.js'), {
      workerData: { databaseUrl: this.databaseUrl },
      resourceLimits: ROOM,
    });
    worker.unref();
    worker.on('message', ({ number, matches, fault }: Answer) => {
      if (matches) this.waiting.get(number)?.done(matches);
      else this.waiting.get(number)?.failed(new Error(fault));
    });
    worker.on('error', (error) => this.lost(worker, error));
    worker.on('exit', () => this.lost(worker, new Error('The matcher ended.')));
    this.worker = worker;
    return worker;
  }

  private lost(worker: Worker, error: Error): void {
    if (this.worker === worker) this.worker = undefined;
    for (const asked of this.waiting.values()) if (asked.worker === worker) asked.failed(error);
  }
}
