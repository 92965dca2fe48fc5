import type { FieldNode, GraphQLField, GraphQLNamedType } from 'graphql';
import { raw, type Sql } from '../sql';
import type { Asking } from './asking';
import type { Row } from './told';

/** A row of a subquery; it is read with the columns that were written of it. */
export class SubqueryRow implements Row {
  readonly wanted = new Set<string>();

  constructor(readonly alias: string) {}

  property(name: string): Sql {
    this.wanted.add(name);
    return raw(`${this.alias}."${name}"`);
  }
}

/** A field, and all that the query selects of it. */
export interface Shown {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
}

/** A field as it is asked for, and the row it is of. */
export interface AskedField extends Shown {
  readonly row: Row;
  /** Its arguments, in one asking or another. */
  argsIn(asking: Asking): Readonly<Record<string, unknown>>;
}

/** What writes the parts of a statement. */
export interface Writer {
  readonly asking: Asking;
  newRow(): SubqueryRow;
  /** An object of values by their names, which are names of GraphQL. */
  json(entries: readonly (readonly [name: string, value: Sql])[]): Sql;
  /** What is selected of a row of a type, which may be abstract; of `only` these. Null when the row is of another. */
  object(type: GraphQLNamedType, nodes: readonly FieldNode[], row: Row, only?: readonly string[]): Sql;
  /** What the arguments of a field decide. */
  late(field: AskedField, write: (asking: Asking) => Sql): unknown;
}
