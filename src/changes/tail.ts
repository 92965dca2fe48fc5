import { Repeater } from '@graphql-yoga/subscription';
import type { Channel, Notifications } from './notifications';

/** Reads changes behind a sequence, oldest first. */
export type ReadChanges<Row> = (after: string, limit: number) => Promise<Row[]>;

export interface TailSource<Row> {
  /** On which it is told that there are more. */
  readonly channel: Channel;
  readonly read: ReadChanges<Row>;
  /** The sequence of the last change. */
  last(): Promise<string>;
}

/** Changes kept for followers that are a little behind; who is further behind reads for himself. */
const KEPT = 2_000;
const PAGE = 500;

/**
 * The newest part of a feed that is numbered without gaps, read once however many follow it.
 *
 * Followers take changes at their own pace: one that is slow holds nothing up, and costs no memory but its place.
 */
export class Tail<Row extends { readonly sequence: string }> {
  private kept: Row[] = [];
  private reading: Promise<void> | undefined;
  private isBehind = false;
  private readonly waiting = new Set<() => void>();
  private readonly stopHearing: () => void;
  /** The sequence before the first one kept; undefined until someone follows. */
  private start: string | undefined;

  constructor(
    private readonly source: TailSource<Row>,
    notifications: Notifications,
    private readonly onFault: (error: Error) => void,
  ) {
    this.stopHearing = notifications.on(source.channel, () => this.heard());
  }

  /** Every change from the moment it resolves, in order and without gaps, until the follower stops. */
  async follow(): Promise<Repeater<Row>> {
    const last = await this.source.last();
    this.start ??= last;
    // Something may have happened since, before anyone listened.
    this.heard();
    return new Repeater<Row>((push, stop) => this.pushBehind(last, push, stop));
  }

  close(): void {
    this.stopHearing();
  }

  private async pushBehind(last: string, push: (row: Row) => Promise<unknown>, stop: Promise<unknown>): Promise<void> {
    let place = last;
    let isStopped = false;
    let wake = () => {};
    stop.then(() => {
      isStopped = true;
      wake();
    });
    while (!isStopped) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.waiting.add(wake);
      const rows = await this.behind(place);
      for (const row of rows) {
        if (isStopped) break;
        place = row.sequence;
        await push(row);
      }
      if (rows.length === 0 && !isStopped) await woken;
      this.waiting.delete(wake);
    }
  }

  /** What is known behind a place; read for the one follower when it is too far back. */
  private async behind(place: string): Promise<readonly Row[]> {
    if (this.start === undefined || BigInt(place) < BigInt(this.start)) return this.source.read(place, PAGE);
    const skipped = Number(BigInt(place) - BigInt(this.start));
    return this.kept.slice(skipped, skipped + PAGE);
  }

  private heard(): void {
    this.isBehind = true;
    if (this.start === undefined || this.reading) return;
    this.reading = this.catchUp().finally(() => {
      this.reading = undefined;
    });
  }

  private async catchUp(): Promise<void> {
    while (this.isBehind) {
      this.isBehind = false;
      const last = this.kept.at(-1)?.sequence ?? this.start ?? '0';
      try {
        const rows = await this.source.read(last, PAGE);
        this.keep(rows);
        if (rows.length === PAGE) this.isBehind = true;
      } catch (error) {
        // Whoever follows hears of the changes with the next ones, or when the connection is back.
        this.isBehind = true;
        return this.onFault(error as Error);
      }
    }
  }

  private keep(rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const all = [...this.kept, ...rows];
    const dropped = Math.max(0, all.length - KEPT);
    this.start = dropped === 0 ? this.start : all[dropped - 1]?.sequence;
    this.kept = all.slice(dropped);
    for (const wake of this.waiting) wake();
  }
}
