import { type ConstDirectiveNode, type FieldNode, Kind, parse } from 'graphql';

/** What a supergraph says of its parts is in directives: `@join__type(graph: PARTNER, key: "id")` and the like. */
export type Joined = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

export function joins({ directives = [] }: Joined, name: string): ConstDirectiveNode[] {
  return directives.filter((directive) => directive.name.value === `join__${name}`);
}

/** Of several directives of a name, those about a subgraph. */
export function joinsOf(node: Joined, name: string, graph: string): ConstDirectiveNode[] {
  return joins(node, name).filter((join) => argument(join, 'graph') === graph);
}

/** Whether something is at a subgraph: what says nothing of subgraphs is at all of them. */
export function isAt(node: Joined, name: string, graph: string): boolean {
  return joins(node, name).length === 0 || joinsOf(node, name, graph).length > 0;
}

/** A text, a name or `true` in a directive; null when it has none. */
export function argument(directive: ConstDirectiveNode | undefined, name: string): string | null {
  const value = directive?.arguments?.find((each) => each.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : null;
}

/** The fields of the keys by which a type is found at a subgraph; of a key in a field of a field, the outer one. */
export function keyFieldsOf(type: Joined, graph: string): FieldNode[] {
  const keys = joinsOf(type, 'type', graph).flatMap((join) => argument(join, 'key') ?? []);
  return keys.flatMap((key) => {
    const [definition] = parse(`{${key}}`, { noLocation: true }).definitions;
    const selections = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
    return selections.filter((selection) => selection.kind === Kind.FIELD);
  });
}
