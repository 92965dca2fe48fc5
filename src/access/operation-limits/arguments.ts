import { type FieldNode, Kind, type OperationDefinitionNode, type ValueNode, valueFromASTUntyped } from 'graphql';

/** What a request gives for the variables of its operation, before anything is coerced. */
export interface Given {
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The number an argument stands for, written or by a variable; undefined when absent, null or no number. */
export function numberArgument(field: FieldNode, name: string, given: Given): number | undefined {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  return value && numberOf(value, given);
}

/** Entries of the longest list among the arguments of a field. */
export function longestListArgument(field: FieldNode, given: Given): number {
  return Math.max(0, ...(field.arguments ?? []).map(({ value }) => lengthOf(value, given)));
}

/** What an argument stands for, as plain values; what is wrong in it is told when it is coerced. */
export function argumentValue(value: ValueNode, given: Given): unknown {
  if (value.kind !== Kind.VARIABLE) return valueFromASTUntyped(value, given.variables);
  return sentFor(value.name.value, given) ?? defaultOf(value.name.value, given, (standard) => valueFromASTUntyped(standard));
}

function numberOf(value: ValueNode, given: Given): number | undefined {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind !== Kind.VARIABLE) return undefined;
  const sent = sentFor(value.name.value, given);
  if (sent === undefined) return defaultOf(value.name.value, given, numberOf);
  return typeof sent === 'number' && !Number.isNaN(sent) ? sent : undefined;
}

function lengthOf(value: ValueNode, given: Given): number {
  if (value.kind === Kind.LIST) return value.values.length;
  if (value.kind !== Kind.VARIABLE) return 0;
  const sent = sentFor(value.name.value, given);
  if (sent === undefined) return defaultOf(value.name.value, given, lengthOf) ?? 0;
  return Array.isArray(sent) ? sent.length : 0;
}

function sentFor(name: string, { variables }: Given): unknown {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

function defaultOf<T>(name: string, given: Given, read: (value: ValueNode, given: Given) => T): T | undefined {
  const definition = given.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return definition?.defaultValue && read(definition.defaultValue, given);
}
