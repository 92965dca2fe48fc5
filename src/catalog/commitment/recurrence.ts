import { RRule } from 'rrule';
import { firstDay } from '../../platform/partial-date';

/**
 * The rules taken: those that find their next day at once. Others are looked for until the year 9999 when there is none, which takes seconds.
 */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  DAILY: [],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH'],
};
const PART: Readonly<Record<string, RegExp>> = {
  INTERVAL: /^([1-9]|[1-9]\d|1[01]\d|120)$/,
  BYDAY: /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)){0,6}$/,
  BYMONTHDAY: /^(-1|[1-9]|[12]\d|3[01])$/,
  BYMONTH: /^([1-9]|1[0-2])(,([1-9]|1[0-2])){0,11}$/,
};

/** A recurrence rule of RFC 5545, in capital letters and without a prefix; null: none that is taken. */
export function recurrenceIn(text: string): string | null {
  const parts = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
    .map((part) => part.split('='));
  const names = parts.map(([name = '']) => name);
  const allowed = TAKEN[parts.find(([name]) => name === 'FREQ')?.[1] ?? ''];
  if (!allowed || new Set(names).size < names.length || parts.some((part) => part.length !== 2)) return null;
  const isTaken = parts.every(
    ([name = '', value = '']) => name === 'FREQ' || (['INTERVAL', ...allowed].includes(name) && PART[name]?.test(value)),
  );
  const rule = parts.map((part) => part.join('=')).join(';');
  return isTaken && nextDay(rule, '2000-01-31') !== null ? rule : null;
}

/**
 * The next day of a rule behind a date that one was held on; of a month or a year its first day counts.
 *
 * @returns null when there is none.
 */
export function nextDay(rule: string, behind: string): string | null {
  const start = new Date(`${firstDay(behind)}T00:00:00Z`);
  const next = new RRule({ ...RRule.parseString(rule), dtstart: start }).after(start);
  return next === null ? null : next.toISOString().slice(0, 10);
}
