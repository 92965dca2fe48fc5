import { keysIn, readPartnerSchema } from './partner-schema';
import type { VersionRow } from './rows';

/** `City by unlocode`, and so on: what a version extends, and how it finds it. */
export function contributions(version: Pick<VersionRow, 'sdl'> | null): string[] {
  if (!version) return [];
  const extended = readPartnerSchema(version.sdl).types.filter((type) => keysIn(type).length > 0);
  return extended.map((type) => `${type.name} by ${keysIn(type).join(' or ')}`);
}
