import type { FastifyRequest } from 'fastify';

/** Whether the caller already holds this version; a proxy may have marked its tag as weak. */
export function isFresh(request: FastifyRequest, etag: string): boolean {
  const held = request.headers['if-none-match'];
  if (held === undefined) return false;
  return held.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
}
