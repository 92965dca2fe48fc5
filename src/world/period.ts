import { dayAfter, endsBeforeItStarts } from '../platform/partial-date';
import type { Row } from './row';

/** The columns of a version that say when it holds, from two columns of a file. */
export function period<Column extends string>(row: Row<Column>, from: Column, to: Column) {
  const [validFrom, validTo] = [row.date(from), row.date(to)];
  if (endsBeforeItStarts(validFrom, validTo)) row.fail(to, `it ends before it starts (${validFrom}).`);
  return { valid_from_given: validFrom, valid_to_given: validTo };
}

/** The next year, month or day, whichever a date is: `2019` → `2020`, `2019-12` → `2020-01`. */
export function following(date: string): string {
  return dayAfter(date).slice(0, date.length);
}
