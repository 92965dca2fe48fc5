import type { BaseContext } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { Logger } from 'pino';
import { keptDocument } from '../access/operation-limits/prepare-document';
import { weighOperation } from '../access/operation-limits/refusals';
import { extensionsOf } from './answer-extensions';
import type { Execution } from './execution/execute';
import { Written } from './execution/written';
import type { FormatError } from './format-error';
import { MAX_ERRORS, type Spender, spent } from './operation-guard';
import { logOperation } from './operation-log';

export interface RepeatedQueries<C extends BaseContext> {
  readonly execution: Execution;
  readonly contextOf: (request: FastifyRequest) => Promise<C>;
  readonly format: FormatError;
  readonly log: Logger;
}

/** Answers a request; null when it is left to Apollo, and nothing has happened. */
export type RepeatedAnswer = (request: FastifyRequest, reply: FastifyReply) => Promise<string | null>;

/**
 * The shorter way of a query that was asked before: the same limits, context, execution, masking, log and answer as by way of Apollo, without
 * what Apollo's pipeline costs a request.
 *
 * It takes what nearly all clients send nearly always: a POST of plain JSON with a document that was found good before and has one
 * operation, a query. Whatever else comes, and whatever is to be refused, is Apollo's to answer.
 */
export function repeatedQueries<C extends BaseContext>({ execution, contextOf, format, log }: RepeatedQueries<C>): RepeatedAnswer {
  let current: GraphQLSchema | undefined;
  execution.onSchema((told) => {
    current = told;
  });
  return async (request, reply) => {
    const start = performance.now();
    // It may become another while this one waits.
    const schema = current;
    const type = answerType(request);
    const asked = schema && type ? askedIn(schema, request.body) : null;
    if (!schema || !type || !asked) return null;
    const { document, operation, variables } = asked;
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
    if (!coerced) return null;
    const weighed = weighOperation(schema, document, { operation, variables });
    if (weighed.refusal) return null;
    const context = await contextOf(request).catch(() => null);
    if (context === null || spent(context as Spender, weighed.objects)) return null;
    const operationName = operation.name?.value;
    const result = await execution.execute({ schema, document, operationName, variables, context, coerced });
    const errors = result.errors?.map(format);
    logOperation(log, { reqId: request.id, operationName, kind: operation.operation, start }, { data: result.data, errors });
    reply.header('content-type', type);
    return written({ data: result.data, errors, extensions: result.extensions }, context);
  };
}

interface Result {
  readonly data: unknown;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

/** In the order of Apollo: errors first. */
function written({ data, errors, extensions }: Result, context: unknown): string {
  const told = extensionsOf(context, extensions);
  if (data instanceof Written) return `{"data":${data.text}${told ? `,"extensions":${JSON.stringify(told)}` : ''}}`;
  return JSON.stringify({ errors: errors?.slice(0, MAX_ERRORS), data, extensions: told });
}

interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MEMBERS: ReadonlySet<string> = new Set(['query', 'variables', 'operationName']);

/** The query in a body; null when the body, or the document in it, is anything unusual. */
function askedIn(schema: GraphQLSchema, body: unknown): Asked | null {
  if (typeof body !== 'object' || body === null || !Object.keys(body).every((member) => MEMBERS.has(member))) return null;
  const { query, variables = null, operationName = null } = body as Record<string, unknown>;
  if (typeof query !== 'string' || typeof variables !== 'object' || Array.isArray(variables)) return null;
  // What an operation would cost is asked of the guard.
  const document = query.includes('dryRun') ? undefined : keptDocument(schema, query);
  const operation = document && onlyQuery(document);
  if (!operation || (operationName !== null && operationName !== operation.name?.value)) return null;
  return { document, operation, variables: (variables ?? {}) as Readonly<Record<string, unknown>> };
}

function onlyQuery({ definitions }: DocumentNode): OperationDefinitionNode | null {
  const [operation, another] = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operation && !another && operation.operation === OperationTypeNode.QUERY ? operation : null;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const TYPES: ReadonlyMap<string, string> = new Map([
  ['', JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
]);

/** The content type of the answer; undefined when the request is no POST of JSON, or accepts a choice. */
function answerType({ method, headers }: FastifyRequest): string | undefined {
  const isJson = headers['content-type'] === 'application/json' || headers['content-type'] === 'application/json; charset=utf-8';
  return method === 'POST' && isJson ? TYPES.get(headers.accept ?? '') : undefined;
}
