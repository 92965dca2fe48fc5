import type { Row } from './row';

/** The columns of a version that say when it holds, from two columns of a file. */
export function period<Column extends string>(row: Row<Column>, from: Column, to: Column) {
  const [validFrom, validTo] = [row.date(from), row.date(to)];
  if (validFrom && validTo && firstDay(validFrom) >= firstDay(following(validTo))) row.fail(to, `it ends before it starts (${validFrom}).`);
  return { valid_from_given: validFrom, valid_to_given: validTo };
}

/** The next year, month or day, whichever a date is: `2019` → `2020`, `2019-12` → `2020-01`. */
export function following(date: string): string {
  const day = new Date(`${firstDay(date)}T00:00:00Z`);
  if (date.length === 4) day.setUTCFullYear(day.getUTCFullYear() + 1);
  else if (date.length === 7) day.setUTCMonth(day.getUTCMonth() + 1);
  else day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, date.length);
}

function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}
