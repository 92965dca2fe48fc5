import { isUtf8 } from 'node:buffer';

/** Code pages in which rosters were saved, or mistaken for one another. */
export type CodePage =
  | 'windows-1252'
  | 'iso-8859-1'
  | 'windows-1256'
  | 'windows-1251'
  | 'windows-1250'
  | 'windows-1253'
  | 'windows-1254'
  | 'macintosh';

/** Bytes 80 to 9F; those without a sign stay what they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const tables = new Map<CodePage, ReadonlyMap<string, number>>();

/** Bytes that show as this text when read in a code page, or undefined when the page lacks one of its signs. */
export function bytesOf(text: string, page: CodePage): Uint8Array | undefined {
  const table = tableOf(page);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const byte = table.get(text[at]!);
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}

export function textOf(bytes: Uint8Array, page: CodePage): string {
  if (page === 'iso-8859-1') return Buffer.from(bytes).toString('latin1');
  // Some releases of Node.js take windows-1252 for ISO 8859-1.
  if (page === 'windows-1252') return Array.from(bytes, (byte) => WINDOWS_1252[byte - 0x80] ?? String.fromCharCode(byte)).join('');
  return new TextDecoder(page).decode(bytes);
}

const UTF_8 = new TextDecoder();

/** The text these bytes of UTF-8 say, or undefined when they are not UTF-8. */
export function utf8Of(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? UTF_8.decode(bytes) : undefined;
}

function tableOf(page: CodePage): ReadonlyMap<string, number> {
  const known = tables.get(page);
  if (known) return known;
  const table = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) table.set(textOf(Uint8Array.of(byte), page), byte);
  tables.set(page, table);
  return table;
}
