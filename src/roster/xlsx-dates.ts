import type { XmlEvent } from './xml';

/** Formats of dates that every workbook has. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const MS_PER_DAY = 86_400_000;

/** Which styles of a workbook show a number as a date. */
export async function dateFormats(styles: AsyncIterable<readonly XmlEvent[]>): Promise<(style: number) => boolean> {
  const own = new Map<number, boolean>();
  const formats: number[] = [];
  let inCells = false;
  for await (const events of styles)
    for (const event of events) {
      if (event.kind === 'text') continue;
      if (event.name === 'cellXfs') inCells = event.kind === 'open';
      if (event.kind !== 'open') continue;
      if (event.name === 'numFmt') own.set(Number(event.attributes.numFmtId), isDateFormat(event.attributes.formatCode ?? ''));
      if (inCells && event.name === 'xf') formats.push(Number(event.attributes.numFmtId ?? 0));
    }
  return (style) => {
    const format = formats[style] ?? 0;
    return own.get(format) ?? BUILT_IN.has(format);
  };
}

/** Whether a format shows a year, or a day: `dd/mm/yyyy`, not `0.00` and not `"paid" 0`. */
function isDateFormat(code: string): boolean {
  return /[yd]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}

/** The day a number of a workbook stands for: days since 1899-12-30, or since 1904. */
export function isoOf(serial: number, from1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 1 || serial > 2_958_465) return undefined;
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(start + Math.floor(serial) * MS_PER_DAY).toISOString().slice(0, 10);
}
