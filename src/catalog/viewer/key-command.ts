import type { Caller } from '../../access/caller';
import { keyAsked } from '../../access/keys/key-asked';
import { createKey, type KeyRow, keysOf, revokeKey } from '../../access/keys/key-store';
import { HubRole, scopesOf } from '../../access/roles';
import { write } from '../../access/writes/write';
import type { HubDatabase } from '../../platform/database';
import { globalId } from '../../platform/global-id';
import { organizationBySlug } from '../organization/organization.loader';

/** What `hub key create` was told. */
export interface KeyOptions {
  readonly organization?: string;
  readonly role: string;
  readonly name: string;
  readonly scope?: readonly string[];
  readonly expires?: string;
}

/** Whoever can run commands beside the database may do everything. */
function operator(command: string): Caller {
  return { keyId: null, name: `hub ${command}`, role: 'ADMIN', scopes: scopesOf('ADMIN'), organizationId: null };
}

/** Makes a key, and says it on the last line. @throws Error with one clear sentence when the options cannot be. */
export async function createKeyCommand(db: HubDatabase, options: KeyOptions, say: (line: string) => void): Promise<void> {
  const caller = operator('key create');
  const organization = options.organization === undefined ? null : await organizationOf(db, options.organization);
  const wish = {
    name: options.name,
    scopes: options.scope ?? [],
    role: roleIn(options.role),
    organizationId: organization && globalId('Organization', organization.id),
    expiresAt: options.expires === undefined ? null : instantIn(options.expires),
  };
  const asked = keyAsked(wish, caller);
  if (asked.refusal) throw new Error(asked.refusal.message);
  const act = { caller, action: 'createApiKey', concerns: organization ? [organization.id] : [] };
  const work = async (tx: Parameters<typeof createKey>[0]) => ({ ...(await createKey(tx, asked.key)), userErrors: [] });
  const { key, token } = await write(db, { act, once: null, work });
  say(`A key for ${organization?.slug ?? 'no organisation'} with the role ${key.role}: ${key.scopes.join(', ')}.`);
  say('It is shown this once, and kept nowhere:');
  say(token);
}

export async function listKeysCommand(db: HubDatabase, slug: string | undefined, say: (line: string) => void): Promise<void> {
  const keys = await keysOf(db, slug === undefined ? null : (await organizationOf(db, slug)).id);
  for (const key of keys) say(`${`hub_${key.prefix}`}  ${key.role.padEnd(14)}  ${stateOf(key).padEnd(22)}  ${key.name}`);
  if (keys.length === 0) say('There is no key.');
}

/** Ends the key with a prefix, as the list shows it. @throws Error when there is none. */
export async function revokeKeyCommand(db: HubDatabase, prefix: string, say: (line: string) => void): Promise<void> {
  const key = (await keysOf(db, null)).find((each) => `hub_${each.prefix}` === prefix || each.prefix === prefix);
  if (!key) throw new Error(`There is no key with the prefix "${prefix.slice(0, 40)}"; "hub key list" shows them.`);
  const act = { caller: operator('key revoke'), action: 'revokeApiKey', concerns: key.organizationId ? [key.organizationId] : [] };
  await write(db, { act, once: null, work: async (tx) => ({ key: await revokeKey(tx, key.id), userErrors: [] }) });
  say(`The key hub_${key.prefix} (${key.name}) is revoked.`);
}

function stateOf({ revokedAt, expiresAt, lastUsedAt }: KeyRow): string {
  if (revokedAt) return `revoked ${day(revokedAt)}`;
  if (expiresAt && expiresAt.getTime() <= Date.now()) return `expired ${day(expiresAt)}`;
  return lastUsedAt ? `last used ${day(lastUsedAt)}` : 'never used';
}

function day(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

async function organizationOf(db: HubDatabase, slug: string) {
  const [found] = await organizationBySlug.fetch(db, [slug]);
  if (found) return found;
  throw new Error(`No organisation has the slug "${slug.slice(0, 80)}".`);
}

function roleIn(text: string): HubRole {
  const role = Object.values(HubRole).find((each) => each === text.toUpperCase());
  if (role && role !== 'READER') return role;
  throw new Error(`--role takes CONTRIBUTOR, PARTNER_EDITOR, PARTNER_ADMIN, CURATOR or ADMIN, not "${text.slice(0, 40)}".`);
}

function instantIn(text: string): Date {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new Error(`--expires takes a day such as 2027-12-31, not "${text.slice(0, 40)}".`);
  return instant;
}
