import { listen, type Notifications } from '../../src/changes/notifications';
import type { HubDatabase } from '../../src/platform/database';

/** What is told of a database of the tests. */
export function notificationsOf(db: HubDatabase): Promise<Notifications> {
  return listen((db.source.options as { readonly url: string }).url, () => undefined);
}
