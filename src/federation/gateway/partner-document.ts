import { type DocumentNode, type FieldNode, type InlineFragmentNode, Kind, print, type SelectionNode, visit } from 'graphql';

/** A fetch as it is sent: with the type of every object, and the keys of entities, so that what comes back can be told apart. */
export interface PartnerDocument {
  readonly document: DocumentNode;
  readonly text: string;
}

export type Representation = Readonly<Record<string, unknown>>;
export type Keys = ReadonlyMap<string, readonly string[]>;

/** Before the name of a key, where the partner is to echo it. */
export const ECHO = 'hubKey_';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const known = new WeakMap<DocumentNode, PartnerDocument>();

/**
 * @param representations of the entities the document asks for; of one document all have the same fields.
 * @param keys by type, the fields entities are found by at this partner.
 */
export function partnerDocument(document: DocumentNode, representations: readonly Representation[], keys: Keys): PartnerDocument {
  const before = known.get(document);
  if (before) return before;
  const sent = visit(document, {
    Field: { leave: (field) => withType(field.name.value === '_entities' ? withEchoes(field, representations, keys) : field) },
  });
  const made = { document: sent, text: print(sent) };
  known.set(document, made);
  return made;
}

function withType(field: FieldNode): FieldNode {
  if (!field.selectionSet) return field;
  return {
    ...field,
    selectionSet: { ...field.selectionSet, selections: [TYPENAME, ...field.selectionSet.selections.filter(isNoTypename)] },
  };
}

function isNoTypename(selection: SelectionNode): boolean {
  return selection.kind !== Kind.FIELD || selection.name.value !== '__typename' || selection.alias !== undefined;
}

function withEchoes(field: FieldNode, representations: readonly Representation[], keys: Keys): FieldNode {
  const types = [...new Set(representations.map(({ __typename }) => String(__typename)))];
  const echoes = types.map((type): InlineFragmentNode => {
    const given = representations.find(({ __typename }) => __typename === type) ?? {};
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
      selectionSet: { kind: Kind.SELECTION_SET, selections: keysOf(given, keys).map(echo) },
    };
  });
  const selections = [
    ...(field.selectionSet?.selections ?? []),
    ...echoes.filter(({ selectionSet }) => selectionSet.selections.length > 0),
  ];
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

/** The keys in a representation, which may have fields beside them that are required. */
export function keysOf(representation: Representation, keys: Keys): string[] {
  const own = keys.get(String(representation.__typename)) ?? [];
  return [...new Set(own)].filter((key) => representation[key] !== undefined && representation[key] !== null);
}

function echo(key: string): FieldNode {
  const name = { kind: Kind.NAME, value: key } as const;
  return { kind: Kind.FIELD, name, alias: { kind: Kind.NAME, value: `${ECHO}${key}` } };
}
