import type { Client } from 'pg';
import { type Excuse, leave } from './lease';

export interface KeeperOptions {
  readonly connect: () => Promise<Client | Excuse>;
  /** Starts a server that has ended. */
  readonly revive: () => Promise<void>;
  readonly join: (client: Client) => Promise<boolean>;
  readonly say: (line: string) => void;
}

const RETRY_MS = 500;
/** How long to wait for a server on its way up in order to leave it. */
const LEAVE_TRIES = 60;

/** Two methods of the client that its types leave out. */
type Releasable = Client & { ref(): void; unref(): void };

/**
 * Holds the connection that makes us a user of the server, and takes it up again when it breaks: the server closes every
 * connection to recover when one of its processes is killed.
 */
export class Keeper {
  private leaving = false;
  private retrying: Promise<void> = Promise.resolve();

  constructor(
    private client: Client,
    private readonly options: KeeperOptions,
  ) {
    this.watch(client);
  }

  /** @returns whether we were the last user, who must stop the server; then `close`. */
  async leave(): Promise<boolean> {
    this.leaving = true;
    await this.retrying;
    (this.client as Releasable).ref();
    // A broken connection holds no locks; a new one still finds out whether anybody else is there.
    return leave(this.client).catch(() => this.leaveAnew());
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  private async leaveAnew(): Promise<boolean> {
    for (let tries = 0; tries < LEAVE_TRIES; tries++) {
      const client = await this.options.connect();
      if (client === 'silent') return false;
      if (client !== 'starting') {
        this.client = client;
        return leave(client);
      }
      await new Promise((go) => setTimeout(go, RETRY_MS));
    }
    return false;
  }

  /** An idle connection must not keep a finished command from ending. */
  private watch(client: Client): void {
    (client as Releasable).unref();
    client.once('end', () => {
      if (!this.leaving) this.retrySoon();
    });
  }

  private retrySoon(): void {
    setTimeout(() => {
      this.retrying = this.retry();
    }, RETRY_MS).unref();
  }

  private async retry(): Promise<void> {
    if (this.leaving) return;
    try {
      const client = await this.options.connect();
      if (client === 'silent' && !this.leaving) await this.options.revive();
      if (typeof client === 'string' || this.leaving) return this.retrySoon();
      if (!(await this.options.join(client))) return this.retrySoon();
      this.client = client;
      this.watch(client);
    } catch (error) {
      this.options.say(`The hub lost its hold on the database: ${error instanceof Error ? error.message : error}`);
    }
  }
}
