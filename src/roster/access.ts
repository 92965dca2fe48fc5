import { HubError } from '../platform/errors';

/** @throws HubError UNAUTHENTICATED unless it is an administrator who asks. */
export function requireAdmin(isAdmin: boolean): void {
  if (!isAdmin) throw new HubError('UNAUTHENTICATED', 'Rosters are for those with a key: send it as "Authorization: Bearer <key>".');
}
