import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Progress } from '../platform/progress';
import { DataError } from './data-error';

/** Bytes of a line at most: names of the largest places come to some tens of thousands. */
const LONGEST_LINE = 1_000_000;

/** One line of a file with tabs between its cells and no header. */
export class Line {
  readonly cells: readonly string[];

  constructor(
    private readonly file: string,
    private readonly at: number,
    private readonly columns: readonly string[],
    text: string,
  ) {
    this.cells = text.split('\t');
    if (this.cells.length === columns.length) return;
    const column = columns[Math.min(this.cells.length, columns.length - 1)] ?? '';
    this.fail(column, `the line has ${this.cells.length} cells, not ${columns.length}.`);
  }

  /** A number, 0 when the cell is empty and 0 is within the bounds. */
  number(column: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
    const text = this.cells[this.columns.indexOf(column)] ?? '';
    const value = Number(text);
    if (Number.isFinite(value) && value >= least && value <= most) return value;
    return this.fail(
      column,
      `"${text.slice(0, 40)}" is no number ${most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of ${least} or more`}.`,
    );
  }

  fail(column: string, problem: string): never {
    throw new DataError(this.file, this.at, column, problem);
  }
}

/**
 * The lines of a file, those of some kilobytes at a time; never more of it is in memory.
 *
 * @throws DataError for a line that has not as many cells as there are columns.
 */
export async function* linesOf(path: string, columns: readonly string[], report: Progress): AsyncGenerator<Line[]> {
  const file = basename(path);
  const step = `Reading ${file}`;
  const { size } = await stat(path);
  let [count, done] = [0, 0];
  let pending: Buffer = Buffer.of();
  // Each line is decoded by itself: a piece of one long text would keep all of it in memory.
  const line = (bytes: Buffer, from: number, to: number) => {
    const text = bytes.toString('utf8', from, bytes[to - 1] === CARRIAGE_RETURN ? to - 1 : to);
    count += 1;
    return text === '' ? [] : [new Line(file, count, columns, text)];
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const lines: Line[] = [];
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
      lines.push(...line(bytes, from, end));
      from = end + 1;
    }
    pending = bytes.subarray(from);
    if (pending.length > LONGEST_LINE) throw new DataError(file, count + 1, columns[0] ?? '', 'the line does not end.');
    done += chunk.length;
    report(step, Math.min(done, size - 1), size);
    yield lines;
  }
  yield line(pending, 0, pending.length);
  report(step, size, size);
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
