import type { Cell } from '../../src/world/copy';
import type { InventedOrganization } from './organizations';
import type { Random } from './random';

/** Columns of `membershipRows`. */
export const MEMBERSHIP_COLUMNS =
  'version_id, id, valid_from_given, valid_to_given, recorded_at, superseded_at, confidence, member_id, organization_id, tier_id, status';

const RECORDED = '2024-03-01 00:00:00+00';
const CORRECTED = '2025-06-01 00:00:00+00';

/** Each association joins so many networks. */
const NETWORKS_OF_AN_ASSOCIATION = 3;

/**
 * Memberships: cities in organisations, and associations in networks. Their starts are years, months, days or unknown; one in ten is over,
 * one in twelve is not active, and of one in twenty the hub believed something else before.
 */
export function* membershipRows(random: Random, organizations: readonly InventedOrganization[]): Generator<readonly Cell[]> {
  for (const organization of organizations) {
    for (const place of random.places(organization.pool.length, organization.size)) {
      yield* membership(random, organization.pool[place] ?? '', organization);
    }
  }
  const networks = organizations.filter(({ kind }) => kind === 'NETWORK');
  for (const association of organizations.filter(({ kind }) => kind === 'ASSOCIATION')) {
    for (const at of random.places(networks.length, Math.min(NETWORKS_OF_AN_ASSOCIATION, networks.length >> 1))) {
      yield* membership(random, association.id, networks[at] as InventedOrganization);
    }
  }
}

function* membership(random: Random, memberId: string, { id: organizationId, tierIds }: InventedOrganization): Generator<readonly Cell[]> {
  const [id, from] = [random.uuid(), start(random)];
  const until = random.whole(1, 10) === 1 ? String(Number(from?.slice(0, 4) ?? 2000) + random.whole(1, 20)) : null;
  const status = random.whole(1, 12) === 1 ? random.one(['SUSPENDED', 'WITHDRAWN', 'APPLIED']) : 'ACTIVE';
  const ends = [memberId, organizationId, random.one(tierIds), status] as const;
  if (random.whole(1, 20) === 1) yield [random.uuid(), id, null, null, RECORDED, CORRECTED, 0.5, ...ends];
  const since = random.whole(1, 20) === 1 ? CORRECTED : RECORDED;
  yield [random.uuid(), id, from, until, since, 'infinity', 0.9, ...ends];
}

function start(random: Random): string | null {
  const year = String(random.whole(1975, 2024));
  const month = String(random.whole(1, 12)).padStart(2, '0');
  const day = String(random.whole(1, 28)).padStart(2, '0');
  return random.one([null, year, year, `${year}-${month}`, `${year}-${month}-${day}`]);
}
