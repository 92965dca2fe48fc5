import { words } from '../platform/words';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import { type DayNumber, dayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import { ACTIVE } from './snapshot/memberships';

export const TimeStep = words('TimeStep', 'How far apart the points of a series are.', {
  MONTH: 'A month.',
  QUARTER: 'Three months.',
  YEAR: 'A year.',
});
export type TimeStep = keyof typeof TimeStep;

const MONTHS: Readonly<Record<TimeStep, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/**
 * Days at regular steps: the first one, and as many months later each as it takes, up to the last day. In a month that has no such day it is the
 * last of the month (January 31, February 28, March 31, ...).
 *
 * @param most points at most; one more is given when there are more.
 */
export function daysInSteps(from: string, to: string, step: TimeStep, most: number): string[] {
  const days: string[] = [];
  for (let count = 0; count <= most; count += 1) {
    const day = monthsAfter(from, count * MONTHS[step]);
    if (day > to) break;
    days.push(day);
  }
  return days;
}

/** The day so many months after another; where the month is shorter, its last day. Years have four digits: what is beyond sorts after them. */
function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const total = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(total / 12), (total % 12) + 1];
  if (newYear > 9999) return '9999-99';
  const last = new Date(Date.UTC(2000 + (newYear % 400), newMonth, 0)).getUTCDate();
  return [String(newYear).padStart(4, '0'), two(newMonth), two(Math.min(date, last))].join('-');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * Members of an organisation on each of some days.
 *
 * Memberships count while they are ACTIVE, of any kind of member and in any tier. One whose start is not known counts from the day a source first
 * saw it: growth is of what is known to have been so, and never shows members before anybody listed them.
 *
 * @param days ascending.
 */
export function growthOf({ memberships }: Graph, organization: ActorIndex, days: readonly string[]): number[] {
  const numbers = days.map(dayNumber);
  const changes = new Int32Array(days.length + 1);
  const { status, seen, to } = memberships.columns;
  for (const span of memberships.rosterOf(organization)) {
    if (status[span] !== ACTIVE || at(seen, span) >= at(to, span)) continue;
    changes[firstFrom(numbers, at(seen, span))]! += 1;
    changes[firstFrom(numbers, at(to, span))]! -= 1;
  }
  let members = 0;
  return numbers.map((_, place) => {
    members += at(changes, place);
    return members;
  });
}

/** Place of the first day that is not before another; behind the last when there is none. */
function firstFrom(days: readonly DayNumber[], day: DayNumber): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! >= day) high = middle;
    else low = middle + 1;
  }
  return low;
}
