import { type ErrorCode, HubError } from '../platform/errors';
import type { Asked, Reply } from './http';

const STATUS: Partial<Record<ErrorCode, number>> = { NOT_FOUND: 404, RATE_LIMITED: 429, UNAUTHENTICATED: 401, FORBIDDEN: 403 };

/** A batch larger than the service takes: the specification's own status for it. */
export class TooLarge extends HubError {
  readonly status = 413;

  constructor(message: string) {
    super('BAD_USER_INPUT', message);
  }
}

/** Refusals in the shape of this protocol. What is nobody's refusal is a bug, and goes on to the server, which hides it behind an id. */
export function answerError(error: Error, _request: Asked, reply: Reply): Reply {
  const refusal = refusalOf(error);
  if (refusal === null) throw error;
  const { status, code, message } = refusal;
  return reply.code(status).type('application/json; charset=utf-8').send({ status: 'error', code, message });
}

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

function refusalOf(error: Error & { status?: unknown; statusCode?: unknown }): Refusal | null {
  const told = [error.status, error.statusCode].find((status) => typeof status === 'number');
  if (error instanceof HubError) {
    if (error.code === 'INTERNAL') return null;
    return { status: typeof told === 'number' ? told : (STATUS[error.code] ?? 400), code: error.code, message: error.message };
  }
  if (typeof told !== 'number' || told < 400 || told >= 500) return null;
  return { status: told, code: 'BAD_USER_INPUT', message: WORDS[told] ?? error.message };
}

const WORDS: Readonly<Record<number, string>> = {
  413: 'The form is larger than 1 MB: send fewer queries at once.',
  415: 'Send a form (application/x-www-form-urlencoded) with the field "queries" or "extend".',
};
