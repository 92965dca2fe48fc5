import { type DocumentNode, Kind } from 'graphql';

/** Where a document asks for entities, and by which variable. */
export interface EntityField {
  readonly alias: string;
  readonly variable: string;
}

export function entityFields({ definitions }: DocumentNode): EntityField[] {
  return definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    return definition.selectionSet.selections.flatMap((field) => {
      if (field.kind !== Kind.FIELD || field.name.value !== '_entities') return [];
      const value = field.arguments?.[0]?.value;
      return value?.kind === Kind.VARIABLE ? [{ alias: (field.alias ?? field.name).value, variable: value.name.value }] : [];
    });
  });
}
