import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  GraphQLError,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  parse,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';

/** A type as a partner writes it, its extensions put together. */
export interface PartnerType {
  readonly name: string;
  /** `ObjectType`, `EnumType`, ... */
  readonly kind: string;
  readonly directives: readonly ConstDirectiveNode[];
  readonly fields: readonly PartnerField[];
}

export type PartnerField = FieldDefinitionNode | InputValueDefinitionNode;

/** A partner's schema, read but not judged. */
export interface PartnerSchema {
  readonly document: DocumentNode;
  readonly types: readonly PartnerType[];
  readonly roots: readonly (SchemaDefinitionNode | SchemaExtensionNode)[];
  readonly directives: readonly DirectiveDefinitionNode[];
}

/** Largest schema taken, in bytes; and words and signs in it. */
export const LARGEST_SDL = 512 * 1024;
const MOST_TOKENS = 60_000;

/** @throws GraphQLError when it is no schema. */
export function readPartnerSchema(sdl: string): PartnerSchema {
  const document = parsed(sdl);
  const stray = document.definitions.find((definition) => !isOfSchema(definition));
  if (stray) throw new GraphQLError('A schema holds no operations and no fragments.');
  const nodes = document.definitions.filter((node) => isTypeDefinitionNode(node) || isTypeExtensionNode(node)).filter(isOwn);
  const names = [...new Set(nodes.map(({ name }) => name.value))];
  return {
    document,
    types: names.map((name) =>
      together(
        name,
        nodes.filter((node) => node.name.value === name),
      ),
    ),
    roots: document.definitions.filter((node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION),
    directives: document.definitions.filter((node) => node.kind === Kind.DIRECTIVE_DEFINITION),
  };
}

function parsed(sdl: string): DocumentNode {
  try {
    return parse(sdl, { maxTokens: MOST_TOKENS, noLocation: true });
  } catch (error) {
    // Brackets in brackets without end.
    if (error instanceof RangeError) throw new GraphQLError('The schema is nested too deeply.');
    throw error;
  }
}

function isOfSchema({ kind }: DefinitionNode): boolean {
  return kind !== Kind.OPERATION_DEFINITION && kind !== Kind.FRAGMENT_DEFINITION;
}

/** Servers print what federation itself brings along; that is nobody's. */
function isOwn({ name }: TypeDefinitionNode | TypeExtensionNode): boolean {
  return !/^(_Any|_Entity|_Service|_FieldSet|FieldSet|(federation|link|join|core)__\w+)$/.test(name.value);
}

function together(name: string, nodes: readonly (TypeDefinitionNode | TypeExtensionNode)[]): PartnerType {
  const fields = nodes.flatMap((node): readonly PartnerField[] => ('fields' in node ? (node.fields ?? []) : []));
  return {
    name,
    kind: nodes[0]!.kind.replace(/(Definition|Extension)$/, ''),
    directives: nodes.flatMap(({ directives }) => directives ?? []),
    fields: fields.filter((field) => !/^_(service|entities)$/.test(field.name.value)),
  };
}

/** The value of an argument that is a text. */
export function textArgument(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

/** The fields of each key a type names. */
export function keysIn({ directives }: PartnerType): string[] {
  return directives.filter(({ name }) => name.value === 'key').map((key) => textArgument(key, 'fields') ?? '');
}

const LINK = /* GraphQL */ `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@external", "@requires", "@shareable", "@tag", "@extends"])`;

/** What the composer is given: a schema that does not say so is one of Federation 2 all the same; of roots none may be renamed. */
export function toCompose({ document, roots }: PartnerSchema): DocumentNode {
  const isLinked = roots.some(({ directives }) => directives?.some(({ name }) => name.value === 'link'));
  const added = isLinked ? [] : parse(LINK, { noLocation: true }).definitions;
  return {
    kind: Kind.DOCUMENT,
    definitions: [...added, ...document.definitions.filter((node) => node.kind !== Kind.DIRECTIVE_DEFINITION)],
  };
}
