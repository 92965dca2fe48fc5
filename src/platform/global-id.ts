import { HubError } from './errors';

/** An opaque global id (Relay): base64url of `Type:uuid`. */
export function globalId(type: string, uuid: string): string {
  return Buffer.from(`${type}:${uuid}`).toString('base64url');
}

export interface ParsedId {
  readonly type: string;
  readonly uuid: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The type and uuid in a global id, or null when it is none. */
export function parseGlobalId(id: string): ParsedId | null {
  if (id.length > 120 || !/^[A-Za-z0-9_-]+=*$/.test(id)) return null;
  const [type, uuid, ...rest] = Buffer.from(id, 'base64url').toString('latin1').split(':');
  if (!type || uuid === undefined || rest.length > 0 || !UUID.test(uuid)) return null;
  return { type, uuid };
}

/** The uuid in a global id given as an argument. @throws HubError BAD_USER_INPUT that names the argument. */
export function uuidIn(id: string, argument: string): string {
  const parsed = parseGlobalId(id);
  if (parsed) return parsed.uuid;
  throw new HubError('BAD_USER_INPUT', `"${argument}" takes an id of this hub, as its field "id" gives it.`, { argument });
}
