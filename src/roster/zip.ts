import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { LIMITS } from './limits';
import { RosterError } from './problem';

const SMALL = 10 * 1024 * 1024;
/** A workbook has a dozen parts and one for each sheet. */
const MOST_ENTRIES = 5_000;

/**
 * A zip archive, read part by part from its file.
 *
 * A part is refused by the size the archive gives for it, before it is unpacked; the library sees to it that it is no larger. All parts together may not
 * exceed {@link LIMITS.unpackedBytes}.
 */
export class Zip {
  private unpacked = 0;

  private constructor(
    private readonly file: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(path: string): Promise<Zip> {
    const file = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(asBroken('is no whole zip archive'));
    try {
      return new Zip(file, await entriesOf(file));
    } catch (error) {
      file.close();
      return asBroken('is damaged')(error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** A part as text, piece by piece. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name);
    if (!entry) throw broken(`has no part ${name}`);
    const { compressedSize, uncompressedSize } = entry;
    this.unpacked += uncompressedSize;
    const isBomb = uncompressedSize > SMALL && uncompressedSize > compressedSize * LIMITS.unpackedTimes;
    if (isBomb || this.unpacked > LIMITS.unpackedBytes) {
      throw new RosterError('TOO_LARGE', `the workbook unpacks to more than ${LIMITS.unpackedBytes / 1024 / 1024} MB.`);
    }
    const decoder = new TextDecoder('utf-8');
    let sum = 0;
    try {
      for await (const chunk of (await this.file.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum);
        yield decoder.decode(chunk, { stream: true });
      }
    } catch (error) {
      asBroken('is damaged')(error);
    }
    if (sum !== entry.crc32) throw broken('is damaged');
    yield decoder.decode();
  }

  close(): void {
    this.file.close();
  }
}

export function broken(what: string): RosterError {
  return new RosterError('WORKBOOK', `the file ${what}; save it again as an Excel workbook (.xlsx) or as CSV in UTF-8.`);
}

/** What the library says of an archive is said as `what`; that the disk fails is no fault of the archive. */
function asBroken(what: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof RosterError || (error instanceof Error && 'syscall' in error) ? error : broken(what);
  };
}

async function entriesOf(file: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (file.entryCount > MOST_ENTRIES) throw broken('has too many parts');
  const entries = new Map<string, Entry>();
  for await (const entry of file.eachEntry()) {
    if (entry.isEncrypted()) throw broken('is protected by a password');
    if (!entry.canDecodeFileData()) throw broken('is packed in a way the hub does not read');
    entries.set(entry.fileName, entry);
  }
  return entries;
}
