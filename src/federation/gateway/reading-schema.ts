import { type ConstDirectiveNode, type DocumentNode, extendSchema, type GraphQLSchema, isObjectType, Kind, parse } from 'graphql';

/**
 * The schema by which answers of subgraphs are read: that of a supergraph, with `_entities`. What a subgraph sends is let through only as
 * far as it is what its types say.
 *
 * @param schema the supergraph, with the directives of its composer.
 */
export function readingSchema(schema: GraphQLSchema): GraphQLSchema {
  const entities = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && hasKey(type.astNode?.directives));
  if (entities.length === 0) return schema;
  const union = entities.map(({ name }) => name).join(' | ');
  const extension = `scalar _Any  union _Entity = ${union}  extend type ${schema.getQueryType()?.name} { _entities(representations: [_Any!]!): [_Entity] }`;
  return extendSchema(schema, parse(extension, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
}

function hasKey(directives: NonNullable<NonNullable<GraphQLSchema['astNode']>['directives']> | undefined): boolean {
  return (
    directives?.some(({ name, arguments: given }) => name.value === 'join__type' && given?.some((each) => each.name.value === 'key')) ===
    true
  );
}

/** A subgraph as its supergraph tells of it. */
export interface Graph {
  readonly url: string;
  /** By type, the fields it is found by there. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

/** The subgraphs of a supergraph, by name. */
export function graphsIn(supergraph: DocumentNode): Map<string, Graph> {
  const graphs = supergraph.definitions.find((node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph');
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  const named = values.map(({ name, directives = [] }): [string, Graph] => {
    const graph = directives.find((directive) => directive.name.value === 'join__graph');
    return [argument(graph, 'name') ?? name.value, { url: argument(graph, 'url') ?? '', keys: keysIn(supergraph, name.value) }];
  });
  return new Map(named);
}

function keysIn({ definitions }: DocumentNode, graph: string): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const joins = (definition.directives ?? []).filter(({ name }) => name.value === 'join__type');
    const own = joins.filter((join) => argument(join, 'graph') === graph).flatMap((join) => plainFields(argument(join, 'key') ?? ''));
    if (own.length > 0) keys.set(definition.name.value, own);
  }
  return keys;
}

/** Fields of a key that are not inside others. */
function plainFields(key: string): string[] {
  return key.includes('{') ? [] : key.split(/\s+/).filter((field) => field !== '');
}

function argument(directive: ConstDirectiveNode | undefined, name: string): string | null {
  const value = directive?.arguments?.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}
