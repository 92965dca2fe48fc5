import { type DocumentNode, type GraphQLSchema, isCompositeType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** Whether a document asks for fields of the hub alone, and so needs no planner. Told once for each document and schema. */
export class HubPart {
  private readonly known = new WeakMap<DocumentNode, boolean>();

  constructor(
    private readonly hub: GraphQLSchema,
    private readonly whole: GraphQLSchema,
  ) {}

  isAll(document: DocumentNode): boolean {
    if (this.hub === this.whole) return true;
    const known = this.known.get(document) ?? this.look(document);
    this.known.set(document, known);
    return known;
  }

  private look(document: DocumentNode): boolean {
    const info = new TypeInfo(this.whole);
    let isAll = true;
    visit(
      document,
      visitWithTypeInfo(info, {
        Field: ({ name }) => {
          const parent = info.getParentType();
          const type = parent && this.hub.getType(parent.name);
          const isHubs = name.value.startsWith('__') || (isCompositeType(type) && 'getFields' in type && name.value in type.getFields());
          if (!isHubs) isAll = false;
        },
        NamedType: ({ name }) => {
          if (!this.hub.getType(name.value)) isAll = false;
        },
      }),
    );
    return isAll;
  }
}
