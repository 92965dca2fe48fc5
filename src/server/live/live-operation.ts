import { map, pipe, Repeater } from '@graphql-yoga/subscription';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import { prepareDocument } from '../../access/operation-limits/prepare-document';
import { weighOperation } from '../../access/operation-limits/refusals';
import { HubError } from '../../platform/errors';
import type { FormatError } from '../format-error';

/** What a client asks to be told. */
export interface LiveRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

export interface LiveSchema {
  readonly schema: GraphQLSchema;
  readonly format: FormatError;
}

/** An answer, its errors as callers are told of them. */
export interface LiveAnswer {
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A subscription that may start. Its context is made anew for each event, as nothing may be remembered from one to the next. */
export interface LiveOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export type PreparedLive =
  | { readonly outcome: 'ready'; readonly operation: LiveOperation }
  | { readonly outcome: 'refused'; readonly errors: readonly GraphQLFormattedError[] };

/** Puts a subscription behind the same limits as a single request. */
export function prepareLive({ schema, format }: LiveSchema, request: LiveRequest): PreparedLive {
  const refused = (errors: readonly unknown[]): PreparedLive => ({ outcome: 'refused', errors: errors.map(format) });
  const prepared = prepareDocument(schema, request.query);
  if (prepared.outcome === 'refused') return refused(prepared.errors);
  const { document } = prepared;
  const refusal = refusalOf(schema, document, request);
  if (refusal) return refused([refusal]);
  const { variables, operationName } = request;
  return { outcome: 'ready', operation: { schema, document, variableValues: variables ?? {}, ...(operationName && { operationName }) } };
}

/** The answers of a subscription; only one when it cannot start. */
export async function liveAnswers(
  operation: LiveOperation,
  makeContext: () => unknown,
  format: FormatError,
): Promise<Repeater<LiveAnswer>> {
  const events = await started(operation, makeContext).catch((error: unknown) => ({ errors: [error] }));
  if (!(Symbol.asyncIterator in events)) return onlyAnswer({ errors: (events.errors ?? []).map(format) });
  const answer = async (rootValue: unknown): Promise<LiveAnswer> => {
    try {
      return shown(await execute({ ...operation, rootValue, contextValue: await makeContext() }), format);
    } catch (error) {
      // Whose key was revoked meanwhile is told so, and told no more.
      void events.return?.(undefined);
      return { errors: [format(error)] };
    }
  };
  return pipe(events, map(answer));
}

async function started(operation: LiveOperation, makeContext: () => unknown) {
  const events = await createSourceEventStream({ ...operation, contextValue: await makeContext() });
  return events as AsyncGenerator<unknown> | ExecutionResult;
}

export function onlyAnswer(answer: LiveAnswer): Repeater<LiveAnswer> {
  return new Repeater(async (push, stop) => {
    push(answer);
    stop();
  });
}

function refusalOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables }: LiveRequest,
): HubError | GraphQLError | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation)
    return new GraphQLError('Name one operation of the document as operationName.', { extensions: { code: 'BAD_USER_INPUT' } });
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    return new HubError('BAD_USER_INPUT', `A ${operation.operation} is a single request: POST it to /graphql as application/json.`);
  return weighOperation(schema, document, { operation, variables: variables ?? {} }).refusal;
}

function shown({ data, errors }: ExecutionResult, format: FormatError): LiveAnswer {
  return { ...(errors && { errors: errors.map(format) }), ...(data !== undefined && { data }) };
}
