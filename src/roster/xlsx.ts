import { LIMITS } from './limits';
import { RosterError } from './problem';
import type { RawRow } from './raw-row';
import { dateFormats, isoOf } from './xlsx-dates';
import { sharedTexts, TextCollector } from './xlsx-texts';
import { type XmlEvent, xmlEvents } from './xml';
import { broken, Zip } from './zip';

/** Rows of the first sheet of a workbook that can be seen. Dates come as `2024-02-29`, computed cells with the value they had when it was saved. */
export async function* workbookRows(path: string): AsyncGenerator<RawRow> {
  const zip = await Zip.open(path);
  try {
    const { part, name, from1904 } = await firstSheet(zip);
    const texts = zip.has('xl/sharedStrings.xml') ? await sharedTexts(xmlEvents(zip.text('xl/sharedStrings.xml'))) : [];
    const isDate = zip.has('xl/styles.xml') ? await dateFormats(xmlEvents(zip.text('xl/styles.xml'))) : () => false;
    yield* sheetRows(xmlEvents(zip.text(part)), new SheetReader({ texts, isDate, from1904 }), name);
  } finally {
    zip.close();
  }
}

async function* sheetRows(sheet: AsyncGenerator<XmlEvent[]>, reader: SheetReader, name: string): AsyncGenerator<RawRow> {
  try {
    for await (const events of sheet) yield* reader.read(events);
  } catch (error) {
    throw error instanceof RosterError ? error.inSheet(name, reader.at) : error;
  }
}

interface Sheet {
  readonly part: string;
  readonly name: string;
  readonly from1904: boolean;
}

async function firstSheet(zip: Zip): Promise<Sheet> {
  if (!zip.has('xl/workbook.xml')) throw broken('is a zip archive but no Excel workbook');
  let first: Readonly<Record<string, string>> | undefined;
  let from1904 = false;
  for await (const events of xmlEvents(zip.text('xl/workbook.xml')))
    for (const event of events) {
      if (event.kind !== 'open') continue;
      if (event.name === 'workbookPr') from1904 = /^(1|true)$/.test(event.attributes.date1904 ?? '');
      if (event.name === 'sheet' && (event.attributes.state ?? 'visible') === 'visible') first ??= event.attributes;
    }
  // The id is of another namespace, whose prefix is the writer's choice.
  const id = Object.entries(first ?? {}).find(([key]) => key.endsWith(':id'))?.[1];
  const part = (id === undefined ? undefined : await relation(zip, id)) ?? 'xl/worksheets/sheet1.xml';
  return { part, name: first?.name ?? '', from1904 };
}

async function relation(zip: Zip, id: string): Promise<string | undefined> {
  for await (const events of xmlEvents(zip.text('xl/_rels/workbook.xml.rels')))
    for (const event of events) {
      if (event.kind !== 'open' || event.name !== 'Relationship' || event.attributes.Id !== id) continue;
      const target = event.attributes.Target ?? '';
      return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    }
  return undefined;
}

interface Workbook {
  readonly texts: readonly string[];
  readonly isDate: (style: number) => boolean;
  readonly from1904: boolean;
}

/** Rows of a sheet of Excel. */
const MOST_LINES = 1_048_576;

class SheetReader {
  private line = 0;
  private cells: string[] = [];
  private computed = new Set<number>();
  private place = -1;
  private type = 'n';
  private style = 0;
  private readonly text = new TextCollector();

  constructor(private readonly workbook: Workbook) {}

  /** How far it has read. */
  get at(): { readonly line: number; readonly column: number } {
    return { line: this.line, column: this.place + 1 };
  }

  *read(events: readonly XmlEvent[]): Generator<RawRow> {
    for (const event of events) {
      this.text.see(event);
      if (event.kind === 'open') this.open(event.name, event.attributes);
      else if (event.kind === 'close' && event.name === 'c') this.endCell();
      else if (event.kind === 'close' && event.name === 'row') yield { line: this.line, cells: this.cells, computed: this.computed };
    }
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.line = Number(attributes.r ?? this.line + 1);
      if (!Number.isInteger(this.line) || this.line < 1 || this.line > MOST_LINES)
        throw broken('has a row with a number that no sheet has');
      [this.cells, this.computed, this.place] = [[], new Set(), -1];
    } else if (name === 'c') {
      this.place = Math.min(placeOf(attributes.r) ?? this.place + 1, LIMITS.columns);
      this.type = attributes.t ?? 'n';
      this.style = Number(attributes.s ?? 0);
      if (this.place === LIMITS.columns) this.fail('TOO_MANY_COLUMNS', `a row has more than ${LIMITS.columns} columns.`);
    } else if (name === 'f') this.computed.add(this.place);
  }

  private endCell(): void {
    const raw = this.text.taken();
    const value = this.valueOf(raw);
    if (value.includes('\0')) this.fail('NUL', 'a character U+0000 is no text; export the file again.');
    if (value.length > LIMITS.cellCharacters) this.fail('CELL_TOO_LONG', `the cell has more than ${LIMITS.cellCharacters} characters.`);
    while (this.cells.length < this.place) this.cells.push('');
    this.cells[this.place] = value;
  }

  private valueOf(raw: string): string {
    const { texts, isDate, from1904 } = this.workbook;
    if (this.type === 's') return texts[Number(raw)] ?? '';
    if (this.type === 'e') return '';
    if (this.type === 'd') return raw.slice(0, 10);
    if (this.type === 'n' && raw !== '' && isDate(this.style)) return isoOf(Number(raw), from1904) ?? raw;
    return raw;
  }

  private fail(code: 'NUL' | 'TOO_MANY_COLUMNS' | 'CELL_TOO_LONG', message: string): never {
    throw new RosterError(code, message, this.at);
  }
}

/** `C7` → 2. */
function placeOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0];
  return letters === undefined ? undefined : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
