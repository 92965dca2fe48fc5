import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  parseType,
} from 'graphql';
import { argument, isAt, type Joined, joins, joinsOf, keyFieldsOf } from './join-spec';

/**
 * The schema by which answers of one subgraph are read: its own types as the supergraph tells of them, and `_entities`.
 *
 * It says what a subgraph may send, which is not what callers may see: a type may be an object here and an interface there, a value of an
 * enum, a member of a union or a `!` be this subgraph's alone. Nothing is in it of what is sent to a subgraph: no arguments, no inputs.
 *
 * @param graph the subgraph, by its value of `join__Graph`.
 */
export function answerSchema({ definitions }: DocumentNode, graph: string): GraphQLSchema {
  const types = definitions.flatMap((definition) => typesAt(definition, graph));
  const entities = types.filter((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION && keyFieldsOf(type, graph).length > 0);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...types, ...federationOf(types, entities)] };
  return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
}

type Named = DefinitionNode & { readonly name?: { readonly value: string } };

function federationOf(types: readonly Named[], entities: readonly Named[]): readonly DefinitionNode[] {
  if (entities.length === 0) return [];
  const root = types.some(({ name }) => name?.value === 'Query') ? 'extend type Query' : 'type Query';
  const union = entities.map(({ name }) => name?.value).join(' | ');
  return parse(`union _Entity = ${union}  ${root} { _entities: [_Entity] }`, { noLocation: true }).definitions;
}

/** What the directives of a supergraph are made of. */
const OF_THE_SPEC = /^(join|link)__/;

function typesAt(definition: DefinitionNode, graph: string): DefinitionNode[] {
  if (!('directives' in definition) || OF_THE_SPEC.test((definition as Named).name?.value ?? '')) return [];
  if (!isAt(definition as Joined, 'type', graph)) return [];
  switch (definition.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return [definition];
    case Kind.ENUM_TYPE_DEFINITION:
      return [{ ...definition, values: (definition.values ?? []).filter((value) => isAt(value, 'enumValue', graph)) }];
    case Kind.UNION_TYPE_DEFINITION:
      return [{ ...definition, types: joinedOnly(definition, { name: 'unionMember', by: 'member', graph }, definition.types ?? []) }];
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [withFieldsAt(definition, graph)];
    default:
      return [];
  }
}

interface Join {
  readonly name: string;
  /** The argument that names what is joined. */
  readonly by: string;
  readonly graph: string;
}

/** Members of a union, or interfaces of a type, that are so at a subgraph. */
function joinedOnly<T extends { readonly name: { readonly value: string } }>(node: Joined, join: Join, named: readonly T[]): T[] {
  const all = joins(node, join.name);
  return named.filter(({ name }) => {
    const own = all.filter((each) => argument(each, join.by) === name.value);
    return own.length === 0 || own.some((each) => argument(each, 'graph') === join.graph);
  });
}

function withFieldsAt(definition: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode, graph: string): DefinitionNode {
  const isObject = joinsOf(definition, 'type', graph).some((join) => argument(join, 'isInterfaceObject') === 'true');
  const keys = keyFieldsOf(definition, graph).map(({ name }) => name.value);
  return {
    ...definition,
    kind: isObject ? Kind.OBJECT_TYPE_DEFINITION : definition.kind,
    interfaces: joinedOnly(definition, { name: 'implements', by: 'interface', graph }, definition.interfaces ?? []),
    fields: (definition.fields ?? []).flatMap((field) => fieldAt(field, graph, keys)),
  } as DefinitionNode;
}

/** A field as a subgraph has it, which may be of another type there. A key that belongs to others need not be told of. */
function fieldAt(field: FieldDefinitionNode, graph: string, keys: readonly string[]): FieldDefinitionNode[] {
  const [own] = joinsOf(field, 'field', graph);
  if (!own && joins(field, 'field').length > 0 && !keys.includes(field.name.value)) return [];
  const type = argument(own, 'type');
  return [{ ...field, arguments: [], ...(type && { type: parseType(type, { noLocation: true }) }) }];
}
