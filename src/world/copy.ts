import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';

/** Lines sent at once. */
const CHUNK = 2_000;

export type Cell = string | number | null;

/** Streams rows into a table by COPY. */
export async function copyRows(client: ClientBase, target: string, rows: Iterable<readonly Cell[]>): Promise<void> {
  await pipeline(Readable.from(chunksOf(rows)), client.query(from(`COPY ${target} FROM STDIN`)));
}

/** As `copyRows`, from some rows at a time. */
export async function copyBatches(client: ClientBase, target: string, batches: AsyncIterable<Iterable<readonly Cell[]>>): Promise<void> {
  await pipeline(Readable.from(chunksOfAll(batches)), client.query(from(`COPY ${target} FROM STDIN`)));
}

async function* chunksOfAll(batches: AsyncIterable<Iterable<readonly Cell[]>>): AsyncGenerator<string> {
  for await (const rows of batches) yield* chunksOf(rows);
}

function* chunksOf(rows: Iterable<readonly Cell[]>): Generator<string> {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(`${row.map(cellOf).join('\t')}\n`);
    if (lines.length < CHUNK) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}

function cellOf(cell: Cell): string {
  if (cell === null) return '\\N';
  return typeof cell === 'number' ? String(cell) : cell.replace(SPECIAL, (sign) => ESCAPED[sign] ?? sign);
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
