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
  readonly entities: readonly (EntityField & { readonly echoes: Echoes })[];
}

export type Representation = Readonly<Record<string, unknown>>;
/** By type. */
export type Keys = ReadonlyMap<string, readonly string[]>;
/** By type, and by key of it: the name under which the partner is to give the key back. */
export type Echoes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A document of the planner has the same keys nearly always; those of several types or keys have some ways to be sent. */
const MOST_WAYS = 16;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

interface Known {
  readonly reading: DocumentNode;
  readonly fields: readonly EntityField[];
  /** By the keys in it. */
  readonly texts: Map<string, string>;
}

const known = new WeakMap<DocumentNode, Known>();

/** @param keys by type, the fields entities are found by at this partner. */
export function partnerDocument(document: DocumentNode, variables: Readonly<Record<string, unknown>>, keys: Keys): PartnerDocument {
  const { reading, fields, texts } = known.get(document) ?? added(document);
  const entities = fields.map((field) => ({ ...field, echoes: echoesOf(variables[field.variable] as Representation[], keys) }));
  const way = JSON.stringify(entities.map(({ echoes }) => [...echoes].map(([type, own]) => [type, ...own.keys()])));
  const text = texts.get(way) ?? print(sentAs(document, new Map(entities.map(({ alias, echoes }) => [alias, echoes]))));
  if (texts.size < MOST_WAYS) texts.set(way, text);
  return { text, reading, entities };
}

function added(document: DocumentNode): Known {
  const made = { reading: readAs(document), fields: entityFields(document), texts: new Map<string, string>() };
  known.set(document, made);
  return made;
}

/** Of each type under names of its own: keys of one name may be of several kinds, which do not go under one. */
function echoesOf(representations: readonly Representation[], keys: Keys): Echoes {
  const echoes = new Map<string, Map<string, string>>();
  for (const representation of representations) {
    const type = String(representation.__typename);
    const own = echoes.get(type) ?? new Map<string, string>();
    echoes.set(type, own);
    for (const key of keys.get(type) ?? []) {
      if (own.has(key) || !isThere(representation[key])) continue;
      const at = [...echoes.keys()].indexOf(type);
      own.set(key, `hubKey${at === 0 ? '' : at}_${key}`);
    }
  }
  return echoes;
}

/** Whether a representation has a key: with it may be fields that are required, and not every key. */
export function isThere(key: unknown): boolean {
  return key !== undefined && key !== null;
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
  const some = [...echoes].filter(([, own]) => own.size > 0);
  return some.map(([type, own]) => ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...own].map(echo) },
  }));
}

function echo([key, alias]: readonly [string, string]): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: key }, alias: { kind: Kind.NAME, value: alias } };
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
