import type { FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode, ValueNode } from 'graphql';
import type { Context } from '../context';
import type { Standing } from '../given-ids';
import { type Sql, sql } from '../sql';

/** A query, and what differs from one asking of it to the next. */
export interface Asking {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
  /** Of the records that its arguments name. */
  readonly standing: Standing;
}

/** A part of a statement that each asking writes anew; it stands in the place of a value. */
export class Late {
  constructor(readonly write: (asking: Asking) => Sql) {}
}

/** Stands in the place of the keys that rows are asked for by. */
export const KEYS = Object.freeze({});

/** A statement with what this asking decides. */
export function filledIn({ strings, values }: Sql, asking: Asking, keys: readonly string[] = []): Sql {
  return sql(strings, ...values.map((value) => (value instanceof Late ? value.write(asking) : value === KEYS ? keys : value)));
}

/** Whether the arguments of a field differ from one asking to the next. */
export function usesVariables({ arguments: given = [] }: FieldNode): boolean {
  return given.some(({ value }) => isVariable(value));
}

function isVariable(value: ValueNode): boolean {
  if (value.kind === 'Variable') return true;
  if (value.kind === 'ListValue') return value.values.some(isVariable);
  return value.kind === 'ObjectValue' && value.fields.some((field) => isVariable(field.value));
}
