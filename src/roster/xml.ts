import { SaxesParser } from 'saxes';
import { RosterError } from './problem';
import { broken } from './zip';

/** A tag or a text of an XML document, in its order; an empty tag opens and closes. Names of tags lose their prefix. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** No tag or text of a workbook is longer, and none stands deeper. */
const LONGEST = 1_000_000;
const DEEPEST = 100;

/** Tags and texts of XML that comes in pieces. Document types, and with them entities of one's own, are refused. */
export async function* xmlEvents(pieces: AsyncIterable<string>): AsyncGenerator<XmlEvent[]> {
  const document = new Document();
  let silent = 0;
  for await (const piece of pieces) {
    const events = document.read(piece);
    // What stood before a fault goes on its way first: it tells where the fault is.
    if (events.length > 0) yield events;
    silent = events.length > 0 ? 0 : silent + piece.length;
    if (silent > LONGEST) throw new RosterError('CELL_TOO_LONG', `a text has more than ${LONGEST.toLocaleString('en')} characters.`);
    if (document.fault) throw broken(document.fault);
  }
  const events = document.end();
  if (events.length > 0) yield events;
  if (document.fault) throw broken(document.fault);
}

class Document {
  fault: string | undefined;
  private events: XmlEvent[] = [];
  private depth = 0;
  private readonly parser = new SaxesParser({ xmlns: false, position: false });

  constructor() {
    this.parser.on('opentag', ({ name, attributes }) => this.add({ kind: 'open', name: localName(name), attributes }, 1));
    this.parser.on('closetag', ({ name }) => this.add({ kind: 'close', name: localName(name) }, -1));
    this.parser.on('text', (text) => this.add({ kind: 'text', text }));
    this.parser.on('cdata', (text) => this.add({ kind: 'text', text }));
    this.parser.on('doctype', () => {
      this.fault ??= 'declares a document type, which no workbook does';
    });
    this.parser.on('error', () => {
      this.fault ??= 'is damaged';
    });
  }

  read(piece: string): XmlEvent[] {
    this.parser.write(piece);
    return this.taken();
  }

  end(): XmlEvent[] {
    this.parser.close();
    return this.taken();
  }

  private add(event: XmlEvent, deeper: 1 | 0 | -1 = 0): void {
    this.depth += deeper;
    if (this.depth > DEEPEST) this.fault ??= 'is damaged';
    if (!this.fault) this.events.push(event);
  }

  private taken(): XmlEvent[] {
    const taken = this.events;
    this.events = [];
    return taken;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
