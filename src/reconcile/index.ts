import type { Matcher } from '../identity/matcher';
import { today } from '../platform/clock';
import type { Database } from '../platform/database';
import { HubError } from '../platform/errors';
import { acceptedLanguages, languageChain } from '../platform/language';
import { Loaders } from '../platform/loaders';
import { answerBatch } from './answer-batch';
import { answerError } from './errors';
import { extend, extensionIn } from './extend';
import { pagePolicy } from './html';
import { type Asked, type HttpApp, type HttpScope, parameter, type Reply, textAt, wholeNumber } from './http';
import { manifest } from './manifest';
import { entityWithId, notFoundPage, type PageReader, previewPage, viewPage } from './pages';
import { propertiesLike, propertiesToFetch } from './properties';
import { queriesIn } from './read-batch';
import { suggestEntities } from './suggest';
import { typesLike } from './vocabulary';
import { languageOf } from './words';

export interface ReconcileOptions {
  readonly db: Database;
  readonly matcher: Matcher;
  /** Where the caller sees the hub, without a slash at the end. */
  publicUrl(request: Asked): string;
}

/** The W3C Reconciliation Service API 0.2 at `/reconcile`, for OpenRefine and whoever else speaks it. */
export function serveReconcile(app: HttpApp, options: ReconcileOptions): void {
  app.register(async (scope) => {
    scope.setErrorHandler(answerError);
    readForms(scope);
    openToAllOrigins(scope);
    serveQueries(scope, options);
    serveSuggestions(scope, options);
    servePages(scope, options);
  });
}

const FORM = 'application/x-www-form-urlencoded';
const FORM_LIMIT = 1024 * 1024;
const MOST_FIELDS = 20;

function readForms(scope: HttpScope): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: FORM_LIMIT }, async (_request, body) =>
    Object.fromEntries(new URLSearchParams(body.split('&', MOST_FIELDS).join('&'))),
  );
}

/** The specification wants every page on the web to be able to ask; nothing here depends on who asks, and no credentials are read. */
function openToAllOrigins(scope: HttpScope): void {
  scope.addHook('onSend', async (_request, reply, payload) => {
    reply.header('access-control-allow-origin', '*').header('vary', 'accept-language').removeHeader('access-control-allow-credentials');
    return payload;
  });
  const preflight = async (_request: Asked, reply: Reply) =>
    reply.code(204).header('access-control-allow-methods', 'GET, POST').header('access-control-allow-headers', 'content-type').send();
  for (const url of ['/reconcile', '/reconcile/*']) scope.route({ method: 'OPTIONS', url, handler: preflight });
}

function serveQueries(scope: HttpScope, options: ReconcileOptions): void {
  const answer = async (request: Asked, given: unknown): Promise<unknown> => {
    refuseJsonp(request);
    const reader = readerOf(request, options);
    const [queries, extension] = [textAt(given, 'queries'), textAt(given, 'extend')];
    if (queries !== undefined) return answerBatch(options, reader, queriesIn(queries));
    return extension === undefined ? undefined : extend(options.db, reader, extensionIn(extension));
  };
  scope.route({
    method: 'GET',
    url: '/reconcile',
    handler: async (request) => {
      const { publicUrl, chain } = readerOf(request, options);
      return (await answer(request, request.query)) ?? manifest(publicUrl, chain);
    },
  });
  scope.route({
    method: 'POST',
    url: '/reconcile',
    handler: async (request) => {
      const answered = await answer(request, request.body);
      if (answered === undefined) throw new HubError('BAD_USER_INPUT', `Send a form (${FORM}) with the field "queries" or "extend".`);
      return answered;
    },
  });
}

function refuseJsonp(request: Asked): void {
  if (textAt(request.query, 'callback') === undefined) return;
  throw new HubError('BAD_USER_INPUT', 'JSONP ("callback") is not supported: every origin may read the answers as JSON (CORS).');
}

const SUGGESTIONS = 10;
const FURTHEST = 500;

function serveSuggestions(scope: HttpScope, options: ReconcileOptions): void {
  const get = (url: string, handler: (request: Asked, reader: PageReader) => unknown) =>
    scope.route({
      method: 'GET',
      url,
      handler: async (request) => {
        refuseJsonp(request);
        return handler(request, readerOf(request, options));
      },
    });
  const cursor = (request: Asked) => wholeNumber(parameter(request, 'cursor'), { least: 0, most: FURTHEST, fallback: 0 });
  const size = (request: Asked, most: number) => wholeNumber(parameter(request, 'limit'), { least: 1, most, fallback: most });
  const prefix = (request: Asked) => parameter(request, 'prefix') ?? '';
  get('/reconcile/suggest/entity', async (request, reader) => {
    const types = (parameter(request, 'type') ?? '').split(',').filter(Boolean).slice(0, SUGGESTIONS);
    const query = { prefix: prefix(request), types, skip: cursor(request), size: size(request, SUGGESTIONS) };
    return { result: await suggestEntities(options.db, reader, query) };
  });
  get('/reconcile/suggest/type', (request, { chain }) => ({ result: typesLike(prefix(request), chain).slice(cursor(request)) }));
  get('/reconcile/suggest/property', (request, { chain }) => ({ result: propertiesLike(prefix(request), chain).slice(cursor(request)) }));
  get('/reconcile/properties', (request, { chain }) => {
    const type = parameter(request, 'type') || null;
    const limit = size(request, 100);
    return { ...(type === null ? {} : { type }), limit, properties: propertiesToFetch(type, chain).slice(0, limit) };
  });
}

function servePages(scope: HttpScope, options: ReconcileOptions): void {
  const send = async (id: string, reader: PageReader, { reply, isSmall }: { reply: Reply; isSmall: boolean }) => {
    const entity = await entityWithId(options.db, reader, id);
    reply.type('text/html; charset=utf-8').code(entity === null ? 404 : 200);
    reply.header('content-security-policy', pagePolicy(isSmall ? '*' : "'none'")).header('content-language', reader.language);
    // A preview is made to be framed by another program.
    if (isSmall) reply.removeHeader('x-frame-options');
    if (entity === null) return notFoundPage(reader, isSmall);
    return isSmall ? previewPage(reader, entity) : viewPage(reader, entity);
  };
  scope.route({
    method: 'GET',
    url: '/reconcile/preview',
    handler: async (request, reply) => send(parameter(request, 'id') ?? '', readerOf(request, options), { reply, isSmall: true }),
  });
  scope.route({
    method: 'GET',
    url: '/reconcile/view/:id',
    handler: async (request, reply) => send(textAt(request.params, 'id') ?? '', readerOf(request, options), { reply, isSmall: false }),
  });
}

/** `?language=` for programs that send no `Accept-Language`. */
function readerOf(request: Asked, { db, publicUrl }: ReconcileOptions): PageReader {
  const asked = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.exec(parameter(request, 'language') ?? '')?.[0];
  const header = request.headers['accept-language'];
  const chain = languageChain(null, acceptedLanguages(asked ?? (typeof header === 'string' ? header : undefined)));
  return {
    loaders: new Loaders(db),
    chain,
    language: languageOf(chain),
    today: today(),
    publicUrl: publicUrl(request).replace(/\/+$/, ''),
  };
}
