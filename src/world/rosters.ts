import { dayAfter, firstDay } from '../platform/partial-date';
import { type KeptDecision } from '../roster';
import { RowResolution } from '../roster/roster-words';
import { DataError } from './data-error';
import type { Directory } from './directory';
import { membershipOf, sitesOf } from './memberships';
import type { Version } from './plan';
import type { RosterTable } from './roster-table';
import type { Tables } from './tables';

/** A roster of the data, checked: what each line tells of whichever city it turns out to mean, and what its editors decided. */
export interface RosterPlan {
  readonly path: string;
  readonly file: string;
  readonly organizationId: string;
  readonly asOf: string;
  readonly decisions: readonly KeptDecision[];
  readonly lines: ReadonlyMap<number, (cityId: string) => Version[]>;
}

export function rosterPlans(tables: Tables, directory: Directory): RosterPlan[] {
  const sites = sitesOf(tables, directory);
  const organizations = new Map(tables.organizations.map((row) => [row.text('slug'), row]));
  const decisions = decisionsOf(tables);
  return tables.rosters.map((roster) => {
    const { path, file, slug, rows } = roster;
    const organization = organizations.get(slug);
    if (!organization) throw new DataError(file, 1, 'City', `no organisation has the slug "${slug}".`);
    const organizationId = directory.organization(organization, 'key');
    const lines = new Map(
      rows.map((row) => {
        row.text('member_name');
        directory.countryCode(row, 'country_code') ?? row.fail('country_code', 'it must not be empty.');
        return [row.line, membershipOf(row, { directory, organizationId, sites })] as const;
      }),
    );
    const asOf = lastDay(roster) ?? firstDay(organization.date('as_of') ?? organization.fail('as_of', 'it must not be empty.'));
    return { path, file, organizationId, asOf, decisions: decisions.get(slug) ?? [], lines };
  });
}

/** The last day a row speaks of. */
function lastDay({ rows }: RosterTable): string | null {
  const days = rows.flatMap((row) => {
    const end = row.date('valid_to');
    return [row.date('as_of'), row.date('valid_from'), end && dayAfter(end)].flatMap((date) => (date ? [firstDay(date)] : []));
  });
  return days.sort().at(-1) ?? null;
}

/** By the slug of the roster. Each must be of a row that is there, and says why. */
function decisionsOf({ rosters, roster_decisions: decisions }: Tables): ReadonlyMap<string, KeptDecision[]> {
  const names = new Set(
    rosters.flatMap(({ slug, rows }) => rows.map((row) => keyOf(slug, row.text('member_name'), row.text('country_code')))),
  );
  const found = new Map<string, KeptDecision[]>();
  for (const row of decisions) {
    const [slug, name, country] = [row.text('roster'), row.text('name_as_listed'), row.text('country_as_listed')];
    if (!names.delete(keyOf(slug, name, country)))
      row.fail('name_as_listed', `the roster has no such row, or it is decided in an earlier line.`);
    row.text('reason');
    const resolution = row.word('resolution', RowResolution);
    if (resolution !== 'CORRECTED' && resolution !== 'SKIPPED') row.fail('resolution', 'it must be CORRECTED, with the city, or SKIPPED.');
    const decision = { name, country, city: resolution === 'SKIPPED' ? null : row.text('city') };
    found.set(slug, [...(found.get(slug) ?? []), decision]);
  }
  return found;
}

function keyOf(slug: string, name: string, country: string): string {
  return `${slug}|${name}|${country}`;
}
