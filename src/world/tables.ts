import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DataError } from './data-error';
import { COLUMNS, type ColumnOf, type FileName } from './files';
import { recordsOf } from './records';
import { type RosterTable, rosterTable } from './roster-table';
import { Row } from './row';

/** The rows of every data file. */
export type Tables = { readonly [File in FileName]: readonly Row<ColumnOf<File>>[] } & { readonly rosters: readonly RosterTable[] };

export interface DataFiles {
  /** Rosters by their paths, in the order of their names. */
  readonly rosters: ReadonlyMap<string, Buffer>;
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
  const rosters = new Map<string, Buffer>();
  for (const path of await rosterPaths(folder)) {
    const content = await readFile(path);
    rosters.set(path, content);
    hash.update(`${basename(path)}:${content.length}:`).update(content);
  }
  return { contents, rosters, hash: hash.digest('hex') };
}

async function rosterPaths(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'rosters')).catch(() => []);
  return names
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => join(folder, 'rosters', name));
}

export function parseTables({ contents, rosters }: DataFiles): Tables {
  const tables = Object.fromEntries(NAMES.map((name) => [name, rowsOf(name, contents.get(name) ?? Buffer.of())]));
  return { ...tables, rosters: [...rosters].map(([path, content]) => rosterTable(path, content)) } as unknown as Tables;
}

function rowsOf(name: FileName, content: Buffer): Row[] {
  const file = `${name}.csv`;
  const [header, ...records] = recordsOf(file, content);
  const columns = header?.record ?? [];
  const missing = COLUMNS[name].find((column) => !columns.includes(column));
  if (missing) throw new DataError(file, 1, missing, 'the file has no such column.');
  return records.map(({ record, line }) => new Row(file, line, new Map(columns.map((column, at) => [column, record[at] ?? '']))));
}
