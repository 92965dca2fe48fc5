/** The first day a date stands for. */
export function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

/** The first day behind a date: `2019` → `2020-01-01`, `2019-12-31` → `2020-01-01`. */
export function dayAfter(date: string): string {
  const day = new Date(`${firstDay(date)}T00:00:00Z`);
  if (date.length === 4) day.setUTCFullYear(day.getUTCFullYear() + 1);
  else if (date.length === 7) day.setUTCMonth(day.getUTCMonth() + 1);
  else day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

export function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

/** Whether something that starts with one date ends before it with the other: `2020-05` and `2020` are in order, `2021` and `2020-12` are not. */
export function endsBeforeItStarts(from: string | null | undefined, to: string | null | undefined): boolean {
  return typeof from === 'string' && typeof to === 'string' && dayAfter(to) <= firstDay(from);
}
