/**
 * What this folder needs of a web server: a request, a reply, and somewhere to add routes. A Fastify instance fits; only the folder `server`
 * knows Fastify itself.
 */
export interface Asked {
  /** `http` or `https`, as the caller sees it. */
  readonly protocol: string;
  /** Name and port, as the caller sees them. */
  readonly host: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: unknown;
  readonly params: unknown;
  readonly body: unknown;
}

export interface Reply {
  code(status: number): Reply;
  type(contentType: string): Reply;
  header(name: string, value: string): Reply;
  removeHeader(name: string): Reply;
  send(payload?: unknown): Reply;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  readonly url: string;
  handler(request: Asked, reply: Reply): Promise<unknown>;
}

/** Part of a server whose hooks and parsers concern its own routes alone. */
export interface HttpScope {
  route(route: Route): unknown;
  addHook(name: 'onSend', hook: (request: Asked, reply: Reply, payload: unknown) => Promise<unknown>): unknown;
  addContentTypeParser(
    type: string,
    options: { readonly parseAs: 'string'; readonly bodyLimit: number },
    parse: (request: unknown, body: string) => Promise<unknown>,
  ): unknown;
  removeAllContentTypeParsers(): void;
  setErrorHandler(handler: (error: Error, request: Asked, reply: Reply) => unknown): unknown;
}

export interface HttpApp {
  register(routes: (scope: HttpScope) => Promise<void>): unknown;
}

/** A parameter of the query string; undefined when it is absent or given twice. */
export function parameter(request: Asked, name: string): string | undefined {
  return textAt(request.query, name);
}

/** A field of an object that is a text, without characters no database keeps. */
export function textAt(object: unknown, name: string): string | undefined {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  const value = (object as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value.replaceAll('\0', ' ') : undefined;
}

/** A whole number in the query string, kept within bounds; the fallback when it is none. */
export function wholeNumber(
  text: string | undefined,
  { least, most, fallback }: { least: number; most: number; fallback: number },
): number {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return fallback;
  return Math.min(most, Math.max(least, Number(text)));
}
