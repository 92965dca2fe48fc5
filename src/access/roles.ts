import { words } from '../platform/words';

/** What a caller is to the hub, from least to most. */
export const HubRole = words('HubRole', 'What a caller may do.', {
  READER: 'Reads. No key needed.',
  CONTRIBUTOR: 'Proposes corrections.',
  PARTNER_EDITOR: 'Keeps the facts of its own organisation.',
  PARTNER_ADMIN: "Keeps its organisation's keys, webhooks and services as well.",
  CURATOR: 'Keeps the facts of every organisation, decides proposals, merges and erases.',
  ADMIN: 'May do everything.',
});
export type HubRole = keyof typeof HubRole;

const FROM_LEAST_TO_MOST: readonly HubRole[] = ['READER', 'CONTRIBUTOR', 'PARTNER_EDITOR', 'PARTNER_ADMIN', 'CURATOR', 'ADMIN'];

export function isAtLeast(role: HubRole, least: HubRole): boolean {
  return FROM_LEAST_TO_MOST.indexOf(role) >= FROM_LEAST_TO_MOST.indexOf(least);
}

/** What a key may be limited to, and the least role that may hold it. */
const LEAST_ROLE = {
  'proposal:write': 'CONTRIBUTOR',
  'roster:write': 'PARTNER_EDITOR',
  'membership:write': 'PARTNER_EDITOR',
  'membership:confirm': 'PARTNER_EDITOR',
  'organization:write': 'PARTNER_EDITOR',
  'collaboration:write': 'PARTNER_EDITOR',
  'resource:write': 'PARTNER_EDITOR',
  'webhook:write': 'PARTNER_ADMIN',
  'key:write': 'PARTNER_ADMIN',
  'subgraph:check': 'PARTNER_ADMIN',
  'subgraph:publish': 'PARTNER_ADMIN',
  'curation:write': 'CURATOR',
} as const satisfies Record<string, HubRole>;

export type Scope = keyof typeof LEAST_ROLE;

export const SCOPES = Object.keys(LEAST_ROLE) as readonly Scope[];

export function isScope(text: string): text is Scope {
  return Object.hasOwn(LEAST_ROLE, text);
}

/** Everything a role may do: the scopes of a key for which none are named. */
export function scopesOf(role: HubRole): readonly Scope[] {
  return SCOPES.filter((scope) => isAtLeast(role, LEAST_ROLE[scope]));
}
