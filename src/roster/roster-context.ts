import type { Notifications } from '../changes/notifications';
import type { Context } from '../platform/context';
import type { HubDatabase } from '../platform/database';

/** What resolvers of rosters need besides what all share: a database to write to, and whether an administrator asks. */
export interface RosterContext extends Context {
  readonly hub: HubDatabase;
  readonly notifications: Notifications;
  readonly isAdmin: boolean;
}
