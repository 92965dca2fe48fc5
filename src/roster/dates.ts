import { isPartialDate } from '../platform/scalars';

/** A date of a roster: as precise as it is certain. Null: no date; the year 9999 is none either. */
export function dateIn(cell: string): string | null {
  const date = written(cell);
  return date?.startsWith(NEVER) ? null : date;
}

/** `9999-12-31` and the like: what many databases write for an end that is open. */
export function isOpenEnd(cell: string): boolean {
  return written(cell)?.startsWith(NEVER) ?? false;
}

const NEVER = '9999';

function written(cell: string): string | null {
  const text = latinDigits(cell).trim();
  if (isPartialDate(text)) return text;
  const iso = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}/.exec(text)?.[1];
  if (iso && isPartialDate(iso)) return iso;
  const turned = /^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?$/.exec(text);
  if (turned) return checked([turned[1], turned[2], turned[3]]);
  const month = /^(\d{1,2})[/.-](\d{4})$/.exec(text);
  if (month) return checked([month[2], month[1]]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (dotted) return checked([dotted[3], dotted[2], dotted[1]]);
  const day = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  return day ? dayFirst(day.slice(1, 4)) : null;
}

/** `31/01/2024` is a day. Of `03/04/2024` only the year is certain; with dots the day comes first, wherever dates are written so. */
function dayFirst([first = '', second = '', year = '']: readonly string[]): string | null {
  if (first === second || Number(first) > 12) return checked([year, second, first]);
  if (Number(second) > 12) return checked([year, first, second]);
  return year;
}

function checked(parts: readonly (string | undefined)[]): string | null {
  const date = parts.flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')])).join('-');
  return isPartialDate(date) ? date : null;
}

function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(((digit.charCodeAt(0) - 0x0660) % 0x90) % 16));
}
