import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { HubError } from '../platform/errors';
import { statusOf } from './http-status';

const BEARER: [string, string][] = [['www-authenticate', 'Bearer']];

/**
 * A refusal of a request as a whole, with its status for Apollo to answer with: while its context is made (a key that is not known, say), or
 * before anything of it runs.
 */
export function refusalAsGraphQL(error: unknown): unknown {
  if (!(error instanceof HubError)) return error;
  const refusal = new GraphQLError(error.message, { originalError: error });
  const headers = new HeaderMap(error.code === 'UNAUTHENTICATED' ? BEARER : []);
  // Apollo takes the status from here, and removes it; assigned, as another package declares the type of the same extension otherwise.
  Object.assign(refusal.extensions, { http: { status: statusOf(error.code), headers } });
  return refusal;
}
