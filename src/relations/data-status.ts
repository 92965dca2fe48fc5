import { words } from '../platform/words';
import type { DataRecord } from './data-status.loader';

export const FeedKind = words('FeedKind', "How an organisation's members come to the hub.", {
  SUBGRAPH: 'From a service of its own.',
  ROSTER_UPLOAD: 'By a roster somebody handed in.',
  SCRAPED_DATASET: 'By a roster gathered from published pages.',
  MANUAL: 'One by one, each from its source.',
  NONE: 'Not at all: no active member is recorded.',
});
export type FeedKind = keyof typeof FeedKind;

/** Something that is not as good as it could be. */
export interface DataIssue {
  readonly word: 'noMembers' | 'neverConfirmed' | 'stale' | 'missingMembers' | 'moreThanReported' | 'unresolvedNames';
  readonly number: number;
}

/** How fresh and complete a roster is. */
export interface DataState {
  readonly feed: FeedKind;
  readonly staleDays: number | null;
  readonly coverage: number | null;
  readonly grade: string;
  readonly issues: readonly DataIssue[];
}

const GRADES = ['A', 'B', 'C', 'D', 'E'];
const WORST = 4;

/** Days for which what an organisation said of its members is fresh. */
const FRESH = 183;

const MS_PER_DAY = 86_400_000;

/**
 * How fresh and complete a roster is on a day, by these rules. Two marks are given, from 0 (best) to 4, and the grade is their mean, rounded towards
 * the worse:
 *
 * - freshness: 0 when the organisation said who its members are within half a year (183 days), 1 within one year (365), 2 within two, 3 within
 *   four, 4 when it is longer ago or it never did;
 * - coverage: 0 when at least 95 % of the members reported are recorded, 1 from 80 %, 2 from 60 %, 3 from 40 %, 4 below; 1 when more than
 *   120 % are, as one of the two figures is old. Where none is reported, freshness alone counts.
 *
 * Names of rosters that have found no place take one letter more when they are over 5 % of the members recorded. Without an active member it is an E.
 *
 * @param recorded active members of the kind the reported figure counts; of any kind when there is none.
 */
export function dataState(record: DataRecord, recorded: number, day: string): DataState {
  const { confirmedOn, reportedMembers, unresolvedNames } = record;
  const staleDays = confirmedOn === null ? null : (Date.parse(day) - Date.parse(confirmedOn)) / MS_PER_DAY;
  const coverage = reportedMembers ? recorded / reportedMembers : null;
  const marks = [freshnessMark(staleDays), ...(coverage === null ? [] : [coverageMark(coverage)])];
  const mean = Math.ceil(marks.reduce((sum, mark) => sum + mark, 0) / marks.length) + Number(unresolvedNames > recorded * 0.05);
  return {
    feed: feedOf(record, recorded),
    staleDays,
    coverage,
    grade: GRADES[recorded === 0 ? WORST : Math.min(mean, WORST)]!,
    issues: recorded === 0 ? [{ word: 'noMembers', number: 0 }] : issuesOf(record, recorded, staleDays),
  };
}

function freshnessMark(staleDays: number | null): number {
  return staleDays === null ? WORST : [FRESH, 365, 730, 1_460].filter((days) => staleDays > days).length;
}

function coverageMark(coverage: number): number {
  return coverage > 1.2 ? 1 : [0.95, 0.8, 0.6, 0.4].filter((share) => coverage < share).length;
}

function issuesOf({ reportedMembers, unresolvedNames }: DataRecord, recorded: number, staleDays: number | null): DataIssue[] {
  const missing = (reportedMembers ?? recorded) - recorded;
  const isOver = reportedMembers !== null && recorded > reportedMembers * 1.2;
  return [
    ...(staleDays === null ? [{ word: 'neverConfirmed' as const, number: 0 }] : []),
    ...(staleDays !== null && staleDays > FRESH ? [{ word: 'stale' as const, number: staleDays }] : []),
    ...(missing > 0 ? [{ word: 'missingMembers' as const, number: missing }] : []),
    ...(isOver ? [{ word: 'moreThanReported' as const, number: -missing }] : []),
    ...(unresolvedNames > 0 ? [{ word: 'unresolvedNames' as const, number: unresolvedNames }] : []),
  ];
}

function feedOf({ lastImportAt, isGathered }: DataRecord, recorded: number): FeedKind {
  if (recorded === 0) return 'NONE';
  if (lastImportAt === null) return 'MANUAL';
  return isGathered ? 'SCRAPED_DATASET' : 'ROSTER_UPLOAD';
}
