import {
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  print,
  type SelectionNode,
  type TypeNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { type EntityField, entityFields } from './entity-fields';

/** A fetch as it is sent: with the type of every object, and the keys of entities, so that what comes back can be told apart. */
export interface PartnerDocument {
  readonly text: string;
  /** What was planned, by which the answer is read: without what concerns the partner alone, as arguments do. */
  readonly reading: DocumentNode;
  readonly entities: readonly EntityField[];
}

export type Representation = Readonly<Record<string, unknown>>;
/** By type. */
export type Keys = ReadonlyMap<string, readonly string[]>;

/** Before the name of a key, where the partner is to echo it. */
export const ECHO = 'hubKey_';

/** A document of the planner has the same keys nearly always; those of several types or keys have some ways to be sent. */
const MOST_WAYS = 16;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

interface Known extends Omit<PartnerDocument, 'text'> {
  /** By the keys in it. */
  readonly texts: Map<string, string>;
}

const known = new WeakMap<DocumentNode, Known>();

/** @param keys by type, the fields entities are found by at this partner. */
export function partnerDocument(document: DocumentNode, variables: Readonly<Record<string, unknown>>, keys: Keys): PartnerDocument {
  const { reading, entities, texts } = known.get(document) ?? added(document);
  const echoes = new Map(entities.map(({ alias, variable }) => [alias, echoesOf(variables[variable] as Representation[], keys)]));
  const way = [...echoes.values()].map((each) => JSON.stringify([...each].map(([type, own]) => [type, [...own]]))).join();
  const text = texts.get(way) ?? print(sentAs(document, echoes));
  if (texts.size < MOST_WAYS) texts.set(way, text);
  return { text, reading, entities };
}

function added(document: DocumentNode): Known {
  const made = { reading: readAs(document), entities: entityFields(document), texts: new Map<string, string>() };
  known.set(document, made);
  return made;
}

type Echoes = ReadonlyMap<string, ReadonlySet<string>>;

/** By type, the keys of representations. */
function echoesOf(representations: readonly Representation[], keys: Keys): Echoes {
  const echoes = new Map<string, Set<string>>();
  for (const representation of representations) {
    const type = String(representation.__typename);
    const own = echoes.get(type) ?? new Set();
    for (const key of keysOf(representation, keys)) own.add(key);
    if (own.size > 0) echoes.set(type, own);
  }
  return echoes;
}

/** The keys in a representation, which may have fields beside them that are required. */
export function keysOf(representation: Representation, keys: Keys): string[] {
  const own = keys.get(String(representation.__typename)) ?? [];
  return own.filter((key) => representation[key] !== undefined && representation[key] !== null);
}

function sentAs(document: DocumentNode, echoes: ReadonlyMap<string, Echoes>): DocumentNode {
  return visit(document, {
    Field: {
      leave: (field) => {
        const own = field.name.value === '_entities' ? echoes.get((field.alias ?? field.name).value) : undefined;
        return withSelections(field, own ? echoing(own) : []);
      },
    },
  });
}

function withSelections(field: FieldNode, more: readonly SelectionNode[]): FieldNode {
  if (!field.selectionSet) return field;
  const selections = [TYPENAME, ...field.selectionSet.selections.filter(isNoTypename), ...more];
  return { ...field, selectionSet: { ...field.selectionSet, selections } };
}

function isNoTypename(selection: SelectionNode): boolean {
  return selection.kind !== Kind.FIELD || selection.name.value !== '__typename' || selection.alias !== undefined;
}

function echoing(echoes: Echoes): InlineFragmentNode[] {
  return [...echoes].map(([type, keys]) => ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...keys].map(echo) },
  }));
}

function echo(key: string): FieldNode {
  const name = { kind: Kind.NAME, value: key } as const;
  return { kind: Kind.FIELD, name, alias: { kind: Kind.NAME, value: `${ECHO}${key}` } };
}

/** Of the variables, `@skip` and `@include` need theirs. */
function readAs(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: (field) => ({ ...field, arguments: [] }),
    VariableDefinition: (definition: VariableDefinitionNode) => (namedIn(definition.type) === 'Boolean' ? undefined : null),
  });
}

function namedIn(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type);
}
