import {
  type DefinitionNode,
  type DocumentNode,
  extendSchema,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';

/**
 * The hub's schema with what partners add: their types, and their fields on its entities and at its root.
 *
 * The hub's own part keeps its resolvers and whatever else it is made of, so that an operation on it alone runs as if there were no partners.
 *
 * @param composed the whole as the composer gives it, of which only the additions are taken.
 */
export function withAdditions(hub: GraphQLSchema, composed: DocumentNode): GraphQLSchema {
  const definitions = composed.definitions.flatMap((definition) => additionsOf(hub, definition));
  if (definitions.length === 0) return hub;
  return extendSchema(hub, { kind: Kind.DOCUMENT, definitions }, { assumeValid: true });
}

function additionsOf(hub: GraphQLSchema, definition: DefinitionNode): DefinitionNode[] {
  if (!('name' in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION) return [];
  const type = hub.getType(definition.name.value);
  if (!type) return [definition];
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !isObjectType(type)) return [];
  const extension = extensionOf(definition, Object.keys(type.getFields()));
  return extension ? [extension] : [];
}

function extensionOf({ name, fields = [] }: ObjectTypeDefinitionNode, known: readonly string[]): ObjectTypeExtensionNode | null {
  const added = fields.filter((field) => !known.includes(field.name.value));
  return added.length === 0 ? null : { kind: Kind.OBJECT_TYPE_EXTENSION, name, fields: added };
}
