import { createReadStream } from 'node:fs';
import { RosterError } from './problem';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1256', 'windows-1251'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Encoding of a file of text: by its byte-order mark, by zeros, by whether it is UTF-8, else by which code page makes words of it. */
export async function encodingOf(file: string): Promise<Encoding> {
  let marked: Encoding | undefined;
  let isFirst = true;
  const utf8 = new Utf8Check();
  const highs = new HighBytes();
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    if (isFirst) marked = marking(chunk);
    isFirst = false;
    if (marked !== undefined && marked !== 'utf-8') return marked;
    utf8.add(chunk);
    highs.add(chunk);
  }
  utf8.end();
  if (utf8.isRight) return 'utf-8';
  if (marked === 'utf-8' || utf8.isNearlyRight) {
    throw new RosterError('ENCODING', 'a letter here is not UTF-8, as the rest is; save the file as UTF-8 again.', { line: utf8.line });
  }
  return highs.page();
}

/** Text of a file, piece by piece, without its byte-order mark. */
export async function* textOf(file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  let isFirst = true;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const text = decoder(chunk);
    yield isFirst ? text.replace(/^\uFEFF/, '') : text;
    isFirst &&= text === '';
  }
  yield decoder(null);
}

/** Bytes that begin a file, in the encodings that mark it or show themselves by zeros. */
function marking(start: Buffer): Encoding | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  // Whatever the script, lines end by a sign whose other byte is zero, and half the bytes or less are.
  const text = start.subarray(0, 4_000 - (4_000 % 2));
  const zeros = [0, 0];
  for (let at = 0; at < text.length; at += 1) if (text[at] === 0) zeros[at % 2]! += 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > 1 && even < odd / 10 && hasLineEnd(text, 0)) return 'utf-16le';
  return even > 1 && odd < even / 10 && hasLineEnd(text, 1) ? 'utf-16be' : undefined;
}

/** @param place of the byte of a pair that is not zero. */
function hasLineEnd(text: Buffer, place: 0 | 1): boolean {
  for (let at = 0; at + 1 < text.length; at += 2) {
    const [sign, zero] = [text[at + place], text[at + 1 - place]];
    if (zero === 0 && (sign === 0x0a || sign === 0x0d)) return true;
  }
  return false;
}

/** Whether bytes are UTF-8, and where they first are not. */
class Utf8Check {
  line = 1;
  isRight = true;
  private readonly strict = new TextDecoder('utf-8', { fatal: true });
  private readonly decoder = new TextDecoder('utf-8');
  private broken = 0;
  private good = 0;

  get isNearlyRight(): boolean {
    return this.broken * 10 < this.good;
  }

  add(chunk: Uint8Array): void {
    this.check(() => this.strict.decode(chunk, { stream: true }));
    this.count(this.decoder.decode(chunk, { stream: true }));
  }

  end(): void {
    this.check(() => this.strict.decode());
    this.count(this.decoder.decode());
  }

  /** A sign that stands for a lost letter may be in the text itself; only a strict reading tells it from a broken byte. */
  private check(decode: () => void): void {
    if (!this.isRight) return;
    try {
      decode();
    } catch {
      this.isRight = false;
    }
  }

  private count(text: string): void {
    if (this.broken === 0) {
      const at = text.indexOf('\uFFFD');
      this.line += lineEnds(at < 0 ? text : text.slice(0, at));
    }
    const broken = text.match(/\uFFFD/g)?.length ?? 0;
    this.broken += broken;
    this.good += (text.match(/[^\0-\x7f]/g)?.length ?? 0) - broken;
  }
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** Letters of Arabic and of Cyrillic stand in rows of bytes above 7F; accented Latin ones stand alone among ASCII. */
class HighBytes {
  private readonly rows = new Uint32Array(256);
  private inRows = 0;
  private alone = 0;
  private row: number[] = [];

  add(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (byte >= 0x80) {
        if (this.row.length < 64) this.row.push(byte);
        continue;
      }
      if (this.row.length > 0) this.endRow();
    }
  }

  page(): Encoding {
    this.endRow();
    if (this.inRows === 0 || this.inRows < this.alone / 50) return 'windows-1252';
    if (this.share(ARABIC) > 0.85) return 'windows-1256';
    return this.share(CYRILLIC) > 0.95 && this.inRows > this.alone ? 'windows-1251' : 'windows-1252';
  }

  private endRow(): void {
    if (this.row.length > 2) {
      for (const byte of this.row) this.rows[byte]! += 1;
      this.inRows += this.row.length;
    } else this.alone += this.row.length;
    this.row = [];
  }

  private share(isLetter: readonly boolean[]): number {
    return this.rows.reduce((sum, count, byte) => sum + (isLetter[byte] ? count : 0), 0) / this.inRows;
  }
}

const ARABIC = lettersOf('windows-1256', /[\p{Script=Arabic}\p{Mn}\u060c\u061b\u061f\u0640\u200c\u200d]/u);
const CYRILLIC = lettersOf('windows-1251', /\p{Script=Cyrillic}/u);

function lettersOf(page: string, letter: RegExp): boolean[] {
  const decoder = new TextDecoder(page);
  return Array.from({ length: 256 }, (_, byte) => byte >= 0x80 && letter.test(decoder.decode(Uint8Array.of(byte))));
}

/** Bytes 80 to 9F; those without a sign stay what they are. Some releases of Node.js take windows-1252 for ISO 8859-1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decoderOf(encoding: Encoding): (chunk: Buffer | null) => string {
  if (encoding === 'windows-1252') {
    return (chunk) => chunk?.toString('latin1').replace(/[\x80-\x9f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign) ?? '';
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (chunk) => (chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }));
}
