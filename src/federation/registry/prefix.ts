/** A partner's name: also the beginning of its types and of its fields at the root. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SHORTEST = 3;
const LONGEST = 40;

/** Names that mean something else already. */
const RESERVED = ['hub', 'query', 'mutation', 'subscription', 'node'];

export function isPartnerName(name: string): boolean {
  return NAME.test(name) && name.length >= SHORTEST && name.length <= LONGEST && !RESERVED.includes(name);
}

/** `culture-houses` begins its types with `CultureHouses`. */
export function typePrefix(name: string): string {
  return name.replace(/(^|-)([a-z0-9])/g, (_all, _dash, letter: string) => letter.toUpperCase());
}

/** `culture-houses` begins its root fields with `cultureHouses`. */
export function fieldPrefix(name: string): string {
  const prefix = typePrefix(name);
  return prefix.charAt(0).toLowerCase() + prefix.slice(1);
}

/** Whether a name is the prefix, or goes on behind it with a new word. */
export function beginsWith(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && /^($|[A-Z0-9_])/.test(name.slice(prefix.length));
}
