/**
 * The ways a request can fail, as told to callers in `extensions.code`.
 * An answer the caller asked for (a refusal of a mutation, say) is data, not an error of this kind.
 */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'COST_LIMIT_EXCEEDED',
  'RATE_LIMITED',
  'DEPTH_LIMIT_EXCEEDED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PARTNER_UNAVAILABLE',
  'PARTNER_TIMEOUT',
  'NOT_PLANNABLE',
  'CONFLICT',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** A request that cannot be served, with words the caller may read. Anything else that is thrown is a bug, and masked. */
export class HubError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Facts about the refusal, shown to the caller in `extensions`. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'HubError';
  }
}
