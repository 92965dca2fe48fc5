import type { Sql } from '../sql';
import type { Asking } from './asking';

/** Rows that are shown by their keys. */
export interface ShownRows {
  /** One statement for many keys. Its rows are a `key` and what is `shown` of it, as JSON. */
  statement(asking: Asking, keys: readonly string[]): Sql;
}

/** The place of a row that is shown by its key. */
export class Hole {
  constructor(
    readonly rows: ShownRows,
    readonly key: string,
    readonly isNullable: boolean,
  ) {}
}

/** A list in JSON, without the entries whose row is missing. */
export class Entries<Of> {
  constructor(readonly entries: readonly Of[]) {}
}

/** What JSON is made of: texts, places of rows that are not read yet, and lists. */
export type Piece = string | Hole | Entries<Piece> | readonly Piece[];
/** As long as some of it is waited for. */
export type Pending = Begun | Promise<Begun>;
type Begun = string | Hole | Entries<Pending> | readonly Pending[];

/** Waits for all of it. */
export async function settled(pending: Pending): Promise<Piece> {
  const piece = await pending;
  if (typeof piece === 'string' || piece instanceof Hole) return piece;
  if (piece instanceof Entries) return new Entries(await Promise.all(piece.entries.map(settled)));
  return Promise.all(piece.map(settled));
}

/** All places of rows in it. */
export function* holesIn(piece: Piece): Iterable<Hole> {
  if (piece instanceof Hole) yield piece;
  else if (typeof piece !== 'string') for (const part of piece instanceof Entries ? piece.entries : piece) yield* holesIn(part);
}

/** Its text, with rows in their places; null where one of them is missing that cannot be. */
export function textOf(piece: Piece, rowAt: (hole: Hole) => string | undefined): string | null {
  if (typeof piece === 'string') return piece;
  if (piece instanceof Hole) return rowAt(piece) ?? (piece.isNullable ? 'null' : null);
  if (piece instanceof Entries) return `[${piece.entries.flatMap((entry) => textOf(entry, rowAt) ?? []).join(',')}]`;
  let text = '';
  for (const part of piece) {
    const written = textOf(part, rowAt);
    if (written === null) return null;
    text += written;
  }
  return text;
}
