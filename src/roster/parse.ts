import { open } from 'node:fs/promises';
import { type ColumnsTold, type Layout, layoutOf } from './columns';
import { ENCODINGS, type Encoding, encodingOf, textOf } from './decode';
import { DelimitedText, delimiterOf } from './delimited';
import { LIMITS } from './limits';
import { RosterError, shown } from './problem';
import { isBlank, type RawRow } from './raw-row';
import { type ParsedRow, readRow } from './read-row';
import { workbookRows } from './xlsx';

export interface ParseOptions {
  /** Which columns say what, where the hub guesses wrong. */
  readonly columns?: ColumnsTold;
  readonly encoding?: string | undefined;
}

/** How a file is to be read. */
export interface Reading {
  readonly file: string;
  readonly format: 'XLSX' | 'TEXT';
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  readonly layout: Layout;
}

/** Rows looked at before the columns are decided. */
const FIRST = 150;
/** Characters the delimiter is told by. */
const START = 64 * 1024;

/**
 * Looks at a file and decides how to read it.
 *
 * @throws RosterError when it is no roster: a web page, a picture, an archive, a text without headers.
 */
export async function readingOf(file: string, options: ParseOptions = {}): Promise<Reading> {
  const format = await formatOf(file);
  if (format === 'XLSX') {
    const layout = layoutOf(await firstOf(workbookRows(file)), options.columns);
    return { file, format, encoding: null, delimiter: null, layout };
  }
  const encoding = givenEncoding(options.encoding) ?? (await encodingOf(file));
  const { delimiter } = delimiterOf(await startOf(file, encoding));
  const layout = layoutOf(await firstOf(textRows(file, encoding)), options.columns);
  return { file, format, encoding, delimiter, layout };
}

/** Rows with cells below the header, read anew from the file; at most {@link LIMITS.rows}. */
export async function* rowsOf({ file, format, encoding, layout }: Reading): AsyncGenerator<ParsedRow> {
  let count = 0;
  for await (const row of format === 'XLSX' ? workbookRows(file) : textRows(file, encoding ?? 'utf-8')) {
    if (row.line <= layout.headerLine || isBlank(row)) continue;
    count += 1;
    if (count > LIMITS.rows) {
      throw new RosterError('TOO_MANY_ROWS', `there are more than ${LIMITS.rows.toLocaleString('en')} rows.`, { line: row.line });
    }
    yield readRow(row, layout);
  }
}

/** Reads all of a file once. @returns how many rows it has. @throws RosterError at the first thing that cannot be read. */
export async function checkedCount(reading: Reading): Promise<number> {
  let count = 0;
  for await (const _ of rowsOf(reading)) count += 1;
  if (count === 0) throw new RosterError('EMPTY', 'there is no row below the header.', { line: reading.layout.headerLine });
  return count;
}

async function* textRows(file: string, encoding: Encoding): AsyncGenerator<RawRow> {
  let reader: DelimitedText | undefined;
  let start = '';
  for await (const piece of textOf(file, encoding)) {
    if (reader) yield* reader.read(piece);
    else {
      start += piece;
      if (start.length < START) continue;
      reader = yield* begun(start);
    }
  }
  reader ??= yield* begun(start);
  yield* reader.end();
}

function* begun(start: string): Generator<RawRow, DelimitedText> {
  const { delimiter, skip } = delimiterOf(start);
  const reader = new DelimitedText(delimiter, skip > 0 ? 2 : 1);
  yield* reader.read(start.slice(skip));
  return reader;
}

async function firstOf(rows: AsyncGenerator<RawRow>): Promise<RawRow[]> {
  const first: RawRow[] = [];
  for await (const row of rows) {
    if (isBlank(row)) continue;
    first.push(row);
    if (first.length === FIRST) break;
  }
  return first;
}

async function startOf(file: string, encoding: Encoding): Promise<string> {
  let start = '';
  for await (const piece of textOf(file, encoding)) {
    start += piece;
    if (start.length >= START) break;
  }
  if (start.trim() === '') throw new RosterError('EMPTY', 'the file is empty.', { line: 1 });
  if (/^\s*(?:<!doctype|<html|<head|<body|<table|<\?xml|<script|<svg)/i.test(start)) {
    throw new RosterError('NOT_A_ROSTER', 'this is a web page or XML, not a roster; save it as CSV or .xlsx.', { line: 1, column: 1 });
  }
  if (/^\s*(?:\{\s*["}]|\[\s*[{[\]])/.test(start)) {
    throw new RosterError('NOT_A_ROSTER', 'this is JSON, not a roster; save it as CSV or .xlsx.', { line: 1, column: 1 });
  }
  return start;
}

function givenEncoding(given: string | undefined): Encoding | undefined {
  if (given === undefined) return undefined;
  const known = ENCODINGS.find((encoding) => encoding === given.toLowerCase().replace(/^utf8$/, 'utf-8'));
  if (known) return known;
  throw new RosterError('ENCODING', `${shown(given)} is no encoding the hub reads; there are ${ENCODINGS.join(', ')}.`);
}

const MAGIC: readonly (readonly [start: readonly number[], what: string])[] = [
  [[0xd0, 0xcf, 0x11, 0xe0], 'a workbook of an old Excel or one with a password'],
  [[0x1f, 0x8b], 'a compressed file (gzip)'],
  [[0x42, 0x5a, 0x68], 'a compressed file (bzip2)'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a compressed file (7z)'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a compressed file (zstd)'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture'],
  [[0xff, 0xd8, 0xff], 'a picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a picture'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
];

async function formatOf(file: string): Promise<Reading['format']> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0) throw new RosterError('EMPTY', 'the file is empty.', { line: 1 });
    if (size > LIMITS.fileBytes) throw new RosterError('TOO_LARGE', `the file has more than ${LIMITS.fileBytes / 1024 / 1024} MB.`);
    const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    const found = MAGIC.find(([start]) => start.every((byte, at) => buffer[at] === byte));
    if (found) {
      throw new RosterError('NOT_A_ROSTER', `this is ${found[1]}, not a roster; save it as CSV or .xlsx.`, { line: 1, column: 1 });
    }
    return buffer.readUInt32LE(0) === 0x04034b50 ? 'XLSX' : 'TEXT';
  } finally {
    await handle.close();
  }
}
