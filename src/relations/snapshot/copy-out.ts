import type { ClientBase } from 'pg';
import { to } from 'pg-copy-streams';
import { type DayNumber, dayFromPostgres } from './days';
import { type UuidTable, type Words, wordsIn } from './uuid-table';

/** A row as PostgreSQL sends it; columns are numbered from 0. Valid until the next row is read. */
export class BinaryRow {
  buffer: Buffer = Buffer.alloc(0);
  /** Where each column begins; -1: it is null. */
  readonly starts: number[] = [];

  isNull(column: number): boolean {
    return this.start(column) < 0;
  }

  /** Of a column of the type `int4`; -1 where it is null. */
  int(column: number): number {
    return this.isNull(column) ? -1 : this.int32(column);
  }

  /** Of a column of the type `real`. */
  real(column: number): number {
    return this.buffer.readFloatBE(this.start(column));
  }

  /** Of a column of the type `boolean`. */
  flag(column: number): boolean {
    return this.buffer[this.start(column)] === 1;
  }

  /** Of a column of the type `date`. */
  day(column: number): DayNumber {
    return dayFromPostgres(this.int32(column));
  }

  /** Of a column of the type `uuid`. */
  uuid(column: number): Words {
    return wordsIn(this.buffer, this.start(column));
  }

  /** Number in a table of a column of the type `uuid`; -1 when it has none, or is null. */
  numberIn(table: UuidTable, column: number): number {
    return this.isNull(column) ? -1 : table.findIn(this.buffer, this.start(column));
  }

  /** Of a column of the type `text`. */
  text(column: number): string {
    const start = this.start(column);
    return this.buffer.toString('utf8', start, start + this.buffer.readInt32BE(start - 4));
  }

  private int32(column: number): number {
    const { buffer } = this;
    const start = this.start(column);
    return (buffer[start]! << 24) | (buffer[start + 1]! << 16) | (buffer[start + 2]! << 8) | buffer[start + 3]!;
  }

  private start(column: number): number {
    return this.starts[column] ?? -1;
  }
}

/** Signature, flags and the length of an extension, which is none. */
const HEADER = 19;

/**
 * Reads the rows of a query in PostgreSQL's binary form: a third of the time of rows as objects, and next to no garbage.
 *
 * COPY takes no parameters, so nothing a caller wrote may be in the query.
 */
export async function copyOut(client: ClientBase, query: string, onRow: (row: BinaryRow) => void): Promise<void> {
  const row = new BinaryRow();
  let rest: Buffer = Buffer.alloc(0);
  let isHeaderRead = false;
  for await (const chunk of client.query(to(`COPY (${query}) TO STDOUT (FORMAT binary)`)) as AsyncIterable<Buffer>) {
    row.buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let offset = 0;
    if (!isHeaderRead) {
      if (row.buffer.length < HEADER) {
        rest = row.buffer;
        continue;
      }
      [offset, isHeaderRead] = [HEADER, true];
    }
    for (let next = endOfRow(row, offset); next > 0; next = endOfRow(row, offset)) {
      onRow(row);
      offset = next;
    }
    rest = row.buffer.subarray(offset);
  }
}

/** Notes where the columns of the row that begins at an offset are. @returns where the row ends; 0 when it is not all there, or the last. */
function endOfRow(row: BinaryRow, from: number): number {
  const { buffer, starts } = row;
  if (from + 2 > buffer.length) return 0;
  const columns = buffer.readInt16BE(from);
  let offset = from + 2;
  for (let column = 0; column < columns; column += 1) {
    if (offset + 4 > buffer.length) return 0;
    const length = buffer.readInt32BE(offset);
    offset += 4;
    starts[column] = length < 0 ? -1 : offset;
    offset += Math.max(0, length);
  }
  return columns >= 0 && offset <= buffer.length ? offset : 0;
}
