import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { LIMITS } from './limits';
import { RosterError } from './problem';

interface Entry {
  readonly at: number;
  readonly packed: number;
  readonly isPacked: boolean;
}

const PIECE = 64 * 1024;
const SMALL = 10 * 1024 * 1024;
const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
/** A workbook has a dozen parts and one for each sheet. */
const MOST_ENTRIES = 5_000;
const MOST_LIST_BYTES = 4 * 1024 * 1024;

/**
 * A zip archive, read part by part from its file.
 *
 * Sizes are counted while unpacking, whatever the archive says of them: all parts together may not exceed {@link LIMITS.unpackedBytes}.
 */
export class Zip {
  private unpacked = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(path: string): Promise<Zip> {
    const file = await open(path, 'r');
    try {
      return new Zip(file, await listOf(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** A part as text (XML is UTF-8 or UTF-16), piece by piece. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name);
    if (!entry) throw broken(`has no part ${name}`);
    const head = await bytes(this.file, entry.at, 30);
    if (head.readUInt32LE(0) !== LOCAL) throw broken('is damaged');
    const start = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    const decoder = new TextDecoder('utf-8');
    let size = 0;
    for await (const chunk of this.unpackedPart(entry, start)) {
      this.unpacked += chunk.length;
      size += chunk.length;
      const isBomb = size > SMALL && size > entry.packed * LIMITS.unpackedTimes;
      if (isBomb || this.unpacked > LIMITS.unpackedBytes) {
        throw new RosterError('TOO_LARGE', `the workbook unpacks to more than ${LIMITS.unpackedBytes / 1024 / 1024} MB.`);
      }
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async *unpackedPart({ packed, isPacked }: Entry, start: number): AsyncGenerator<Buffer> {
    if (packed === 0) return;
    const packedBytes = this.piecesOf(start, packed);
    if (!isPacked) return yield* packedBytes;
    const inflate = createInflateRaw({ chunkSize: PIECE });
    const fed = pipeline(packedBytes, inflate).catch(() => undefined);
    try {
      yield* inflate as AsyncIterable<Buffer>;
    } catch (error) {
      throw error instanceof RosterError ? error : broken('is damaged');
    } finally {
      inflate.destroy();
      await fed;
    }
  }

  private async *piecesOf(start: number, length: number): AsyncGenerator<Buffer> {
    for (let at = 0; at < length; at += PIECE) yield await bytes(this.file, start + at, Math.min(PIECE, length - at));
  }
}

export function broken(what: string): RosterError {
  return new RosterError('WORKBOOK', `the file ${what}; save it again as an Excel workbook (.xlsx) or as CSV in UTF-8.`);
}

async function bytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead < length) throw broken('is cut short');
  return buffer;
}

/** The list of parts, which stands at the end of the archive. */
async function listOf(file: FileHandle): Promise<ReadonlyMap<string, Entry>> {
  const { size } = await file.stat();
  const tail = await bytes(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END) throw broken('is no whole zip archive');
  const [count, length, at] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (count > MOST_ENTRIES || length > MOST_LIST_BYTES || at + length > size) throw broken('has too many parts');
  return entriesOf(await bytes(file, at, length), size);
}

function entriesOf(list: Buffer, size: number): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === LISTED; ) {
    const [method, packed, start] = [list.readUInt16LE(at + 10), list.readUInt32LE(at + 20), list.readUInt32LE(at + 42)];
    const [name, extra, comment] = [list.readUInt16LE(at + 28), list.readUInt16LE(at + 30), list.readUInt16LE(at + 32)];
    if ((list.readUInt16LE(at + 8) & 1) === 1) throw broken('is protected by a password');
    if (method !== 0 && method !== 8) throw broken('is packed in a way the hub does not read');
    // Sizes of 4 GB and more stand elsewhere; no roster has them.
    if (start + packed > size) throw broken('is damaged');
    found.set(list.toString('utf8', at + 46, at + 46 + name), { at: start, packed, isPacked: method === 8 });
    at += 46 + name + extra + comment;
  }
  return found;
}
