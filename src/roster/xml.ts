import { broken } from './zip';

/** A tag or a text of an XML document, in its order. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** No tag or text of a workbook is longer. */
const LONGEST = 1_000_000;

/** Tags and texts of XML that comes in pieces. Names lose their prefix; document types, and with them entities of one's own, are refused. */
export async function* xmlEvents(pieces: AsyncIterable<string>): AsyncGenerator<XmlEvent[]> {
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + piece;
    const { events, end } = eventsIn(text);
    rest = text.slice(end);
    if (rest.length > LONGEST) throw broken('is damaged');
    if (events.length > 0) yield events;
  }
  if (rest.trim() !== '') throw broken('is cut short');
}

function eventsIn(text: string): { readonly events: XmlEvent[]; readonly end: number } {
  const events: XmlEvent[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      if (end < 0) break;
      events.push({ kind: 'text', text: unescapeXml(text.slice(at, end)) });
      at = end;
      continue;
    }
    const after = tagEnd(text, at, events);
    if (after < 0) break;
    at = after;
  }
  return { events, end: at };
}

/** @returns where to go on, or -1 when the tag is not all there. */
function tagEnd(text: string, at: number, events: XmlEvent[]): number {
  if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4);
  if (text.startsWith('<?', at)) return behind(text, '?>', at);
  if (text.startsWith('<![CDATA[', at)) {
    const end = behind(text, ']]>', at);
    if (end > 0) events.push({ kind: 'text', text: text.slice(at + 9, end - 3) });
    return end;
  }
  if (text.length - at < 9 && '<![CDATA['.startsWith(text.slice(at))) return -1;
  if (text.startsWith('<!', at)) throw broken('declares a document type, which no workbook does');
  TAG.lastIndex = at;
  const tag = TAG.exec(text);
  if (!tag) return text.indexOf('<', at + 1) > 0 && text.indexOf('>', at) > 0 ? damaged() : -1;
  const [, slash, name = '', attributes = '', empty] = tag;
  if (slash) events.push({ kind: 'close', name });
  else events.push({ kind: 'open', name, attributes, isEmpty: empty === '/' });
  return TAG.lastIndex;
}

const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y;

function damaged(): never {
  throw broken('is damaged');
}

function behind(text: string, mark: string, at: number): number {
  const end = text.indexOf(mark, at);
  return end < 0 ? -1 : end + mark.length;
}

/** The value of an attribute, whatever its prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code);
  });
}
