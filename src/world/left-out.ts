import type { LeftOut } from './plan';

/** Collects what cannot be placed: one line a reason, with up to three examples. */
export class LeftOuts {
  private readonly byReason = new Map<string, { count: number; examples: string[] }>();

  add(reason: string, what: string, count = 1): void {
    const all = this.byReason.get(reason) ?? { count: 0, examples: [] };
    all.count += count;
    if (all.examples.length < 5) all.examples.push(what);
    this.byReason.set(reason, all);
  }

  all(): LeftOut[] {
    return [...this.byReason].map(([reason, { count, examples }]) => ({ reason, count, examples }));
  }
}
