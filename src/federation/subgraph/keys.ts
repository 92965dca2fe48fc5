import { type GraphQLObjectType, type GraphQLSchema, isObjectType, Kind } from 'graphql';

/** Types that can be found by a key. */
export function entityTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && keysOf(type).length > 0) as GraphQLObjectType[];
}

/** The fields an entity can be found by, each alone, in the order it lists them. */
export function keysOf({ astNode }: GraphQLObjectType): string[] {
  const keys = (astNode?.directives ?? []).filter(({ name }) => name.value === 'key');
  return keys
    .flatMap(({ arguments: given = [] }) => given.flatMap(({ value }) => (value.kind === Kind.STRING ? value.value : [])))
    .reverse();
}

/** Types that several subgraphs may define alike. */
export function sharedTypes(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(({ astNode }) => astNode?.directives?.some(({ name }) => name.value === 'shareable'))
    .map(({ name }) => name);
}
