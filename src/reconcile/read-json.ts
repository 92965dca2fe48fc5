import { HubError } from '../platform/errors';

/** A JSON object in a text. @throws HubError BAD_USER_INPUT that names the field it came in. */
export function objectIn(text: string, field: string): ReadonlyMap<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HubError('BAD_USER_INPUT', `"${field}" is not JSON.`);
  }
  if (!isObject(value)) throw new HubError('BAD_USER_INPUT', `"${field}" takes a JSON object.`);
  return new Map(Object.entries(value));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value where the protocol allows one or several. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** What was sent, short enough to be repeated. */
export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
