import { randomUUID } from 'node:crypto';

import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

import { ERROR_CODES, HubError } from '../platform/errors';

/** A message is cut here, since those of validation repeat what was sent. */
const LONGEST_MESSAGE = 600;

/** What GraphQL itself says of a request; the rest of `extensions.code` is `ERROR_CODES`. */
const GRAPHQL_CODES = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'];

const PUBLIC_CODES: ReadonlySet<unknown> = new Set([...ERROR_CODES.filter((code) => code !== 'INTERNAL'), ...GRAPHQL_CODES]);

/** What Apollo Server calls a request it cannot read. */
const APOLLO_CODES: ReadonlySet<unknown> = new Set(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_SUPPORTED']);

export type FormatError = (error: unknown) => GraphQLFormattedError;

/**
 * What a caller is told of an error.
 *
 * - `HubError`: its message, its code (one of `ERROR_CODES`) and its details.
 * - An error of GraphQL about the request: its message, with `GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED`, or `BAD_USER_INPUT`
 *   for variables, arguments and whatever of the request cannot be read.
 * - Anything else is a bug or an outage: logged whole, told as `Internal error <id>` with the code `INTERNAL`.
 *
 * Nothing else of an error is ever shown: no stack, no cause, no SQL.
 */
export function errorFormatter(log: Logger): FormatError {
  return (error) => {
    const thrown = cause(error);
    const place = error instanceof GraphQLError ? placeOf(error) : {};
    if (thrown instanceof HubError) return { message: cut(thrown.message), ...place, extensions: { ...thrown.details, code: thrown.code } };
    const code = thrown instanceof GraphQLError ? requestCode(thrown) : undefined;
    if (thrown instanceof GraphQLError && code) return { message: cut(thrown.message), ...place, extensions: { code } };
    const id = randomUUID();
    log.error({ err: thrown, errorId: id, path: place.path }, 'internal error');
    return { message: `Internal error ${id}`, ...place, extensions: { code: 'INTERNAL', id } };
  };
}

/**
 * What was thrown. An error with a path comes from a resolver, and only what the resolver threw says whose fault it is; one without is
 * about the request, where the cause (of a scalar, say) is worth less than the words around it.
 */
function cause(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || !error.originalError) return error;
  return error.path || error.originalError instanceof HubError ? error.originalError : error;
}

/** The code of an error that GraphQL or Apollo raised because of the request; undefined when the hub is to blame. */
function requestCode({ extensions: { code }, message }: GraphQLError): string | undefined {
  if (PUBLIC_CODES.has(code)) return String(code);
  if (APOLLO_CODES.has(code)) return 'BAD_USER_INPUT';
  // A variable that is null where an argument may not be is noticed only at execution, and without a code.
  return code === undefined && message.startsWith('Argument "') ? 'BAD_USER_INPUT' : undefined;
}

function placeOf({ locations, path }: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations && { locations }), ...(path && { path }) };
}

function cut(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE - 1)}…` : message;
}
