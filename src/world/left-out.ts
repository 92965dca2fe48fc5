import type { LeftOut } from './plan';

/** Collects what cannot be placed: one line a reason, with up to three examples. */
export class LeftOuts {
  private readonly byReason = new Map<string, { count: number; examples: string[] }>();

  add(reason: string, what: string, count = 1): void {
    const all = this.byReason.get(reason) ?? { count: 0, examples: [] };
    all.count += count;
    if (all.examples.length < 5 && !all.examples.includes(what)) all.examples.push(what);
    this.byReason.set(reason, all);
  }

  /** Many at once, of which only examples are told. */
  addAll(reason: string, count: number, examples: readonly string[]): void {
    for (const [at, what] of examples.entries()) this.add(reason, what, at === 0 ? count - examples.length + 1 : 1);
  }

  all(): LeftOut[] {
    return [...this.byReason].map(([reason, { count, examples }]) => ({ reason, count, examples }));
  }
}
