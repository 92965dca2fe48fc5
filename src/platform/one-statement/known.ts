import {
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Found } from '../lookup';
import { keysOf } from '../shown-by-key';
import type { Asking } from './asking';
import { shownBy } from './known-field';
import { Entries, Hole, type Pending, type ShownRows } from './pieces';
import { selectionOf } from './selection-of-type';
import { NOT_SO, notTold, toldOf } from './told';
import type { Shown } from './writer';

/** What knows how rows are shown. */
export interface RowsShown {
  readonly asking: Asking;
  rowsShown(found: Found<object>, field: Shown): ShownRows;
}

/** Writes a value as JSON. @throws NOT_SO for null where none can be; and whatever a resolver throws. */
export type Write = (value: unknown, asking: Asking) => Pending;

/** How a field of an object that is known is written, by its resolver (see `Known`) or as it is. */
export function fieldOfKnown(maker: RowsShown, field: Shown, inherited?: Found<object>): Write {
  const { definition, nodes } = field;
  const resolve = keysOf(definition);
  const write = written(maker, definition.type, field, shownBy(definition) ?? inherited);
  if (!resolve) return (parent, asking) => soon((parent as Readonly<Record<string, unknown>>)[definition.name], asking, write);
  if (toldOf(definition)?.as !== 'known') return notTold();
  return (parent, asking) => {
    const args = getArgumentValues(definition, nodes[0]!, asking.variables);
    return soon(resolve(parent, args, asking.context, NO_INFO), asking, write);
  };
}

/** What is known is known without it. */
const NO_INFO = undefined as unknown as GraphQLResolveInfo;

function soon(value: unknown, asking: Asking, write: Write): Pending {
  return value instanceof Promise ? value.then((known) => write(known, asking)) : write(value, asking);
}

function written(maker: RowsShown, type: GraphQLOutputType, field: Shown, shows: Found<object> | undefined): Write {
  const isNullable = !isNonNullType(type);
  const write = writtenSome(maker, getNullableType(type), field, shows, isNullable);
  return (value, asking) => {
    if (value !== null && value !== undefined) return write(value, asking);
    if (isNullable) return 'null';
    throw NOT_SO;
  };
}

function writtenSome(
  maker: RowsShown,
  type: GraphQLOutputType,
  field: Shown,
  shows: Found<object> | undefined,
  isNullable: boolean,
): Write {
  if (isLeafType(type)) return leaf(type);
  if (isListType(type)) return list(written(maker, type.ofType, field, shows), shows !== undefined);
  if (isObjectType(type) && (!shows || isOfConnection(type))) return object(fieldsOf(maker, type, field, shows));
  if (!shows) return notTold();
  const rows = maker.rowsShown(shows, field);
  return (key) => new Hole(rows, String(key), isNullable);
}

function leaf(type: GraphQLLeafType): Write {
  return (value) => {
    const shown = type.serialize(value);
    return typeof shown === 'number' ? String(shown) : JSON.stringify(shown);
  };
}

function list(entry: Write, mayMiss: boolean): Write {
  return (values, asking) => {
    const entries = Array.from(values as Iterable<unknown>, (value) => entry(value, asking));
    if (mayMiss) return new Entries(entries);
    return joined(
      entries.flatMap((each, at) => (at === 0 ? ['[', each] : [',', each])),
      entries.length === 0 ? '[]' : ']',
    );
  };
}

/** Text by text, as long as all are texts. */
function joined(parts: readonly Pending[], end: string): Pending {
  return parts.every((part) => typeof part === 'string') ? parts.join('') + end : [...parts, end];
}

type Field = readonly [label: string, write: Write];

function object(fields: readonly Field[]): Write {
  return (value, asking) => {
    let text = '{';
    const parts: Pending[] = [];
    for (const [label, write] of fields) {
      const piece = write(value, asking);
      if (typeof piece === 'string') text += label + piece;
      else {
        parts.push(text + label, piece);
        text = '';
      }
    }
    return parts.length === 0 ? `${text}}` : [...parts, `${text}}`];
  };
}

function fieldsOf(maker: RowsShown, type: GraphQLObjectType, { nodes }: Shown, shows: Found<object> | undefined): Field[] {
  return [...selectionOf(maker.asking, type, nodes)].map(([key, inside], at) => {
    const label = `${at === 0 ? '' : ','}"${key}":`;
    const name = inside[0]!.name.value;
    if (name === '__typename') return [label, () => `"${type.name}"`];
    const definition = type.getFields()[name] ?? notTold();
    return [label, fieldOfKnown(maker, { definition, nodes: inside }, PARTS.has(name) ? shows : undefined)];
  });
}

/** Of a connection and its edges: they show what the connection shows. */
const PARTS: ReadonlySet<string> = new Set(['nodes', 'edges', 'node']);

function isOfConnection(type: GraphQLObjectType): boolean {
  const { nodes, pageInfo, node, cursor } = type.getFields();
  return Boolean((nodes && pageInfo) || (node && cursor));
}
