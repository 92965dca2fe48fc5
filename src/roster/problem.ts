export type ProblemCode =
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'NOT_A_ROSTER'
  | 'ENCODING'
  | 'NUL'
  | 'UNTERMINATED_QUOTE'
  | 'TEXT_AFTER_QUOTE'
  | 'CELL_TOO_LONG'
  | 'TOO_MANY_COLUMNS'
  | 'TOO_MANY_ROWS'
  | 'HEADER_MISSING'
  | 'HEADER_DUPLICATE'
  | 'COLUMN_UNKNOWN'
  | 'WORKBOOK'
  | 'INTERRUPTED'
  | 'INTERNAL';

/** What is wrong with a file as a whole, and where: lines and columns count from 1, 0 stands for the file. */
export interface RosterProblem {
  readonly code: ProblemCode;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface Place {
  readonly line?: number;
  readonly column?: number;
  /** Of a workbook. */
  readonly sheet?: string;
}

/** A file that cannot be imported. Nothing of it is. */
export class RosterError extends Error {
  override readonly name = 'RosterError';
  readonly problem: RosterProblem;

  constructor(
    code: ProblemCode,
    private readonly reason: string,
    { line = 0, column = 0, sheet }: Place = {},
  ) {
    const place = [
      line > 0 ? `line ${line}` : '',
      column > 0 ? `column ${column}` : '',
      sheet === undefined ? '' : `sheet ${shown(sheet)}`,
    ].filter((part) => part !== '');
    const where = place.join(', ');
    const whole = where === '' ? reason : `${where[0]?.toUpperCase()}${where.slice(1)}: ${reason}`;
    super(whole);
    this.problem = { code, line, column, message: whole };
  }

  /** The same, of a sheet of a workbook; where it says no place itself, reading had come to `at`. */
  inSheet(sheet: string, at: Place): RosterError {
    const { code, line, column } = this.problem;
    return new RosterError(code, this.reason, { ...(line > 0 ? { line, column } : at), sheet });
  }
}

/** A text of somebody else's in a message: short, and without what a terminal would obey. */
export function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}]/gu, '·');
  return `"${plain.length > 40 ? `${cut(plain, 39)}…` : plain}"`;
}

/** The start of a text, at most so long. No letter is cut in two: half of one is no text to PostgreSQL. */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
