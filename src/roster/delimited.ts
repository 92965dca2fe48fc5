import { LIMITS } from './limits';
import { RosterError } from './problem';
import type { RawRow } from './raw-row';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Rows of delimited text, as it comes in pieces of any size.
 *
 * A cell in quotes may hold delimiters, line ends and doubled quotes. Line ends may be of any kind, mixed. What cannot be read stops it,
 * with line and column.
 */
export class DelimitedText {
  private rowLine: number;
  private cells: string[] = [];
  private cell = '';
  private quotedAt = 0;
  private state: 'START' | 'PLAIN' | 'QUOTED' | 'QUOTE_SEEN' = 'START';
  private afterReturn = false;
  private readonly plainEnd: RegExp;

  /** @param line the line the text begins on. */
  constructor(
    private readonly delimiter: string,
    private line = 1,
  ) {
    this.rowLine = line;
    this.plainEnd = new RegExp(`[\\u${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}\\r\\n\\0]`, 'g');
  }

  *read(text: string): Generator<RawRow> {
    for (let at = 0; at < text.length; at += 1) {
      const run = this.runEnd(text, at);
      if (run > at) {
        this.take(text.slice(at, run));
        this.afterReturn = false;
        at = run - 1;
        continue;
      }
      if (this.step(text[at]!)) yield this.endRow();
    }
  }

  *end(): Generator<RawRow> {
    if (this.state === 'QUOTED') this.unterminated();
    if (this.cells.length > 0 || this.cell !== '' || this.state !== 'START') {
      this.endCell();
      yield this.endRow();
    }
  }

  /** Where a run of characters ends that all belong to the cell. */
  private runEnd(text: string, at: number): number {
    if (this.state === 'QUOTED') {
      const end = QUOTED_END;
      end.lastIndex = at;
      return end.exec(text)?.index ?? text.length;
    }
    if (this.state !== 'PLAIN') return at;
    this.plainEnd.lastIndex = at;
    return this.plainEnd.exec(text)?.index ?? text.length;
  }

  /** @returns whether the row is over. */
  private step(sign: string): boolean {
    if (sign === '\n' && this.afterReturn) {
      this.afterReturn = false;
      if (this.state === 'QUOTED') this.take('\n');
      return false;
    }
    this.afterReturn = sign === '\r';
    if (sign === '\0') this.fail('NUL', 'a character U+0000 is no text; export the file again.');
    if (this.state === 'QUOTED') return this.inQuotes(sign);
    if (sign === '"' && this.state !== 'PLAIN') return this.quote();
    if (sign === this.delimiter) return this.endCell();
    if (sign === '\n' || sign === '\r') {
      this.endCell();
      this.line += 1;
      return true;
    }
    if (this.state === 'QUOTE_SEEN') {
      if (sign === ' ') return false;
      this.fail('TEXT_AFTER_QUOTE', 'there is text behind the closing quote; double the quotes inside a quoted cell.');
    }
    this.state = 'PLAIN';
    this.take(sign);
    return false;
  }

  private inQuotes(sign: string): false {
    if (sign === '"') this.state = 'QUOTE_SEEN';
    else this.take(sign);
    if (sign === '\n' || sign === '\r') this.line += 1;
    return false;
  }

  /** A quote that opens a cell, or the second of a doubled one. */
  private quote(): false {
    if (this.state === 'QUOTE_SEEN') this.take('"');
    else this.quotedAt = this.line;
    this.state = 'QUOTED';
    return false;
  }

  private take(text: string): void {
    this.cell += text;
    if (this.cell.length <= LIMITS.cellCharacters) return;
    const hint = this.state === 'QUOTED' ? ', perhaps because its opening quote is never closed' : '';
    const [line, column] = [this.state === 'QUOTED' ? this.quotedAt : this.line, this.cells.length + 1];
    throw new RosterError('CELL_TOO_LONG', `the cell has more than ${LIMITS.cellCharacters} characters${hint}.`, { line, column });
  }

  private endCell(): false {
    if (this.cells.length >= LIMITS.columns) this.fail('TOO_MANY_COLUMNS', `a row has more than ${LIMITS.columns} columns.`);
    this.cells.push(this.cell);
    this.cell = '';
    this.state = 'START';
    return false;
  }

  private endRow(): RawRow {
    const row = { line: this.rowLine, cells: this.cells };
    this.cells = [];
    this.rowLine = this.line;
    return row;
  }

  private unterminated(): never {
    throw new RosterError('UNTERMINATED_QUOTE', 'the quote that opens this cell is never closed.', {
      line: this.quotedAt,
      column: this.cells.length + 1,
    });
  }

  private fail(code: 'NUL' | 'TEXT_AFTER_QUOTE' | 'TOO_MANY_COLUMNS', message: string): never {
    throw new RosterError(code, message, { line: this.line, column: this.cells.length + 1 });
  }
}

const QUOTED_END = /["\r\n\0]/g;

/** Which sign parts the cells, by the start of a text: the one that gives most rows the same number of cells, and more than one. */
export function delimiterOf(start: string): { readonly delimiter: string; readonly skip: number } {
  const told = /^sep=([^"\w\r\n])\r?\n/i.exec(start);
  if (told?.[1]) return { delimiter: told[1], skip: told[0].length };
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: evenness(start, delimiter) }));
  const best = scored.reduce((left, right) => (right.score > left.score ? right : left));
  return { delimiter: best.delimiter, skip: 0 };
}

function evenness(start: string, delimiter: string): number {
  const widths: number[] = [];
  try {
    for (const { cells } of new DelimitedText(delimiter).read(start)) {
      widths.push(cells.length);
      if (widths.length === 30) break;
    }
    // A text of one line has no line end.
    if (widths.length === 0) widths.push(start.split(delimiter).length);
  } catch {
    // Whatever is wrong is told when the file is read.
  }
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, count] = [...counts].reduce((left, right) => (right[1] > left[1] ? right : left), [0, 0]);
  return widths.length === 0 ? 0 : (count / widths.length) * 10 + Math.min(width, 50) / 50;
}
