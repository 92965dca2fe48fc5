import { parse, v5 } from 'uuid';

/** The hub's own namespace. Never changes: every installation derives the same ids from it. */
const NAMESPACE = parse('6f1d1a0e-6b0f-4c63-9a3e-2d6c3f0b7a51');

/** Whatever the default world seeds, under the word its id is derived with. */
type Seeded = 'source' | 'theme' | 'region' | 'country' | 'city' | 'organization' | 'person' | 'fact' | 'version' | 'citation';

/**
 * The id of something seeded, the same in every installation: `idOf('country', 'MA')`, `idOf('city', 2530335)`,
 * `idOf('organization', 'ampcc')`, `idOf('fact', 'mandate', key)`.
 */
export function idOf(what: Seeded, ...key: readonly (string | number)[]): string {
  return v5(`${what}:${key.join('|')}`, NAMESPACE);
}

/** Whether an id was derived (version 5). What people and partners record has ids of version 7. */
export function isDerived(id: string): boolean {
  return id[14] === '5';
}
