import { crc32, deflateRawSync } from 'node:zlib';

type Cell = string | number | { readonly date: number } | { readonly formula: string; readonly value: string };

export interface Odd {
  /** Megabytes of blanks in the sheet. */
  readonly padding?: number;
  readonly without?: string;
  readonly doctype?: boolean;
  /** The number the last row gives itself. */
  readonly lastRow?: string;
  /** XML instead of the rows, and instead of the texts. */
  readonly sheet?: string;
  readonly texts?: string;
  readonly isEncrypted?: boolean;
  readonly wrongSum?: boolean;
}

/** A small workbook as Excel writes them. */
export function workbook(rows: readonly (readonly Cell[])[], odd: Odd = {}): Buffer {
  const texts: string[] = [];
  const sheetRows = rows.map(
    (cells, at) =>
      `<row r="${(at === rows.length - 1 ? odd.lastRow : undefined) ?? at + 1}">${cells.map((cell, place) => cellXml(cell, `${'ABCDEFGH'[place]}${at + 1}`, texts)).join('')}</row>`,
  );
  const parts: Record<string, string> = {
    'xl/workbook.xml':
      '<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="Members" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `${odd.doctype ? '<!DOCTYPE x [<!ENTITY a "b">]>' : ''}<worksheet><sheetData>${odd.sheet ?? sheetRows.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${odd.texts ?? texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  };
  if (odd.without) delete parts[odd.without];
  const sheet = 'xl/worksheets/sheet1.xml';
  const bytes = Object.entries(parts).map(([name, xml]): [string, Buffer] => [
    name,
    name === sheet && odd.padding ? Buffer.alloc(odd.padding * 2 ** 20, '<a/>') : Buffer.from(xml),
  ]);
  return zip(bytes, odd);
}

function cellXml(cell: Cell, place: string, texts: string[]): string {
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${place}" t="s"><v>${texts.push(cell) - 1}</v></c>`;
  if ('date' in cell) return `<c r="${place}" s="1"><v>${cell.date}</v></c>`;
  return `<c r="${place}" t="str"><f>${cell.formula.replaceAll('&', '&amp;')}</f><v>${cell.value}</v></c>`;
}

/** An archive of files. */
export function zip(parts: readonly (readonly [name: string, bytes: Buffer])[], odd: Pick<Odd, 'isEncrypted' | 'wrongSum'> = {}): Buffer {
  const local: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of parts) {
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(odd.isEncrypted ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(odd.wrongSum ? 1 : crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name)]);
    const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, Buffer.alloc(14), Buffer.from(name)]);
    entry.writeUInt32LE(at, 42);
    local.push(head, packed);
    list.push(entry);
    at += head.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(
    list.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, ...list, end]);
}
