import {
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import { type DocumentNode, GraphQLError, getOperationAST, OperationTypeNode, parse } from 'graphql';

import { prepareDocument } from '../access/operation-limits/prepare-document';
import { weighOperation } from '../access/operation-limits/refusals';
import { HubError } from '../platform/errors';
import { dryRun } from './dry-run';
import type { FormatError } from './format-error';

/** Stands in for a refused document: it costs nothing, and is answered with the refusal. */
const PLACEHOLDER = parse('{ __typename }');

/** Errors told of one operation that ran: when the database is away, every entry of a list may have one. */
export const MAX_ERRORS = 100;

/**
 * Refuses an operation before it costs anything, with HTTP 400 and a code, for every response media type.
 *
 * Apollo Server validates all at once, and gives plugins no turn between parsing and the rules that a hostile document makes slow. It
 * parses and validates only a request that has no document yet, though: so the document is prepared as soon as its text is known, and
 * put in place. A refused one is replaced by a placeholder, and `responseForOperation` answers in its stead.
 */
export function operationGuard<C extends BaseContext>(format: FormatError): ApolloServerPlugin<C> {
  return { requestDidStart: async () => guardOfRequest(format) };
}

function guardOfRequest<C extends BaseContext>(format: FormatError): GraphQLRequestListener<C> {
  let refusals: readonly unknown[] = [];
  return {
    async didResolveSource(request) {
      const prepared = prepareDocument(request.schema, request.source);
      if (prepared.outcome === 'refused') refusals = prepared.errors;
      setDocument(request, prepared.outcome === 'ready' ? prepared.document : PLACEHOLDER);
    },
    async responseForOperation(request) {
      if (refusals.length === 0) refusals = refusalsOfOperation(request);
      if (refusals.length > 0) return answerOf(refusals, format);
      return dryRun(request, format);
    },
    async willSendResponse({ response: { body } }) {
      if (body.kind !== 'single' || !body.singleResult.errors) return;
      body.singleResult.errors = body.singleResult.errors.slice(0, MAX_ERRORS);
    },
  };
}

function refusalsOfOperation({ schema, document, request, contextValue }: GraphQLRequestContext<BaseContext>): readonly unknown[] {
  const operation = document && getOperationAST(document, request.operationName);
  if (!document || !operation) return [new GraphQLError(whichOperation(request.operationName), { extensions: { code: 'BAD_USER_INPUT' } })];
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    return [new HubError('BAD_USER_INPUT', 'A subscription needs a connection that stays open; this is a single request.')];
  }
  const weighed = weighOperation(schema, document, { operation, variables: request.variables ?? {} });
  const refusal = weighed.refusal ?? spent(contextValue as Spender, weighed.objects);
  return refusal ? [refusal] : [];
}

/** A context that knows what its caller may still ask for. */
export interface Spender {
  /** @throws HubError RATE_LIMITED when it is more. */
  spend?(objects: number): void;
}

/** Why a caller may not ask for so much now; undefined when it may, and has. */
export function spent(context: Spender, objects: number): HubError | undefined {
  try {
    context.spend?.(objects);
    return undefined;
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
}

function whichOperation(name: string | undefined): string {
  return name === undefined
    ? 'The document has several operations: name one as operationName.'
    : `The document has no operation "${name}".`;
}

function answerOf(refusals: readonly unknown[], format: FormatError): GraphQLResponse {
  const seconds = refusals.flatMap((refusal) => (refusal instanceof HubError ? (refusal.details.retryAfter ?? []) : []))[0];
  const http = seconds === undefined ? { status: 400, headers: new HeaderMap() } : { status: 429, headers: retryAfter(String(seconds)) };
  return { http, body: { kind: 'single', singleResult: { errors: refusals.map(format) } } };
}

function retryAfter(seconds: string): HeaderMap {
  const headers = new HeaderMap();
  headers.set('retry-after', seconds);
  return headers;
}

/** Apollo declares the document read-only, as it sets it itself a moment later, if it is still absent. */
function setDocument(request: GraphQLRequestContext<BaseContext>, document: DocumentNode): void {
  Object.assign(request, { document });
}
