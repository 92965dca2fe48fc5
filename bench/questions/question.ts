import type { Database } from '../../src/platform/database';

/** One asking: the variables each server gets. */
export interface Asking {
  readonly hub: Readonly<Record<string, unknown>>;
  /** Absent: those of the hub. */
  readonly mercurius?: Readonly<Record<string, unknown>>;
  /** In the order of $1, $2, ... */
  readonly ceiling: readonly unknown[];
}

/** A question each server answers in its own way, with the same answer. */
export interface Question {
  readonly name: string;
  readonly title: string;
  /** Across organisations: answered by the hub from its snapshot, so no measure of how fast it reads. */
  readonly isAcross?: true;
  /** The document, in the hub's own schema. */
  readonly hub: string;
  /** The document for Mercurius' schema; absent: it is not asked. */
  readonly mercurius?: string;
  /** One statement whose only column, "answer", is the `data` of the answer as text. */
  readonly ceiling: string;
  /** What the statement needs in the database: a function it calls. */
  readonly ceilingNeeds?: string;
  /** Askings that differ, so that nobody gets by on remembering one answer. */
  readonly askings: (db: Database) => Promise<Asking[]>;
  /** What of an answer must be the same; absent: all of it. */
  readonly essence?: (data: Answered) => unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question.
export type Answered = any;
