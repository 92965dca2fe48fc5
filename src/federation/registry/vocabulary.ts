import { type GraphQLSchema, isInterfaceType, isObjectType, isScalarType } from 'graphql';
import { entityTypes, keysOf, sharedTypes } from '../subgraph/keys';

/** What is taken by the hub, and what of it a partner may name. */
export interface Vocabulary {
  /** Every type of the hub, with its fields. */
  readonly types: ReadonlyMap<string, readonly string[]>;
  /** Keys of the types a partner may extend. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly shared: ReadonlySet<string>;
  readonly scalars: ReadonlySet<string>;
}

export function vocabularyOf(schema: GraphQLSchema): Vocabulary {
  const types = Object.values(schema.getTypeMap());
  const fieldsOf = (type: (typeof types)[number]) => (isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : []);
  return {
    types: new Map(types.map((type) => [type.name, fieldsOf(type)])),
    keys: new Map(entityTypes(schema).map((type) => [type.name, keysOf(type)])),
    shared: new Set(sharedTypes(schema)),
    scalars: new Set(types.filter(isScalarType).map(({ name }) => name)),
  };
}
