import { auditRefused } from '../access/audit';
import type { Caller } from '../access/caller';
import { isAtLeast } from '../access/roles';
import type { Database } from '../platform/database';
import { HubError } from '../platform/errors';
import type { ImportRow } from './store';

/** @throws HubError UNAUTHENTICATED without a key. */
export function knownCaller(caller: Caller | null): Caller {
  if (caller) return caller;
  throw new HubError('UNAUTHENTICATED', 'Rosters are for those with a key: send it as "Authorization: Bearer <key>".');
}

/** Whether a caller may see and change the rosters of an organisation: its own, or, as a curator, any. */
export function mayKeepRosters({ role, scopes, organizationId }: Caller, ofOrganization: string | null): boolean {
  if (!scopes.includes('roster:write')) return false;
  return isAtLeast(role, 'CURATOR') || (organizationId !== null && organizationId === ofOrganization);
}

/** @throws HubError UNAUTHENTICATED without a key, FORBIDDEN for the rosters of others. */
export function requireKeeper(caller: Caller | null, ofOrganization: string | null): Caller {
  const known = knownCaller(caller);
  if (mayKeepRosters(known, ofOrganization)) return known;
  throw new HubError('FORBIDDEN', 'The key does not speak for the organisation whose roster this is, or lacks the scope "roster:write".');
}

/** As `requireKeeper`, for what is an attempt to write; a refusal is recorded. */
export async function requireWriter(
  db: Database,
  caller: Caller | null,
  wanted: { readonly action: string; readonly of: string | null },
): Promise<Caller> {
  const known = knownCaller(caller);
  if (!mayKeepRosters(known, wanted.of)) {
    await auditRefused(db, { caller: known, action: wanted.action, concerns: wanted.of === null ? [] : [wanted.of] }, 'FORBIDDEN');
  }
  return requireKeeper(known, wanted.of);
}

/** An import its asker may see; null when there is none. @throws HubError as `requireKeeper`. */
export function shownTo(caller: Caller | null, held: ImportRow | null): ImportRow | null {
  knownCaller(caller);
  if (held) requireKeeper(caller, held.organizationId);
  return held;
}
