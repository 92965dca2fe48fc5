import { createHash } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { isFresh } from './etag';

/** SDL by the path it is served at; asked for at each request, as a composed schema changes while the hub runs. */
export type SchemaFiles = Readonly<Record<string, () => string | Promise<string>>>;

/** The schemas as text to read or download; an unchanged one costs a 304. */
export function serveSchemaFiles(app: FastifyInstance, files: SchemaFiles): void {
  for (const [path, sdl] of Object.entries(files)) {
    const tag = rememberedTag();
    app.get(path, async (request, reply) => {
      const text = await sdl();
      const etag = tag(text);
      reply.headers({ etag, 'cache-control': 'no-cache' });
      return isFresh(request, etag) ? reply.code(304).send() : reply.type('text/plain; charset=utf-8').send(text);
    });
  }
}

/** The tag of a text, computed again only when the text is another. */
function rememberedTag(): (text: string) => string {
  let last: { text: string; etag: string } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
    return last.etag;
  };
}
