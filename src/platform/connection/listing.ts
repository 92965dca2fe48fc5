import type { Wanted } from '../selection';
import type { Sql } from '../sql';
import type { CursorValue } from './cursor';

/** An expression entries are ordered by, and the form of its values in a cursor. */
export interface OrderKey {
  readonly value: Sql;
  readonly type: CursorValue;
}

/** A total order: the last key is unique, so that a cursor names one place. All keys run the same way, so that one index serves. */
export interface Order {
  readonly keys: readonly OrderKey[];
  readonly descending: boolean;
}

/**
 * Something that can be listed page by page.
 *
 * `Args` is plain JSON: what tells two askings of the same listing apart. Statements see only conditions made from it.
 */
export interface Listing<Args> {
  /** Select list; each column under the name of its property, `__typename` among them. What is not wanted may be left out. */
  columns(args: Args, wanted: Wanted): Sql;
  /** What follows FROM. */
  from(args: Args): Sql;
  /** Conditions; all must hold. */
  where(args: Args): readonly Sql[];
  /** Ties entries to the object whose list it is; `parent` is an expression for its uuid. Absent: a list of the whole hub. */
  within?(parent: Sql, args: Args): Sql;
  order(args: Args): Order;
}
