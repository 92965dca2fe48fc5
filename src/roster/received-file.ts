import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LIMITS } from './limits';
import { RosterError } from './problem';

const FOLDER = 'hub-roster-';
/** Letters the system puts behind it. */
const MADE_UP = 6;
/** No file is read for so long: one that is there after it belonged to a hub that died. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Removes files that hubs left behind when they died. Whatever cannot be removed is not this hub's. */
export async function removeLeftFiles(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(FOLDER) || name.length !== FOLDER.length + MADE_UP) continue;
    const folder = join(tmpdir(), name);
    const found = await lstat(folder).catch(() => undefined);
    if (!found?.isDirectory() || found.mtimeMs > Date.now() - LONGEST_MS) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** A file as it was sent, kept for as long as it is read. */
export interface ReceivedFile {
  readonly path: string;
  readonly sha256: string;
  remove(): Promise<void>;
}

/** Takes in the bytes of a file as they come. @throws RosterError TOO_LARGE as soon as there are too many. */
export async function receive(bytes: AsyncIterable<Uint8Array>, most: number = LIMITS.fileBytes): Promise<ReceivedFile> {
  const folder = await mkdtemp(join(tmpdir(), FOLDER));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'roster');
  const hash = createHash('sha256');
  try {
    await pipeline(bytes, (chunks: AsyncIterable<Uint8Array>) => measured(chunks, hash, most), createWriteStream(path, { mode: 0o600 }));
    return { path, sha256: hash.digest('hex'), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function* measured(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > most) throw new RosterError('TOO_LARGE', `the file has more than ${most / 1024 / 1024} MB.`);
    hash.update(chunk);
    yield chunk;
  }
}
