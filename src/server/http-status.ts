import { type ErrorCode, HubError } from '../platform/errors';

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  PARTNER_UNAVAILABLE: 502,
  PARTNER_TIMEOUT: 504,
};

/** The HTTP status of a request that is refused as a whole. (An error of one field of an answer changes no status.) */
export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 400;
}

/** A refusal by the rules of HTTP, with a status its code alone does not tell. */
export class HttpRefusal extends HubError {
  constructor(
    readonly status: number,
    code: ErrorCode,
    message: string,
  ) {
    super(code, message);
  }
}
