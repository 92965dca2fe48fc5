import { HubError } from './errors';

/** An opaque global id (Relay): base64url of the type and its key, which is a uuid (of a change: its sequence). */
export function globalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

export interface ParsedId {
  readonly type: string;
  readonly key: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

const SEQUENCE = /^\d{1,18}$/;

/** The type and key in a global id, or null when it is none. */
export function parseGlobalId(id: string): ParsedId | null {
  if (id.length > 120 || !/^[A-Za-z0-9_-]+=*$/.test(id)) return null;
  const [type, key, ...rest] = Buffer.from(id, 'base64url').toString('latin1').split(':');
  if (!type || key === undefined || rest.length > 0 || !(isUuid(key) || SEQUENCE.test(key))) return null;
  return { type, key };
}

/** The uuid in a global id given as an argument. @throws HubError BAD_USER_INPUT that names the argument. */
export function uuidIn(id: string, argument: string): string {
  const parsed = parseGlobalId(id);
  if (parsed && isUuid(parsed.key)) return parsed.key;
  throw new HubError('BAD_USER_INPUT', `"${argument}" takes an id of this hub, as its field "id" gives it.`, { argument });
}
