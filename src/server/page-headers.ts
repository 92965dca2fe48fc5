import { createHash } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

/** For whatever is no page of ours: it may load nothing and be framed by nobody. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/** Headers that keep a browser from guessing, framing or telling; a page that needs more sets its own Content-Security-Policy. */
export function addPageHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'content-security-policy': NO_PAGE,
    });
    done();
  });
}

/** A Content-Security-Policy for a page of ours, from what it needs beyond nothing. */
export function pagePolicy(needs: Readonly<Record<string, string>>): string {
  const own = Object.entries(needs).map(([directive, sources]) => `${directive} ${sources}`);
  return [...own, NO_PAGE, "form-action 'none'"].join('; ');
}

/** The source of an inline script or style in a policy. */
export function inlineHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
