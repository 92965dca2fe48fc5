import { filter, map, pipe } from '@graphql-yoga/subscription';
import { whenever } from '../changes/whenever';
import { HubError } from '../platform/errors';
import { uuidIn } from '../platform/global-id';
import { knownCaller, shownTo } from './access';
import type { RosterContext } from './roster-context';
import { importById } from './store';

/** An import as it stands, at once and whenever it gets on. @throws HubError as of any import; NOT_FOUND when there is no such import. */
export async function progressOf(importId: string, context: RosterContext) {
  knownCaller(context.caller);
  const id = uuidIn(importId, 'id');
  const standing = async () => (await importById.fetch(context.loaders.db, [id]))[0];
  if (!shownTo(context.caller, (await standing()) ?? null)) throw new HubError('NOT_FOUND', 'There is no such import.', { argument: 'id' });
  const progress = pipe(whenever(context.notifications, 'hub_roster_import', id), map(standing));
  return pipe(
    progress,
    filter((held) => held !== undefined),
  );
}
