import { fold } from '../platform/fold';
import type { Place } from './gazetteer';

type Named = Pick<Place, 'geonamesId' | 'name' | 'asciiName' | 'countryCode' | 'population'>;

/**
 * A slug for each place: `ma-tangier`. Of several places with the same one the most populous keeps it (then the lowest id); the others
 * get their GeoNames id behind it. Slugs given before are kept, whatever has changed since.
 *
 * @param given slugs of places that have one, by GeoNames id.
 * @param taken slugs of others.
 */
export function slugsOf(
  places: readonly Named[],
  given: ReadonlyMap<number, string> = new Map(),
  taken: Iterable<string> = [],
): ReadonlyMap<number, string> {
  const slugs = new Map(given);
  const used = new Set([...given.values(), ...taken]);
  const losers: (readonly [Named, string])[] = [];
  for (const place of [...places].sort(byPopulation)) {
    if (slugs.has(place.geonamesId)) continue;
    const slug = slugOf(place);
    if (used.has(slug)) {
      losers.push([place, slug]);
      continue;
    }
    used.add(slug);
    slugs.set(place.geonamesId, slug);
  }
  for (const [{ geonamesId }, slug] of losers) {
    let own = `${slug}-${geonamesId}`;
    while (used.has(own)) own += `-${geonamesId}`;
    used.add(own);
    slugs.set(geonamesId, own);
  }
  return slugs;
}

function byPopulation(left: Named, right: Named): number {
  return (right.population ?? 0) - (left.population ?? 0) || left.geonamesId - right.geonamesId;
}

/** The slug a place would have if it were the only one of its name. */
export function slugOf({ geonamesId, name, asciiName, countryCode }: Named): string {
  const folded = fold(asciiName).replace(/[^a-z0-9]+/g, '-') || fold(name).replace(/[^a-z0-9]+/g, '-');
  return `${countryCode.toLowerCase()}-${folded.replace(/^-+|-+$/g, '') || geonamesId}`;
}
