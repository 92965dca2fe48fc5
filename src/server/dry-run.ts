import { type BaseContext, type GraphQLRequestContext, type GraphQLResponse, HeaderMap } from '@apollo/server';
import {
  execute,
  type FieldNode,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { FormatError } from './format-error';

const FIELD = 'rateLimit';

/** The answer to a request that only asks what it would cost (`rateLimit(dryRun: true)` at its root); null when it is none. */
export async function dryRun(request: GraphQLRequestContext<BaseContext>, format: FormatError): Promise<GraphQLResponse | null> {
  const { schema, document, contextValue } = request;
  const operation = document && getOperationAST(document, request.request.operationName);
  const asking = operation?.selectionSet.selections.filter((selection) => isDryRun(request, operation, selection)) ?? [];
  if (!document || !operation || asking.length === 0) return null;
  const only: OperationDefinitionNode = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: asking } };
  const definitions = document.definitions.map((definition) => (definition === operation ? only : definition));
  const { data, errors } = await execute({
    ...{ schema, document: { ...document, definitions }, contextValue, variableValues: request.request.variables ?? {} },
    operationName: request.request.operationName ?? null,
  });
  const singleResult = errors ? { data: data ?? null, errors: errors.map(format) } : { data: data ?? null };
  return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
}

function isDryRun(
  { schema, request }: GraphQLRequestContext<BaseContext>,
  { variableDefinitions }: OperationDefinitionNode,
  selection: SelectionNode,
): selection is FieldNode {
  const field = schema.getQueryType()?.getFields()[FIELD];
  if (!field || selection.kind !== Kind.FIELD || selection.name.value !== FIELD) return false;
  const { coerced } = getVariableValues(schema, variableDefinitions ?? [], request.variables ?? {});
  return coerced !== undefined && getArgumentValues(field, selection, coerced).dryRun === true;
}
