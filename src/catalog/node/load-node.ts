import { today } from '../../platform/clock';
import type { Context } from '../../platform/context';
import { isUuid, parseGlobalId } from '../../platform/global-id';
import type { Loaders } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
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

type Load = (loaders: Loaders, key: string) => Promise<Typed | null>;

const actor: Load = (loaders, id) => loaders.one(actorById, id);
const collaboration: Load = (loaders, id) => loaders.one(collaborationById, id);

/** How to load an object of each type of the catalog that has an id of its own. */
const LOAD = new Map<string, Load>(
  Object.entries({
    City: actor,
    Country: actor,
    Association: actor,
    Network: actor,
    Institution: actor,
    Twinning: collaboration,
    JointProject: collaboration,
    Event: collaboration,
    Agreement: collaboration,
    Change: (loaders, sequence) => loaders.one(changeBySequence, sequence),
    Commitment: (loaders, id) => loaders.one(commitmentById, id),
    CommitmentUpdate: (loaders, id) => loaders.one(commitmentUpdateById, id),
    FollowUp: (loaders, id) => loaders.one(followUpById, id),
    Mandate: (loaders, id) => loaders.one(mandateById, id),
    Membership: (loaders, id) => loaders.one(membershipById, id, today()),
    MembershipTier: (loaders, id) => loaders.one(tierById, id),
    Participation: (loaders, id) => loaders.one(participationById, id),
    Person: (loaders, id) => loaders.one(personById, id),
    Region: (loaders, id) => loaders.one(regionById, id),
    Resource: (loaders, id) => loaders.one(resourceById, id),
    Source: (loaders, id) => loaders.one(sourceById, id),
    Theme: (loaders, id) => loaders.one(themeById, id),
  } satisfies Record<string, Load>),
);

/** The object of a type with a key, or null; also null when the key is of an object of another type. */
export async function loadNode(loaders: Loaders, type: string, key: string): Promise<Typed | null> {
  if (isUuid(key) === (type === 'Change')) return null;
  const found = (await LOAD.get(type)?.(loaders, key)) ?? null;
  return found?.__typename === type ? found : null;
}

/** The object with a global id, or null when there is none; `others` loads what features beyond the catalog have. */
export async function loadGlobal(context: Context, id: string, others: ReadonlyMap<string, NodeLoad>): Promise<Typed | null> {
  const parsed = parseGlobalId(id);
  if (!parsed) return null;
  const other = others.get(parsed.type);
  if (!other) return loadNode(context.loaders, parsed.type, parsed.key);
  return isUuid(parsed.key) ? other(context, parsed.key) : null;
}
