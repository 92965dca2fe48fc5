import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';

import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { isFresh } from './etag';
import { inlineHash, pagePolicy } from './page-headers';
import type { GoldenQuestion } from './questions';

interface CompressedPage {
  readonly body: Buffer;
  readonly etag: string;
  readonly policy: string;
}

/**
 * GraphiQL at `/explorer`, whole in one page: nothing is fetched from elsewhere, so it works without internet.
 *
 * The page has 9 MB. It is rendered when first asked for, and kept compressed only.
 */
export function serveExplorer(app: FastifyInstance, questions: readonly GoldenQuestion[]): void {
  let page: Promise<CompressedPage> | undefined;
  app.get('/explorer', async (request, reply) => {
    page ??= compressedPage(questions);
    return sendPage(await page, request, reply);
  });
  app.get('/', async (_request, reply) => reply.redirect('/explorer'));
}

function sendPage({ body, etag, policy }: CompressedPage, request: FastifyRequest, reply: FastifyReply) {
  reply.headers({ etag, 'cache-control': 'no-cache', vary: 'accept-encoding', 'content-security-policy': policy });
  if (isFresh(request, etag)) return reply.code(304).send();
  reply.type('text/html; charset=utf-8');
  if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.header('content-encoding', 'gzip').send(body);
  const plain = createGunzip();
  plain.end(body);
  return reply.send(plain);
}

async function compressedPage(questions: readonly GoldenQuestion[]): Promise<CompressedPage> {
  const html = explorerHtml(questions);
  const body = await promisify(gzip)(html);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"`, policy: policyOf(html) };
}

function explorerHtml(questions: readonly GoldenQuestion[]): string {
  const [first] = questions;
  const page = renderGraphiQL({
    title: 'City Federation Hub',
    endpoint: '/graphql',
    ...(first && { defaultQuery: `# ${first.title}\n${first.document}\n` }),
  });
  return page.replace('<script>', (script) => script + LAST_TAB);
}

/**
 * GraphiQL opens the tab that has what was edited last, and a new one when none has: an empty one, when the last visit only brought a query in
 * its address. So what counts as edited last is what the tab has that was open.
 */
const LAST_TAB = `
  if (!new URLSearchParams(location.search).has('query')) try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
    for (const part of ['query', 'variables', 'headers']) localStorage.setItem('graphiql:' + part, tabs[activeTabIndex][part] ?? '');
  } catch { /* Nothing is kept, or may be: it begins anew. */ }
`;

/** Its one script is allowed by hash. Styles are written by the editor as it runs, its workers and fonts are in the page itself. */
function policyOf(html: string): string {
  const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
  return pagePolicy({
    'script-src': inlineHash(script),
    'style-src': "'unsafe-inline'",
    'worker-src': 'blob:',
    'font-src': 'data:',
    'img-src': "'self' data:",
    'connect-src': "'self'",
  });
}
