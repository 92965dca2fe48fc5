import { membersPerCountry, overlapMatrix, reach, sharedMembers, shortestPath } from './across';
import { cityById, cityWithMemberships, fuzzySearch } from './cities';
import { deepPage, membersThen, membersWithCounts, membersWithOrganizations } from './networks';
import type { Question } from './question';

/** Q1 to Q12. */
export const questions: readonly Question[] = [
  ...[cityById, cityWithMemberships, membersWithCounts, membersWithOrganizations],
  ...[overlapMatrix, sharedMembers, shortestPath, fuzzySearch],
  ...[membersPerCountry, membersThen, deepPage, reach],
];
