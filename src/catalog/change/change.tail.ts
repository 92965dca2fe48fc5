import { filter, pipe, type Repeater } from '@graphql-yoga/subscription';
import type { Notifications } from '../../changes/notifications';
import { Tail } from '../../changes/tail';
import type { Context } from '../../platform/context';
import type { Database } from '../../platform/database';
import { sql } from '../../platform/sql';
import { type ChangeRow, changesBehind } from './change.loader';

/** What resolvers that follow the feed need besides what all share. */
export interface FeedContext extends Context {
  readonly feed: Tail<ChangeRow>;
}

/** The newest part of the feed of a database. */
export function tailOf(db: Database, notifications: Notifications, onFault: (error: Error) => void): Tail<ChangeRow> {
  const source = {
    channel: 'hub_change' as const,
    read: (after: string, limit: number) => changesBehind(db, after, limit),
    last: () => lastSequence(db),
  };
  return new Tail(source, notifications, onFault);
}

/** What a follower wants to hear of. */
export interface Interest {
  readonly entityTypes: readonly string[] | null;
  /** Every one of these is concerned. */
  readonly concerned: readonly string[];
}

/** The changes from now on that are of interest. */
export async function following(feed: Tail<ChangeRow>, { entityTypes, concerned }: Interest): Promise<Repeater<ChangeRow>> {
  const types = entityTypes && new Set(entityTypes);
  const isOfInterest = (change: ChangeRow) =>
    (types === null || types.has(change.entityType)) && concerned.every((id) => change.concerns.includes(id));
  return pipe(await feed.follow(), filter(isOfInterest));
}

async function lastSequence(db: Database): Promise<string> {
  const [counter] = await db.rows<{ last: string }>(sql`SELECT last::text FROM change_counter`);
  return counter?.last ?? '0';
}
