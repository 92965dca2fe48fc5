import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Properties that rows must have, by name; `all` when it is not known which. */
export type Wanted = ReadonlySet<string> | 'all';

/** What a page of a connection must have. */
export interface WantedPage {
  readonly entries: Wanted;
  /** Whether the place of an entry is shown. */
  readonly cursors: boolean;
}

/** What the selection of a field that shows an object, a list of objects or a connection needs of their rows. */
export function wantedBy(info: GraphQLResolveInfo): Wanted {
  if (nodeTypeOf(info)) return pageWantedBy(info).entries;
  return remembered(objects, info, () => wantedOf(info, getNamedType(info.returnType), info.fieldNodes));
}

/** What the selection of a field that shows a connection needs of its page. */
export function pageWantedBy(info: GraphQLResolveInfo): WantedPage {
  return remembered(pages, info, () => {
    const parts = (names: readonly string[], nodes: readonly FieldNode[]) =>
      nodes.flatMap(({ selectionSet }) => fieldsIn(info, selectionSet, null)).filter(({ name }) => names.includes(name.value));
    const edges = parts(['edges'], info.fieldNodes);
    const nodes = [...parts(['nodes'], info.fieldNodes), ...parts(['node'], edges)];
    const places = [...parts(['cursor'], edges), ...parts(['startCursor', 'endCursor'], parts(['pageInfo'], info.fieldNodes))];
    return { entries: wantedOf(info, nodeTypeOf(info), nodes), cursors: places.length > 0 };
  });
}

/** Both, so that rows of either do. */
export function eitherWanted(left: Wanted = 'all', right: Wanted = 'all'): Wanted {
  if (covers(left, right)) return left;
  return left === 'all' || right === 'all' ? 'all' : new Set([...left, ...right]);
}

/** Whether rows read for one do for the other. */
export function covers(read: Wanted, wanted: Wanted): boolean {
  if (read === wanted || read === 'all') return true;
  if (wanted === 'all') return false;
  for (const property of wanted) if (!read.has(property)) return false;
  return true;
}

interface Remembered<Found> {
  readonly nodes: readonly FieldNode[];
  readonly type: unknown;
  readonly found: Found;
}

/** By the first of the nodes; a fragment may bring the same one together with others. Kept as long as the document is. */
const objects = new WeakMap<FieldNode, Remembered<Wanted>[]>();
const pages = new WeakMap<FieldNode, Remembered<WantedPage>[]>();

function remembered<Found>(kept: WeakMap<FieldNode, Remembered<Found>[]>, info: GraphQLResolveInfo, find: () => Found): Found {
  const { fieldNodes: nodes, returnType: type } = info;
  const first = nodes[0]!;
  const ofFirst = kept.get(first) ?? [];
  const before = ofFirst.find(
    (one) => one.type === type && one.nodes.length === nodes.length && nodes.every((node, at) => node === one.nodes[at]),
  );
  if (before) return before.found;
  const found = find();
  kept.set(first, [...ofFirst, { nodes, type, found }]);
  return found;
}

function wantedOf(info: GraphQLResolveInfo, type: GraphQLNamedType | undefined, nodes: readonly FieldNode[]): Wanted {
  const types = isAbstractType(type) ? info.schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  const wanted = new Set<string>();
  for (const one of types) {
    for (const { name } of nodes.flatMap(({ selectionSet }) => fieldsIn(info, selectionSet, one))) {
      const needed = neededFor(one, name.value);
      if (needed === 'all') return 'all';
      for (const property of needed) wanted.add(property);
    }
  }
  return wanted;
}

/** A plain field needs the property of its name, a resolver what its decorator says (how it is told in SQL, or that it is known); else all. */
function neededFor(type: GraphQLObjectType, name: string): readonly string[] | 'all' {
  const field = type.getFields()[name];
  if (!field) return [];
  const { needs } = field.extensions as { readonly needs?: readonly string[] };
  return needs ?? (field.resolve ? 'all' : [name]);
}

/** Fields selected of a type, or of any; conditions (`@skip`, `@include`) are not looked at. */
function fieldsIn(info: GraphQLResolveInfo, set: SelectionSetNode | undefined, type: GraphQLObjectType | null): readonly FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
    return applies(info, fragment?.typeCondition?.name.value, type) ? fieldsIn(info, fragment?.selectionSet, type) : [];
  });
}

function applies({ schema }: GraphQLResolveInfo, condition: string | undefined, type: GraphQLObjectType | null): boolean {
  if (condition === undefined || type === null || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}

/** The type of the entries of a connection; undefined when the field shows none. */
function nodeTypeOf({ returnType }: GraphQLResolveInfo): GraphQLNamedType | undefined {
  const connection = getNamedType(returnType);
  const { nodes, pageInfo } = isObjectType(connection) ? connection.getFields() : {};
  return nodes && pageInfo && getNamedType(nodes.type);
}
