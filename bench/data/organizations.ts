import type { Random } from './random';
import type { Size } from './size';

/** Where the invented organisations find their members. Cities: those with most inhabitants first. */
export interface Places {
  readonly cities: readonly string[];
  readonly citiesOfCountry: ReadonlyMap<string, readonly string[]>;
}

export interface InventedOrganization {
  readonly id: string;
  readonly kind: 'NETWORK' | 'ASSOCIATION';
  readonly slug: string;
  readonly name: string;
  readonly countryCode: string | null;
  /** Cities it may take in. */
  readonly pool: readonly string[];
  readonly tierIds: readonly string[];
  /** How many cities it takes in. */
  readonly size: number;
}

const SUBJECTS = ['Rivers', 'Harbours', 'Bridges', 'Gardens', 'Markets', 'Libraries', 'Schools', 'Forests', 'Squares', 'Wells', 'Lights'];
const NETWORKS = ['Network of Cities for', 'Alliance of Towns for', 'Forum of Mayors for', 'League of Cities for'];

/** One organisation in three is an association of a country, whose cities alone it takes in; the others are networks. */
export function inventOrganizations(random: Random, places: Places, size: Size): InventedOrganization[] {
  const countries = [...places.citiesOfCountry].filter(([, cities]) => cities.length > 1).sort(([, a], [, b]) => b.length - a.length);
  const named = Array.from({ length: size.organizations }, (_, at) => {
    const [countryCode, pool] =
      at % 3 === 2 ? (countries[Math.floor(at / 3) % countries.length] as [string, string[]]) : [null, places.cities];
    const kind = countryCode === null ? ('NETWORK' as const) : ('ASSOCIATION' as const);
    const slug = `bench-${kind.toLowerCase()}-${at + 1}`;
    const name = countryCode
      ? `Association of Local Governments ${countryCode} ${at + 1}`
      : `${random.one(NETWORKS)} ${random.one(SUBJECTS)} ${at + 1}`;
    return { id: random.uuid(), kind, slug, name, countryCode, pool, tierIds: [random.uuid(), random.uuid()] };
  });
  return withSizes(named, size.memberships);
}

/** A few are large and many are small, as in life: the shares fall with the rank. None takes in more than half of its pool. */
function withSizes(named: readonly Omit<InventedOrganization, 'size'>[], memberships: number): InventedOrganization[] {
  const shares = named.map((_, rank) => 1 / (rank + 5) ** 0.6);
  let shareLeft = shares.reduce((sum, share) => sum + share, 0);
  let left = memberships;
  return named.map((organization, rank) => {
    const share = shares[rank] ?? 0;
    const size = Math.min(Math.floor(organization.pool.length / 2), Math.round((left * share) / shareLeft));
    left -= size;
    shareLeft -= share;
    return { ...organization, size };
  });
}
