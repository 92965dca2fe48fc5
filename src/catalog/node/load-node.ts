import type { Context } from '../../platform/context';
import { isUuid, parseGlobalId } from '../../platform/global-id';
import type { Loaders } from '../../platform/loaders';
import type { Found } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
import type { ByKey } from '../../platform/one-statement/told';
import { actorById } from '../actor/actor.loader';
import { changeBySequence } from '../change/change.loader';
import { collaborationById, participationById } from '../collaboration/collaboration.loader';
import { commitmentById, commitmentUpdateById, followUpById } from '../commitment/commitment.loader';
import { regionById } from '../country/country.loader';
import { membershipById, tierById } from '../membership/membership.loader';
import { mandateById, personById } from '../person/person.loader';
import { resourceById } from '../resource/resource.loader';
import { sourceById } from '../source/source.loader';
import { themeById } from '../theme/theme.loader';

/** Loads an object of one type. Throws when the asker may not see it; a key that is none gives null. */
export type NodeLoad<Asker extends Context = Context> = (context: Asker, key: string) => Promise<Typed | null>;

/** Where the objects of the catalog that have an id of their own are found by it. */
const FOUND: readonly Found<Typed & object>[] = [
  actorById,
  collaborationById,
  commitmentById,
  commitmentUpdateById,
  followUpById,
  mandateById,
  membershipById,
  participationById,
  personById,
  regionById,
  resourceById,
  sourceById,
  themeById,
  tierById,
];

const BY_TYPE: ReadonlyMap<string, Found<Typed & object>> = new Map(
  FOUND.flatMap((found) => (found.lookup.types ?? []).map((type) => [type, found] as const)),
);

/** The object of a type with a key, or null; also null when the key is of an object of another type. */
export async function loadNode(loaders: Loaders, type: string, key: string): Promise<Typed | null> {
  if (isUuid(key) === (type === 'Change')) return null;
  const batch = type === 'Change' ? changeBySequence : BY_TYPE.get(type);
  const found = batch ? await loaders.one<string, Typed>(batch, key) : null;
  return found?.__typename === type ? found : null;
}

/** By what `loadNode` finds the object with a global id. Null when it is of no type that is found by a uuid. */
export function nodeFoundBy(id: string): ByKey | null {
  const parsed = parseGlobalId(id);
  const found = parsed && BY_TYPE.get(parsed.type);
  return found && isUuid(parsed.key) ? { found, key: parsed.key, types: [parsed.type] } : null;
}

/** The object with a global id, or null when there is none; `others` loads what features beyond the catalog have. */
export async function loadGlobal(context: Context, id: string, others: ReadonlyMap<string, NodeLoad>): Promise<Typed | null> {
  const parsed = parseGlobalId(id);
  if (!parsed) return null;
  const other = others.get(parsed.type);
  if (!other) return loadNode(context.loaders, parsed.type, parsed.key);
  return isUuid(parsed.key) ? other(context, parsed.key) : null;
}
