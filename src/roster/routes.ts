import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { auditDone } from '../access/audit';
import type { Caller, Credentials } from '../access/caller';
import { organizationBySlug } from '../catalog/organization/organization.loader';
import type { Matcher } from '../identity';
import type { HubDatabase } from '../platform/database';
import { HubError } from '../platform/errors';
import { globalId, uuidIn } from '../platform/global-id';
import { knownCaller, requireKeeper, requireWriter } from './access';
import { type ColumnsTold, FIELDS } from './columns';
import { type ImportHub, startImport } from './import-roster';
import { LIMITS } from './limits';
import { RosterError } from './problem';
import { receive } from './received-file';
import { reviewRows } from './review';
import { decisionsIn, reviewFile } from './review-file';
import { type ImportRow, importOf } from './store';

/** What these routes use of the server; only the server knows which one it is. */
interface Request {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: unknown;
  readonly params: unknown;
  readonly body: unknown;
}

interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  type(type: string): Reply;
}

interface Scope {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    options: { readonly bodyLimit: number },
    parser: (request: unknown, body: Readable) => Promise<unknown>,
  ): unknown;
  addHook(name: 'onError', hook: (request: Request, reply: Reply) => Promise<void>): unknown;
  addHook(name: 'onRequest', hook: (request: Request) => Promise<void>): unknown;
  route(route: {
    readonly method: 'GET' | 'POST';
    readonly url: string;
    readonly handler: (request: Request, reply: Reply) => Promise<unknown>;
  }): unknown;
}

export interface ImportsApp {
  register(plugin: (scope: Scope) => Promise<void>): unknown;
}

export interface ServedImports {
  readonly db: HubDatabase;
  readonly matcher: Matcher;
  /** Who asks, by key; throws for a wrong one. */
  readonly callerOf: (credentials: Credentials) => Promise<Caller | null>;
}

/**
 * `POST /imports?organization=SLUG&asOf=DAY&complete=true`: a roster as the raw body, streamed; answers 202 with the import's id.
 * `GET /imports/ID/review`: the rows that need a person, as CSV. `POST /imports/ID/review`: the same, edited.
 */
export function serveImports(app: ImportsApp, { db, matcher, callerOf }: ServedImports): void {
  const callers = new WeakMap<Request, Caller>();
  app.register(async (scope: Scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { bodyLimit: LIMITS.fileBytes }, async (_request, body) => body);
    scope.addHook('onRequest', async (request) => void callers.set(request, knownCaller(await callerOf(credentialsOf(request)))));
    // Whoever is refused is still sending: nobody reads the rest.
    scope.addHook('onError', async (_request, reply) => void reply.header('connection', 'close'));
    scope.route({
      method: 'POST',
      url: '/imports',
      handler: (request: Request, reply: Reply) => upload({ db, matcher, caller: callers.get(request)! }, request, reply),
    });
    scope.route({
      method: 'GET',
      url: '/imports/:id/review',
      handler: (request: Request, reply: Reply) => sendReview({ db, caller: callers.get(request)! }, request, reply),
    });
    scope.route({
      method: 'POST',
      url: '/imports/:id/review',
      handler: (request: Request) => takeReview({ db, caller: callers.get(request)! }, request),
    });
  });
}

/** Who asks, and where to look. */
interface Asked {
  readonly db: HubDatabase;
  readonly caller: Caller;
}

function credentialsOf({ headers, ip }: Request): Credentials {
  return { authorization: headers.authorization as string | undefined, address: ip };
}

async function organizationWith(db: HubDatabase, slug: string): Promise<string | null> {
  const [found] = await organizationBySlug.fetch(db, [slug]);
  return found?.id ?? null;
}

async function upload(hub: ImportHub & Asked, { query, headers, body }: Request, reply: Reply): Promise<{ id: string }> {
  const asked = textsIn(query);
  const of = await organizationWith(hub.db, asked.organization ?? missing('organization'));
  // Of one that is not there a curator hears so; others hear what they would of any that is not theirs.
  await requireWriter(hub.db, hub.caller, { action: 'importRoster', of });
  const { id } = await startImport(hub, {
    bytes: bodyOf(body),
    organization: asked.organization ?? missing('organization'),
    asOf: asked.asOf ?? missing('asOf'),
    isComplete: flagOf(asked.complete),
    encoding: asked.encoding,
    columns: columnsIn((asked.columns ?? '').split(',')),
    fileName: fileNameIn(headers['content-disposition']),
    createdBy: hub.caller.name,
  }).catch(refuse);
  await auditDone(hub.db, { caller: hub.caller, action: 'importRoster', concerns: of === null ? [] : [of] });
  reply.code(202).header('cache-control', 'no-store');
  return { id: globalId('RosterImport', id) };
}

async function sendReview({ db, caller }: Asked, { params }: Request, reply: Reply): Promise<string> {
  const { id, organizationId } = await knownImport(db, params);
  requireKeeper(caller, organizationId);
  reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="review.csv"')
    .header('cache-control', 'no-store');
  return reviewFile(db, id);
}

async function takeReview({ db, caller }: Asked, { params, body }: Request): Promise<object> {
  const { id: importId, organizationId } = await knownImport(db, params);
  await requireWriter(db, caller, { action: 'reviewRosterRows', of: organizationId });
  const file = await receive(bodyOf(body), LIMITS.reviewBytes).catch(refuse);
  try {
    const decisions = await decisionsIn(db, importId, await textOf(createReadStream(file.path))).catch(refuse);
    const act = { caller, action: 'reviewRosterRows', concerns: [organizationId] };
    const own = { act, once: null, answer: { userErrors: [] } };
    const userErrors = await reviewRows(db, { importId, decisions, decidedBy: caller.name, own });
    return { decided: userErrors.length === 0 ? decisions.length : 0, userErrors };
  } finally {
    await file.remove();
  }
}

async function knownImport(db: HubDatabase, params: unknown): Promise<ImportRow> {
  const id = uuidIn(textsIn(params).id ?? '', 'id');
  const held = await importOf(db, id);
  if (held) return held;
  throw new HubError('NOT_FOUND', 'There is no such import.');
}

/** A request whose query has a key twice gives a list; the last counts. */
function textsIn(given: unknown): Readonly<Record<string, string | undefined>> {
  const entries = Object.entries((given ?? {}) as Record<string, string | string[]>);
  return Object.fromEntries(entries.map(([key, value]) => [key, Array.isArray(value) ? value.at(-1) : value]));
}

function missing(argument: string): never {
  throw new HubError('BAD_USER_INPUT', `Say "${argument}" in the address: /imports?organization=SLUG&asOf=2026-01-31&complete=true.`, {
    argument,
  });
}

function flagOf(text: string | undefined): boolean {
  if (text === undefined || text === 'false' || text === 'true') return text === 'true';
  throw new HubError('BAD_USER_INPUT', '"complete" takes true (who is not listed has left) or false.', { argument: 'complete' });
}

/** `name:City`, `country:2`: which column says what. @throws HubError BAD_USER_INPUT for what is no such pair. */
export function columnsIn(pairs: readonly string[]): ColumnsTold {
  return Object.fromEntries(
    pairs
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [field = '', column] = [pair.split(/[:=]/, 1)[0], pair.slice(pair.search(/[:=]/) + 1).trim()];
        if (FIELDS.some((known) => known === field) && column !== '') return [field, column];
        throw new HubError('BAD_USER_INPUT', `A column is told as name:City or name:2, of ${FIELDS.join(', ')}.`, { argument: 'columns' });
      }),
  );
}

function fileNameIn(disposition: string | string[] | undefined): string | null {
  return /filename="?([^"/\\;]{1,200})"?/.exec(String(disposition ?? ''))?.[1] ?? null;
}

function bodyOf(body: unknown): AsyncIterable<Uint8Array> {
  if (body) return body as Readable;
  throw new HubError('BAD_USER_INPUT', 'Send the roster as the body of the request, with its content type.');
}

/** What is wrong with a file, for the caller: too large is told by the status. */
function refuse(error: unknown): never {
  if (!(error instanceof RosterError)) throw error;
  if (error.problem.code === 'TOO_LARGE') throw Object.assign(new Error(error.message), { statusCode: 413 });
  const { code, line, column } = error.problem;
  throw new HubError('BAD_USER_INPUT', error.message, { problem: code, line, column });
}
