/** A column of numbers. */
export type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array;

/**
 * A column with room for so many entries: the same one while it has, else a copy half as large again.
 *
 * Entries are only ever added behind those that a view knows of, so that views may share a column; a view that has the smaller one keeps it.
 */
export function withRoom<C extends Column>(column: C, size: number): C {
  if (size <= column.length) return column;
  const larger = new (column.constructor as new (length: number) => C)(Math.max(16, Math.ceil(size * 1.5)));
  larger.set(column);
  return larger;
}

/** The entry of a column; 0 where there is none. Of one type of columns: asked of several, it takes many times as long for each. */
export function at(column: Int32Array, place: number): number {
  return column[place] ?? 0;
}
