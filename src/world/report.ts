import type { LeftOut } from './plan';

/** Rows by table. */
export type Tally = Readonly<Record<string, number>>;

export interface StepTime {
  readonly step: string;
  readonly seconds: number;
}

/** What one part of the world (the gazetteer, the facts) came to when it was loaded. */
export interface PartReport {
  /** Rows written: inserted or changed. */
  readonly written: Tally;
  readonly leftOut: readonly LeftOut[];
  readonly steps: readonly StepTime[];
}

/** What loading the world came to. */
export interface WorldReport extends PartReport {
  /** False when this release was there already: then the rest tells of when it was loaded. Otherwise of the parts that were new. */
  readonly isNew: boolean;
  /** How long this call took. */
  readonly seconds: number;
}

/** The parts of the world in one. */
export function wholeOf(parts: readonly PartReport[]): PartReport {
  return {
    written: sumOf(...parts.map(({ written }) => written)),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    steps: parts.flatMap(({ steps }) => steps),
  };
}

/** Adds the numbers of each table. */
export function sumOf(...tallies: readonly Tally[]): Tally {
  const sum: Record<string, number> = {};
  for (const tally of tallies) for (const [table, rows] of Object.entries(tally)) sum[table] = (sum[table] ?? 0) + rows;
  return sum;
}

/** Measures steps one after the other. */
export class Stopwatch {
  readonly steps: StepTime[] = [];

  async time<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    const result = await work();
    this.steps.push({ step, seconds: secondsSince(start) });
    return result;
  }
}

export function secondsSince(start: number): number {
  return Math.round(performance.now() - start) / 1000;
}
