import pg from 'pg';

/** What the database tells of as it is committed. */
export const CHANNELS = ['hub_change', 'hub_notice', 'hub_roster_import', 'hub_supergraph'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Hears of something on a channel; the payload is null when something may have been missed: look at everything again. */
export type Heard = (payload: string | null) => void;

/** Told of what happens in the database, whichever process did it. */
export interface Notifications {
  /** @returns what ends it. */
  on(channel: Channel, heard: Heard): () => void;
  close(): Promise<void>;
}

/** Milliseconds. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;
/** A connection that died without a word is noticed within this time. */
const PROOF_OF_LIFE = 15_000;
const ANSWER_WITHIN = 5_000;

/**
 * Listens on a connection of its own, and connects again whenever it is lost; then everyone is told that something may have been missed.
 *
 * @throws what the driver throws when the first connection fails.
 */
export async function listen(url: string, onFault: (error: Error) => void): Promise<Notifications> {
  const listening = new Listening(url, onFault);
  await listening.connect();
  return listening;
}

class Listening implements Notifications {
  private readonly listeners = new Map<Channel, Set<Heard>>(CHANNELS.map((channel) => [channel, new Set()]));
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly onFault: (error: Error) => void,
  ) {}

  on(channel: Channel, heard: Heard): () => void {
    this.listeners.get(channel)?.add(heard);
    return () => this.listeners.get(channel)?.delete(heard);
  }

  async connect(): Promise<void> {
    const client = new pg.Client({
      ...{ connectionString: this.url, connectionTimeoutMillis: ANSWER_WITHIN, query_timeout: ANSWER_WITHIN, keepAlive: true },
      application_name: 'city-federation-hub, listening',
    });
    // From the moment it may fail; without a listener the error would end the process.
    client.on('error', () => undefined);
    client.once('end', () => this.lost(client));
    client.on('notification', ({ channel, payload }) => this.tell(channel as Channel, payload ?? ''));
    try {
      await client.connect();
      await client.query(CHANNELS.map((channel) => `LISTEN ${channel}`).join('; '));
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.isClosed) return client.end();
    this.client = client;
    this.timer = setInterval(() => client.query('SELECT 1').catch(() => client.end().catch(() => undefined)), PROOF_OF_LIFE).unref();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.client?.end();
  }

  private lost(client: pg.Client): void {
    if (this.client !== client || this.isClosed) return;
    this.client = undefined;
    clearInterval(this.timer);
    this.onFault(new Error('no longer told of changes by the database; connecting again'));
    this.again(FIRST_WAIT);
  }

  private again(wait: number): void {
    this.timer = setTimeout(() => {
      this.connect().then(
        () => this.tellAll(),
        () => this.isClosed || this.again(Math.min(2 * wait, LONGEST_WAIT)),
      );
    }, wait).unref();
  }

  private tellAll(): void {
    for (const channel of CHANNELS) this.tell(channel, null);
  }

  private tell(channel: Channel, payload: string | null): void {
    for (const heard of this.listeners.get(channel) ?? []) heard(payload);
  }
}
