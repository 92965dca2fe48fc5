import type { Caller } from '../access/caller';
import type { Notifications } from '../changes/notifications';
import type { Context } from '../platform/context';
import type { HubDatabase } from '../platform/database';

/** What resolvers of rosters need besides what all share: a database to write to, and who asks. */
export interface RosterContext extends Context {
  readonly hub: HubDatabase;
  readonly notifications: Notifications;
  /** Null: nobody gave a key. */
  readonly caller: Caller | null;
}
