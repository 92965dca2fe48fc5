import { createHash, timingSafeEqual } from 'node:crypto';
import { HubError } from '../platform/errors';

/** Whether a request carries the administrator's key. The comparison takes as long whatever was sent. */
export function bearsKey(authorization: string | undefined, adminKey: string | undefined): boolean {
  const given = /^Bearer +(\S{1,512})$/i.exec(authorization ?? '')?.[1] ?? '';
  const isSame = timingSafeEqual(digest(given), digest(adminKey ?? ''));
  return isSame && adminKey !== undefined && given !== '';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** @throws HubError UNAUTHENTICATED unless it is an administrator who asks. */
export function requireAdmin(isAdmin: boolean): void {
  if (!isAdmin) throw new HubError('UNAUTHENTICATED', 'Rosters are for those with a key: send it as "Authorization: Bearer <key>".');
}
