import type { Matcher } from '../identity';
import type { Decision, Reason } from '../identity/match';
import type { CityMatch } from '../identity/resolve';
import type { OrganizationMatch } from '../identity/resolve-organization';
import { LIMITS } from './limits';
import type { ParsedRow } from './read-row';
import type { StoredCandidate } from './roster-row.entity';

/** Candidates kept for a person to choose from. */
const CANDIDATES = 5;

/** Whom a row may mean. Of the two ids one is set when the decision is MATCH, else none. */
export interface MemberMatch {
  readonly decision: Decision;
  readonly cityId: string | null;
  readonly organizationId: string | null;
  readonly candidates: readonly StoredCandidate[];
  readonly reasons: readonly Reason[];
}

/**
 * Which city or organisation each row means.
 *
 * A row whose kind is that of an organisation means none but those. One that says no kind and is no city for sure is an organisation only
 * when it has the name of one and is like no city; where it is like both, a person chooses.
 */
export async function matchMembers(matcher: Matcher, rows: readonly ParsedRow[]): Promise<MemberMatch[]> {
  const cities = await matcher.cities(rows.map(cityQuestion));
  const places = rows.flatMap((row, at) => (mayBeOrganization(row, cities[at]!) ? [at] : []));
  if (places.length === 0) return cities.map(asCity);
  const found = await matcher.organizations(places.map((at) => organizationQuestion(rows[at]!)));
  const organizations = new Map(places.map((place, at) => [place, found[at]!]));
  return rows.map((row, at) => memberOf(row, cities[at]!, organizations.get(at)));
}

function mayBeOrganization({ isOrganization, kind }: ParsedRow, { decision }: CityMatch): boolean {
  return isOrganization || (kind === null && decision !== 'MATCH');
}

function memberOf({ isOrganization }: ParsedRow, city: CityMatch, organization: OrganizationMatch | undefined): MemberMatch {
  if (organization === undefined) return asCity(city);
  if (isOrganization) return { ...organization, cityId: null };
  if (organization.decision !== 'MATCH') return asCity(city);
  if (city.decision === 'NO_MATCH') return { ...organization, cityId: null };
  return { ...asCity(city), candidates: [organization.candidates[0]!, ...city.candidates].slice(0, CANDIDATES) };
}

function asCity(match: CityMatch): MemberMatch {
  return { ...match, organizationId: null };
}

function cityQuestion(row: ParsedRow) {
  const { geonamesId, unlocode, kind } = row;
  return { ...organizationQuestion(row), region: row.region?.slice(0, 100) ?? null, geonamesId, unlocode, kind };
}

function organizationQuestion({ name, country, wikidataId }: ParsedRow) {
  const asked = name.length > LIMITS.nameCharacters ? '' : name;
  return { name: asked, country: country?.slice(0, 100) ?? null, wikidataId, limit: CANDIDATES };
}
