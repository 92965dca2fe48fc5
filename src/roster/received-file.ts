import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LIMITS } from './limits';
import { RosterError } from './problem';

/** A file as it was sent, kept for as long as it is read. */
export interface ReceivedFile {
  readonly path: string;
  readonly sha256: string;
  remove(): Promise<void>;
}

/** Takes in the bytes of a file as they come. @throws RosterError TOO_LARGE as soon as there are too many. */
export async function receive(bytes: AsyncIterable<Uint8Array>, most: number = LIMITS.fileBytes): Promise<ReceivedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-roster-'));
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
