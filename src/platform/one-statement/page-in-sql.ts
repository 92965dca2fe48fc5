import { getNamedType, isObjectType, TypeNameMetaFieldDef } from 'graphql';
import { countOf, pageOf } from '../connection/page';
import { type Window, windowOf } from '../connection/page-args';
import type { Found } from '../lookup';
import { empty, join, raw, type Sql, sql } from '../sql';
import type { Asking } from './asking';
import { foundInSql } from './found-in-sql';
import { leafInSql } from './leaf';
import { selectionOf } from './selection-of-type';
import { NOT_SO, notTold, orNotSo, type Page, type Told } from './told';
import type { AskedField, Shown, SubqueryRow, Writer } from './writer';

/** A page of a connection, as a field asks for it. @throws HubError for one that cannot be. */
export function pageInSql(statement: Writer, how: ToldPage, field: AskedField): Sql {
  return new PageInSql(statement, how, field).connection();
}

type ToldPage = Extract<Told, { as: 'page' }>;

interface PartOfPage extends Shown {
  readonly key: string;
  /** The type it is a part of. */
  readonly of: string;
}

class PageInSql {
  private readonly page: Page;
  private readonly window: Window;
  private readonly entry: SubqueryRow;
  private readonly parent: Sql | undefined;
  /** Whether one entry more is read than is shown: it tells that there are more. */
  private hasSpare = false;

  constructor(
    private readonly statement: Writer,
    private readonly how: ToldPage,
    private readonly field: AskedField,
  ) {
    [this.page, this.window] = this.asked(statement.asking);
    if (this.window.fromEnd) throw NOT_SO;
    this.entry = statement.newRow();
    this.parent = this.page.listed.listing.within && field.row.property('id');
  }

  connection(): Sql {
    const parts = this.partsOf(this.field);
    const infos = parts.filter(({ definition }) => definition.name === 'pageInfo').flatMap((info) => this.partsOf(info));
    this.hasSpare = infos.some(({ definition }) => definition.name === 'hasNextPage');
    const object = this.object(parts, (part) => this.part(part));
    if (parts.every(({ definition: { name } }) => name === 'totalCount' || name === '__typename')) return object;
    const entries = this.statement.late(this.field, (asking) => this.entries(asking));
    // Of all entries together, also where nothing that is shown says so.
    return sql`(SELECT ${object} FROM (${entries}) AS ${raw(this.entry.alias)} HAVING true)`;
  }

  private object(parts: readonly PartOfPage[], write: (part: PartOfPage) => Sql): Sql {
    return this.statement.json(
      parts.map((part) => [part.key, part.definition === TypeNameMetaFieldDef ? raw(`'${part.of}'`) : write(part)]),
    );
  }

  private asked(asking: Asking): [Page, Window] {
    const args = this.field.argsIn(asking);
    return [orNotSo(this.how.list(args)), windowOf(args)];
  }

  /** All that the arguments decide but what the statement is already made for. */
  private askedAlike(asking: Asking): [Page, Window] {
    const [page, window] = this.asked(asking);
    const isAlike = page.listed === this.page.listed && page.shownAs === this.page.shownAs && shapeOf(window) === shapeOf(this.window);
    if (!isAlike) throw NOT_SO;
    return [page, window];
  }

  private entries(asking: Asking): Sql {
    const [{ listed, query }, window] = this.askedAlike(asking);
    const { wanted } = this.entry;
    const rows = pageOf(listed.listing, { args: query, window, cursors: wanted.has('$place'), wanted }, this.parent, this.hasSpare ? 1 : 0);
    return this.hasSpare ? sql`SELECT row_number() OVER () AS "$nth", page.* FROM (${rows}) AS page` : rows;
  }

  private part(part: PartOfPage): Sql {
    const { name } = part.definition;
    if (name === 'totalCount') return sql`(${this.statement.late(this.field, (asking) => this.count(asking))})`;
    if (name === 'nodes') return this.all(this.node(part));
    if (name === 'edges') return this.all(this.object(this.partsOf(part), (inside) => this.ofEdge(inside)));
    return this.object(this.partsOf(part), ({ definition }) => this.info(definition.name));
  }

  private count(asking: Asking): Sql {
    const [{ listed, query }] = this.askedAlike(asking);
    return countOf(listed.listing, query, this.parent);
  }

  /** What is shown of each entry, in the order they are read. */
  private all(shown: Sql): Sql {
    const within = this.hasSpare ? sql` FILTER (WHERE ${this.entry.property('$nth')} <= ${this.size()})` : empty;
    return sql`coalesce(json_agg(${shown})${within}, '[]')`;
  }

  private node(part: PartOfPage): Sql {
    const { shownAs } = this.page;
    if (shownAs)
      return sql`CASE ${join(
        shownAs.map((found) => this.shownAs(found, part)),
        ' ',
      )} END`;
    return this.statement.object(getNamedType(part.definition.type), part.nodes, this.entry);
  }

  private shownAs(found: Found<object>, part: PartOfPage): Sql {
    const types = join((found.lookup.types ?? notTold()).map((type) => raw(`'${type}'`)));
    return sql`WHEN ${this.entry.property('__typename')} IN (${types}) THEN ${foundInSql(this.statement, { found }, this.entry.property('id'), part)}`;
  }

  private ofEdge(part: PartOfPage): Sql {
    const { name, type } = part.definition;
    if (name === 'node') return this.node(part);
    return name === 'cursor' ? this.cursor() : leafInSql(type, this.entry.property(name));
  }

  private cursor(): Sql {
    return sql`base64url(${this.entry.property('$place')})`;
  }

  private info(name: string): Sql {
    const { before, after, size } = this.window;
    if (name === 'hasNextPage') return before === null ? sql`count(*) > ${this.size()}` : raw('true');
    if (name === 'hasPreviousPage') return raw(String(after !== null));
    if (size === 0) return raw('NULL::text');
    const nth = name === 'startCursor' ? raw('1') : sql`least(count(*), ${this.size()})::int`;
    return sql`(array_agg(${this.cursor()}))[${nth}]`;
  }

  private size(): Sql {
    return raw(String(this.window.size));
  }

  private partsOf({ definition: { type: shown }, nodes }: Shown): PartOfPage[] {
    const type = getNamedType(shown);
    if (!isObjectType(type)) return notTold();
    return [...selectionOf(this.statement.asking, type, nodes)].map(([key, inside]) => {
      const name = inside[0]!.name.value;
      const definition = name === '__typename' ? TypeNameMetaFieldDef : (type.getFields()[name] ?? notTold());
      return { key, definition, nodes: inside, of: type.name };
    });
  }
}

/** What of a window the rest of the statement depends on. */
function shapeOf({ size, fromEnd, after, before }: Window): string {
  return [size, fromEnd, after === null, before === null].join();
}
