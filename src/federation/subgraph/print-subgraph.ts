import {
  type ConstDirectiveNode,
  type DocumentNode,
  GraphQLSchema,
  isIntrospectionType,
  isSpecifiedScalarType,
  Kind,
  parse,
  print,
  printSchema,
  type TypeDefinitionNode,
} from 'graphql';

/** What the hub's schema takes from Apollo's specification; a router reads it from here. */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@tag"])`;

/** A schema as a subgraph: what `printSchema` leaves out, the directives on its types, put back; types in the order of the alphabet. */
export function subgraphDocument(schema: GraphQLSchema): DocumentNode {
  const { description, types, ...rest } = schema.toConfig();
  const named = types
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const printed = parse(printSchema(new GraphQLSchema({ ...rest, types: named })), { noLocation: true });
  const definitions = printed.definitions.map((definition) => {
    const directives = 'name' in definition && definition.name ? directivesOf(schema, definition.name.value) : [];
    return directives.length > 0 ? ({ ...definition, directives } as TypeDefinitionNode) : definition;
  });
  return { kind: Kind.DOCUMENT, definitions: [...parse(LINK, { noLocation: true }).definitions, ...definitions] };
}

export function printedSubgraph(schema: GraphQLSchema): string {
  return `${print(subgraphDocument(schema))}\n`;
}

function directivesOf(schema: GraphQLSchema, type: string): readonly ConstDirectiveNode[] {
  return schema.getType(type)?.astNode?.directives ?? [];
}
