import { uuidIn } from '../../platform/global-id';
import type { Caller } from '../caller';
import { HubRole, isAtLeast, isScope, type Scope, scopesOf } from '../roles';
import type { Refusal, UserErrorCode } from '../user-error';
import type { KeyGiven } from './key-store';

/** A key somebody asks for. */
export interface KeyWish {
  readonly name: string;
  /** Empty: all of the role. */
  readonly scopes: readonly string[];
  readonly role?: HubRole | null;
  readonly organizationId?: string | null;
  readonly expiresAt?: Date | null;
}

export type KeyAsked = { readonly key: KeyGiven; readonly refusal?: undefined } | { readonly refusal: Refusal };

const PARTNERS: readonly HubRole[] = ['PARTNER_EDITOR', 'PARTNER_ADMIN'];

/** The key to make for a wish, unless it would be able to do more than whoever makes it. */
export function keyAsked(wish: KeyWish, maker: Caller): KeyAsked {
  const name = wish.name.trim();
  if (name === '') return refusal('BLANK', 'name', 'Say what the key is for.');
  if (name.length > 200) return refusal('INVALID', 'name', 'A name has at most 200 characters.');
  const unknown = wish.scopes.find((scope) => !isScope(scope));
  if (unknown !== undefined) return refusal('INVALID', 'scopes', `There is no scope "${unknown.slice(0, 40)}".`);
  const scopes = wish.scopes as readonly Scope[];
  const role = wish.role ?? leastRoleFor(scopes);
  const organizationId = wish.organizationId ? uuidIn(wish.organizationId, 'organizationId') : maker.organizationId;
  if (role === 'READER') return refusal('INVALID', 'role', 'Reading takes no key.');
  if (!isAtLeast(maker.role, role)) return refusal('INVALID', 'role', `A key with the role ${maker.role} makes none with ${role}.`);
  if (PARTNERS.includes(role) && organizationId === null)
    return refusal('BLANK', 'organizationId', `Say for which organisation a ${role} speaks.`);
  const beyond = scopes.find((scope) => !scopesOf(role).includes(scope) || !maker.scopes.includes(scope));
  if (beyond !== undefined)
    return refusal('INVALID', 'scopes', `The scope "${beyond}" is more than ${role} or the key that makes it may have.`);
  if (wish.expiresAt && wish.expiresAt.getTime() <= Date.now()) return refusal('INVALID', 'expiresAt', 'The key would have ended already.');
  const granted = scopes.length > 0 ? scopes : scopesOf(role).filter((scope) => maker.scopes.includes(scope));
  return { key: { name, organizationId, role, scopes: granted, expiresAt: wish.expiresAt ?? null, createdBy: maker.name } };
}

function leastRoleFor(scopes: readonly Scope[]): HubRole {
  const roles = Object.keys(HubRole) as HubRole[];
  return roles.find((role) => role !== 'READER' && scopes.every((scope) => scopesOf(role).includes(scope))) ?? 'ADMIN';
}

function refusal(code: UserErrorCode, field: string, message: string): KeyAsked {
  return { refusal: { code, field: ['input', field], message } };
}
