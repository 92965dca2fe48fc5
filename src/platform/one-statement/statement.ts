import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { idsGivenTo } from '../given-ids';
import type { Found } from '../lookup';
import { empty, join, raw, Sql, sql } from '../sql';
import { type Asking, Late, usesVariables } from './asking';
import { type KnownField, markOf, markOfRoot } from './filling';
import { eachInSql, listInSql, objectInSql, rowsByKey } from './found-in-sql';
import { fieldOfKnown, type RowsShown } from './known';
import { leafInSql } from './leaf';
import { pageInSql } from './page-in-sql';
import type { ShownRows } from './pieces';
import { isTheSame, type Selection, selectionOf } from './selection-of-type';
import { notTold, orNotSo, type Part, type Row, type Told, toldOf } from './told';
import { type AskedField, type Shown, SubqueryRow, type Writer } from './writer';

/** Fields of one statement, each as often as it is written: of more, planning costs more than it saves. */
const MOST_FIELDS = 300;
/** A function of PostgreSQL takes at most 100 arguments: a name and a value each. */
const MOST_OF_ONE_OBJECT = 50;

/** How a query is answered. */
export interface Writing {
  /** The statement whose one column is `answer`; or the answer, where the database has nothing to say. */
  readonly first: Sql | string;
  /** What is marked in the answer. */
  readonly known: readonly KnownField[];
}

/** Writes the parts of the statement of a query, and of those for the rows that known fields of it show. */
export class Statement implements Writer, RowsShown {
  private written = 0;
  private rows = 0;
  private readonly known: KnownField[] = [];

  /** @param asking any of those the statement is for: what depends on variables is written as `Late`. */
  constructor(readonly asking: Asking) {}

  /** Of the whole query. */
  answer(query: GraphQLObjectType): Writing {
    const fields = [...selectionOf(this.asking, query, [this.asking.operation])].map(([key, nodes]) => {
      const definition = query.getFields()[nodes[0]!.name.value] ?? notTold();
      const mark = toldOf(definition)?.as === 'known' ? markOfRoot(this.addKnown({ definition, nodes }, null)) : null;
      return { key, mark, sql: mark === null ? this.field(query, nodes, NO_ROW) : raw(`'${mark}'::text`) };
    });
    const isKnown = fields.every(({ mark }) => mark !== null);
    const first = isKnown
      ? JSON.stringify(Object.fromEntries(fields.map(({ key, mark }) => [key, mark])))
      : sql`SELECT ${this.json(fields.map((field) => [field.key, field.sql]))}::text AS answer`;
    return { first, known: this.known };
  }

  rowsShown(found: Found<object>, field: Shown): ShownRows {
    return rowsByKey(this, found, field);
  }

  newRow(): SubqueryRow {
    return new SubqueryRow(`r${++this.rows}`);
  }

  /** The fields of one object, whose row is of this type. */
  fields(type: GraphQLObjectType, selection: Selection, row: Row): Sql {
    return this.json([...selection].map(([key, nodes]) => [key, this.field(type, nodes, row)]));
  }

  json(entries: readonly (readonly [name: string, value: Sql])[]): Sql {
    this.written += entries.length;
    if (this.written > MOST_FIELDS || entries.length > MOST_OF_ONE_OBJECT) return notTold();
    const names = entries.map(([name], at) => `${at === 0 ? 'json_build_object(' : ', '}'${name}', `);
    return entries.length === 0
      ? raw("'{}'::json")
      : new Sql(
          [...names, ')'],
          entries.map(([, value]) => value),
        );
  }

  object(type: GraphQLNamedType, nodes: readonly FieldNode[], row: Row, only?: readonly string[]): Sql {
    const { schema } = this.asking;
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
    const types = only ? possible.filter(({ name }) => only.includes(name)) : possible;
    const cases: { readonly types: GraphQLObjectType[]; readonly selection: Selection }[] = [];
    for (const one of types) {
      const selection = selectionOf(this.asking, one, nodes);
      const before = cases.find((each) => isTheSame(each.types[0]!, each.selection, one, selection));
      if (before) before.types.push(one);
      else cases.push({ types: [one], selection });
    }
    const whens = cases.map(({ types: alike, selection }) => {
      const names = alike.map(({ name }) => `'${name}'`).join(', ');
      return sql`WHEN ${row.property('__typename')} IN (${raw(names)}) THEN ${this.fields(alike[0]!, selection, row)}`;
    });
    return whens.length === 0 ? raw('NULL::json') : sql`CASE ${join(whens, ' ')} END`;
  }

  late({ definition, nodes: [node] }: AskedField, write: (asking: Asking) => Sql): unknown {
    return isLate(definition, node!, this.asking) ? new Late(write) : write(this.asking);
  }

  private field(parent: GraphQLObjectType, nodes: readonly FieldNode[], row: Row): Sql {
    const [node] = nodes as [FieldNode];
    if (node.name.value === '__typename') return row.property('__typename');
    const definition = parent.getFields()[node.name.value];
    if (!definition) return notTold();
    const how = toldOf(definition);
    if (how) return this.told(how, { definition, nodes, row, argsIn: (asking) => argsOf(definition, node, asking) });
    if (definition.resolve || !isLeafType(getNamedType(definition.type))) return notTold();
    return leafInSql(definition.type, row.property(definition.name));
  }

  private addKnown(field: Shown, property: string | null): number {
    return this.known.push({ write: fieldOfKnown(this, field), property }) - 1;
  }

  private told(how: Told, field: AskedField): Sql {
    const { definition, row, argsIn } = field;
    if (how.as === 'known') return markOf(this.addKnown(field, how.property), row.property(how.property));
    if (how.as === 'page') return pageInSql(this, how, field);
    if (how.as === 'list') return listInSql(this, how, field);
    if (how.as === 'each') return eachInSql(this, how.found, row.property(how.property), field);
    if (how.as === 'value') {
      for (const property of how.needs) row.property(property);
      const write = (asking: Asking) => orNotSo(how.write(row, argsIn(asking), asking.context));
      return leafInSql(definition.type, definition.args.length > 0 ? sql`${new Late(write)}` : write(this.asking));
    }
    if (how.as === 'part') {
      const part = orNotSo(how.part(argsIn(this.asking)));
      const isSo = this.late(field, (asking) => orNotSo(how.part(argsIn(asking)) && empty));
      return sql`${isSo}${this.part(part, field)}`;
    }
    return objectInSql(this, how, field);
  }

  private part({ exists, properties }: Part, { definition, nodes, row }: AskedField): Sql {
    const type = getNamedType(definition.type);
    if (!isObjectType(type)) return notTold();
    const part: Row = {
      property: (name) => {
        const kept = name === '__typename' ? raw(`'${type.name}'`) : (properties[name] ?? notTold());
        return typeof kept === 'string' ? row.property(kept) : kept;
      },
    };
    return sql`CASE WHEN ${row.property(exists)} IS NOT NULL THEN ${this.fields(type, selectionOf(this.asking, type, nodes), part)} END`;
  }
}

/** Of the query itself. */
const NO_ROW: Row = { property: notTold };

/** The arguments of a field; the records they name are led on, as its resolver would be given them. */
function argsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { variables, standing }: Asking,
): Readonly<Record<string, unknown>> {
  const args = getArgumentValues(definition, node, variables);
  return idsGivenTo(definition)?.ledOn(args, standing) ?? args;
}

/** Whether the arguments of a field mean something else from one asking to the next: a record may be merged meanwhile. */
function isLate(definition: GraphQLField<unknown, unknown>, node: FieldNode, { variables }: Asking): boolean {
  if (usesVariables(node)) return true;
  const ids = idsGivenTo(definition);
  return ids !== undefined && ids.uuidsIn(getArgumentValues(definition, node, variables)).size > 0;
}
