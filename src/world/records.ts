import type { Info } from 'csv-parse';
import { CsvError, parse } from 'csv-parse/sync';
import { DataError } from './data-error';

/** A record of a CSV file, with where it is. */
interface CsvRecord {
  readonly record: readonly string[];
  /** Where it starts; a cell may go over several lines. */
  readonly line: number;
}

/** @throws DataError when it is no CSV in UTF-8. */
export function recordsOf(file: string, content: Buffer): CsvRecord[] {
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
