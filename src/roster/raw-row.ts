/** A row as its file has it. */
export interface RawRow {
  /** The line it starts on, or its number in a sheet; from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Places of cells that a workbook computes. */
  readonly computed?: ReadonlySet<number>;
}

export function isBlank({ cells }: RawRow): boolean {
  return cells.every((cell) => cell.trim() === '');
}
