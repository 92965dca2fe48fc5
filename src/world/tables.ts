import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Info } from 'csv-parse';
import { CsvError, parse } from 'csv-parse/sync';
import { DataError } from './data-error';
import { COLUMNS, type ColumnOf, type FileName } from './files';
import { Row } from './row';

/** The rows of every data file. */
export type Tables = { readonly [File in FileName]: readonly Row<ColumnOf<File>>[] };

export interface DataFiles {
  readonly contents: ReadonlyMap<FileName, Buffer>;
  /** A hash of all files: the same as long as none changes. */
  readonly hash: string;
}

const NAMES = Object.keys(COLUMNS).sort() as FileName[];

/** Reads the files and nothing more: a megabyte, so that a start can tell in no time whether anything is new. */
export async function readDataFiles(folder: string): Promise<DataFiles> {
  const contents = new Map<FileName, Buffer>();
  const hash = createHash('sha256');
  for (const name of NAMES) {
    const content = await readFile(join(folder, `${name}.csv`)).catch(() => {
      throw new DataError(`${name}.csv`, 1, COLUMNS[name][0], `the file cannot be read in ${folder}.`);
    });
    contents.set(name, content);
    hash.update(`${name}:${content.length}:`).update(content);
  }
  return { contents, hash: hash.digest('hex') };
}

export function parseTables({ contents }: DataFiles): Tables {
  return Object.fromEntries(NAMES.map((name) => [name, rowsOf(name, contents.get(name) ?? Buffer.of())])) as unknown as Tables;
}

function rowsOf(name: FileName, content: Buffer): Row[] {
  const file = `${name}.csv`;
  const [header, ...records] = recordsOf(file, content);
  const columns = header?.record ?? [];
  const missing = COLUMNS[name].find((column) => !columns.includes(column));
  if (missing) throw new DataError(file, 1, missing, 'the file has no such column.');
  return records.map(({ record, line }) => new Row(file, line, new Map(columns.map((column, at) => [column, record[at] ?? '']))));
}

interface CsvRecord {
  readonly record: readonly string[];
  /** Where it starts; a cell may go over several lines. */
  readonly line: number;
}

function recordsOf(file: string, content: Buffer): CsvRecord[] {
  try {
    const parsed = parse(utf8(file, content), { bom: true, info: true, skip_empty_lines: true }) as unknown as {
      record: string[];
      info: Info;
    }[];
    return parsed.map(({ record, info }) => ({ record, line: info.lines - record.join('').split('\n').length + 1 }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DataError(file, Number(error.lines ?? 1), String(error.column ?? 1), error.message);
  }
}

function utf8(file: string, content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new DataError(file, 1, '1', 'the file is not in UTF-8.');
  }
}
