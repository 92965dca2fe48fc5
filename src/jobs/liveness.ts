import pg from 'pg';

/** Class of the advisory locks workers hold while they live. */
const LOCK_CLASS = 7_264;
/** Milliseconds between two looks for claims of the dead. */
const LOOK_EVERY = 5_000;
const ANSWER_WITHIN = 5_000;

/**
 * Tells which workers live: each holds an advisory lock for as long as its process is connected, so that a process that dies, by whatever
 * means, lets go at once. What the dead had claimed is set free; by itself the queue would wait for hours.
 */
export class Liveness {
  private readonly own = new Set<string>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isEnded = false;
  /** Statements go one after the other: a connection takes one at a time. */
  private line: Promise<unknown> = Promise.resolve();

  private constructor(private readonly url: string) {}

  static async begin(url: string): Promise<Liveness> {
    const liveness = new Liveness(url);
    await liveness.connect();
    liveness.timer = setInterval(() => void liveness.freeClaims(), LOOK_EVERY).unref();
    return liveness;
  }

  /** A worker of this process. */
  async add(worker: string): Promise<void> {
    this.own.add(worker);
    await this.hold(worker).catch(() => undefined);
  }

  /** Sets free what workers that are no more had claimed. */
  async freeClaims(): Promise<void> {
    // Should it fail: the next look comes soon.
    await this.ask(FREE_CLAIMS, [LOCK_CLASS, [...this.own]]).catch(() => undefined);
  }

  async end(): Promise<void> {
    this.isEnded = true;
    clearInterval(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: ANSWER_WITHIN, query_timeout: ANSWER_WITHIN });
    client.on('error', () => undefined);
    client.once('end', () => this.again());
    await client.connect();
    this.client = client;
    for (const worker of this.own) await this.hold(worker);
  }

  private again(): void {
    if (this.isEnded) return;
    this.client = undefined;
    setTimeout(() => this.connect().catch(() => this.again()), 1_000).unref();
  }

  private hold(worker: string): Promise<unknown> {
    return this.ask('SELECT pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, worker]);
  }

  private ask(statement: string, values: unknown[]): Promise<unknown> {
    const asked = this.line.then(() => this.client?.query(statement, values));
    this.line = asked.catch(() => undefined);
    return asked;
  }
}

/** Whoever's lock can be had is dead; the locks are of the statement's transaction, and let go with it. */
const FREE_CLAIMS = /* sql */ `
  WITH dead AS MATERIALIZED (
    SELECT locked_by FROM (SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL) AS claimed
    WHERE locked_by <> ALL($2) AND pg_try_advisory_xact_lock($1, hashtext(locked_by))
  )
  SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM dead HAVING count(*) > 0`;
