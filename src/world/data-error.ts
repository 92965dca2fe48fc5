/** A data file the world cannot be loaded from; the message names file, line and column, for whoever keeps the file. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(
    readonly file: string,
    readonly line: number,
    readonly column: string,
    problem: string,
  ) {
    super(`${file}, line ${line}, column ${column}: ${problem}`);
  }
}
