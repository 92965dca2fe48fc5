import { HttpRefusal } from '../http-status';

/** Streams one process keeps open, and of those how many for one address. */
const MOST = 2_000;
const MOST_OF_ADDRESS = 50;

/** A stream that stays open until its client leaves, or the hub stops. */
export interface OpenStream {
  /** Tells the client to come back later, elsewhere. */
  end(): void;
}

/** The streams that are open, counted by address. */
export class OpenStreams {
  private readonly open = new Map<OpenStream, string>();
  private readonly ofAddress = new Map<string, number>();

  /** @returns what takes it off the list again. @throws HttpRefusal 429 when there are too many. */
  add(stream: OpenStream, address: string): () => void {
    this.refuse(address);
    this.open.set(stream, address);
    this.ofAddress.set(address, this.countOf(address) + 1);
    return () => this.remove(stream);
  }

  /** @throws HttpRefusal 429 when there are too many. */
  refuse(address: string): void {
    if (this.countOf(address) >= MOST_OF_ADDRESS)
      throw new HttpRefusal(429, 'RATE_LIMITED', `At most ${MOST_OF_ADDRESS} streams are open for one address; close one first.`);
    if (this.open.size >= MOST) throw new HttpRefusal(503, 'RATE_LIMITED', 'The hub has as many streams open as it can; try again later.');
  }

  endAll(): void {
    for (const stream of [...this.open.keys()]) stream.end();
  }

  private countOf(address: string): number {
    return this.ofAddress.get(address) ?? 0;
  }

  private remove(stream: OpenStream): void {
    const address = this.open.get(stream);
    if (address === undefined) return;
    this.open.delete(stream);
    const left = this.countOf(address) - 1;
    if (left === 0) this.ofAddress.delete(address);
    else this.ofAddress.set(address, left);
  }
}
