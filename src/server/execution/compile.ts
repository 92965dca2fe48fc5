import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  GraphQLScalarType,
  GraphQLSchema,
  getNamedType,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

/** A query as a function of what differs from one asking to the next. */
export type CompiledQuery = (context: unknown, variables: Readonly<Record<string, unknown>>) => Promise<ExecutionResult>;

export interface Compilation {
  readonly query: CompiledQuery;
  /** Places in the code that make a field; code and memory grow with them. */
  readonly sites: number;
}

/** Largest query that is compiled: it takes some 50 ms, during which nothing else runs. */
export const MOST_SITES = 500;

/** As graphql-js is told by the server. */
export const COERCION = { maxErrors: 5 } as const;

/**
 * Compiles a query by graphql-jit, with its faults kept away:
 *
 * - every abstract type tells types synchronously (see `hubSchema`), as a promise is not awaited there;
 * - fragments are inlined, on a copy, since conditions leak from one spread to another, and the document is written to;
 * - variables are coerced by graphql-js, and handed in as they then are: a recursive input type would never end to compile;
 * - a variable inside a list or an object is lost there, and more than `MOST_SITES` take too long: such queries are not compiled;
 * - neither are mutations and subscriptions. Errors become those of graphql-js again.
 *
 * @param document valid, within the limits of operations.
 * @returns null when graphql-js must run it.
 */
export function compileOperation(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Compilation | null {
  const type = schema.getQueryType();
  if (!type || operation.operation !== OperationTypeNode.QUERY || hasNestedVariable(document)) return null;
  const selectionSet = inlined(operation.selectionSet, fragmentsIn(document));
  const sites = sitesOf(schema, type.name, selectionSet);
  if (sites > MOST_SITES) return null;
  const { variableDefinitions = [] } = operation;
  const own = { ...operation, selectionSet, variableDefinitions: variableDefinitions.map(handedIn) };
  const compiled = compileQuery(withCoerced(schema), { kind: Kind.DOCUMENT, definitions: [own] }, operation.name?.value);
  if (!isCompiledQuery(compiled)) return null;
  const query: CompiledQuery = async (context, variables) => {
    const { errors, coerced } = getVariableValues(schema, variableDefinitions, variables, COERCION);
    if (errors) return { errors };
    const result = await compiled.query(undefined, context, coerced);
    return result.errors ? { ...result, errors: result.errors.map(errorOf) } : result;
  };
  return { query, sites };
}

/** What graphql-jit throws lacks `extensions`, and may name a place twice. */
function errorOf({ message, path, originalError, locations }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, { path, originalError });
  Object.assign(error, {
    locations: locations?.filter((one, at) => locations.findIndex(({ line, column }) => line === one.line && column === one.column) === at),
  });
  return error;
}

function hasNestedVariable(document: DocumentNode): boolean {
  let found = false;
  const look = {
    enter: (node: object) =>
      visit(node as never, {
        Variable: () => {
          found = true;
        },
      }),
  };
  visit(document, { ListValue: look, ObjectValue: look });
  return found;
}

function fragmentsIn(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
}

/** A copy with every fragment where it is spread. */
function inlined(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): SelectionSetNode {
  const copy = (selection: SelectionNode): SelectionNode => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) {
      return { ...selection, ...(selection.selectionSet && { selectionSet: inlined(selection.selectionSet, fragments) }) } as SelectionNode;
    }
    const { typeCondition, selectionSet } = fragments.get(selection.name.value) as FragmentDefinitionNode;
    const { directives = [] } = selection;
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: inlined(selectionSet, fragments) };
  };
  return { ...set, selections: set.selections.map(copy) };
}

/** Fields of a selection, each as often as there are types it may be of; no more than about `MOST_SITES` are counted. */
function sitesOf(schema: GraphQLSchema, typeName: string, set: SelectionSetNode, before = 0): number {
  const type = schema.getType(typeName);
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  let sites = before;
  for (const one of possible) {
    for (const selection of set.selections) {
      if (sites > MOST_SITES) return sites;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = schema.getType(selection.typeCondition?.name.value ?? one.name);
        const applies = condition === one || (isAbstractType(condition) && schema.isSubType(condition, one));
        if (applies) sites = sitesOf(schema, one.name, selection.selectionSet, sites);
      } else if (selection.kind === Kind.FIELD) {
        sites += 1;
        const inner = one.getFields()[selection.name.value];
        const innerType = inner && getNamedType(inner.type);
        if (selection.selectionSet && isCompositeType(innerType)) sites = sitesOf(schema, innerType.name, selection.selectionSet, sites);
      }
    }
  }
  return sites;
}

/** Stands for the type of every variable: the value is right already. */
const Coerced = new GraphQLScalarType({ name: 'CoercedVariable' });
const COERCED: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: Coerced.name } };

/** Booleans stay as they are declared, which `@skip` and `@include` insist on. */
function handedIn(definition: VariableDefinitionNode): VariableDefinitionNode {
  const { kind, variable, type } = definition;
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  const isBoolean = named.kind === Kind.NAMED_TYPE && named.name.value === 'Boolean';
  return isBoolean ? definition : { kind, variable, type: COERCED };
}

const extended = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** The schema, with the type of the variables. */
function withCoerced(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const known = extended.get(schema) ?? new GraphQLSchema({ ...config, types: [...config.types, Coerced], assumeValid: true });
  extended.set(schema, known);
  return known;
}
