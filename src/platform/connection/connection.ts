import { type ClassType, Directive, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Batch, Loaders } from '../loaders';
import { Known } from '../one-statement/known-field';
import { pageWantedBy, type WantedPage } from '../selection';
import type { Listing } from './listing';
import { type Counted, countsOf, cursorOf, type Entry, type Fetched, type PageRequest, pagesOf, WHOLE_HUB } from './page';
import { type PageArgs, type Window, windowOf } from './page-args';

@Directive('@shareable')
@ObjectType({ description: 'Where a page stands in the whole.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more entries follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether entries come before.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first entry.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last entry.' })
  endCursor!: string | null;
}

/** A page as its entries and what lies around it. */
export interface Page<Row> {
  readonly entries: readonly Entry<Row>[];
  readonly pageInfo: PageInfo;
}

/** A list of which a page and a size can be asked for; neither is computed before it is. */
export interface Connection<Row> {
  page(): Promise<Page<Row>>;
  count(): Promise<number>;
}

/** A listing with the two statements that serve it. Make one per listing, at module level: loaders tell lists apart by it. */
export class Listed<Row extends object, Args> {
  private readonly pages: Batch<string, Row & Fetched, PageRequest<Args>>;
  private readonly counts: Batch<string, Counted, Args>;

  constructor(readonly listing: Listing<Args>) {
    this.pages = pagesOf<Row, Args>(listing);
    this.counts = countsOf(listing);
  }

  /** The connection of one parent (by its uuid), or of the whole hub. @throws HubError BAD_USER_INPUT for a page that cannot be. */
  connection(loaders: Loaders, page: PageArgs, args: Args, parentId = WHOLE_HUB, defaultSize?: number): Connection<Row> {
    const window = windowOf(page, defaultSize);
    let fetched: Promise<Page<Row>> | undefined;
    return {
      page: () => {
        if (fetched === undefined) {
          const { entries, cursors } = loaders.info === undefined ? WHOLE_PAGE : pageWantedBy(loaders.info);
          fetched = loaders.list(this.pages, parentId, { args, window, cursors }, entries).then((rows) => cut(rows, window));
        }
        return fetched;
      },
      count: async () => (await loaders.list(this.counts, parentId, args))[0]?.count ?? 0,
    };
  }
}

const WHOLE_PAGE: WantedPage = { entries: 'all', cursors: true };

/** The page in rows fetched with one entry to spare. */
function cut<Row extends object>(rows: readonly (Row & Fetched)[], window: Window): Page<Row> {
  const more = rows.length > window.size;
  const inReach = rows.slice(0, window.size);
  const entries = (window.fromEnd ? inReach.reverse() : inReach).map((row) => new FetchedEntry(row));
  return {
    entries,
    pageInfo: {
      hasNextPage: (!window.fromEnd && more) || window.before !== null,
      hasPreviousPage: (window.fromEnd && more) || window.after !== null,
      get startCursor() {
        return entries.at(0)?.cursor ?? null;
      },
      get endCursor() {
        return entries.at(-1)?.cursor ?? null;
      },
    },
  };
}

/** A row as an entry; its cursor is made when it is asked for, which is seldom. */
class FetchedEntry<Row extends object> implements Entry<Row> {
  constructor(readonly node: Row & Fetched) {}

  get cursor(): string {
    return cursorOf(this.node);
  }
}

/** A connection whose entries are shown as something else than the rows listed; one that has become nothing is left out. */
export function mapped<Row, Node extends object>(connection: Connection<Row>, show: (row: Row) => Promise<Node | null>): Connection<Node> {
  return {
    page: async () => {
      const { entries, pageInfo } = await connection.page();
      const nodes = await Promise.all(entries.map((entry) => show(entry.node)));
      return {
        entries: entries.flatMap((entry, at) => (nodes[at] ? [{ ...besides(entry), cursor: entry.cursor, node: nodes[at] }] : [])),
        pageInfo,
      };
    },
    count: () => connection.count(),
  };
}

/** What an edge tells besides: all that its entry says, and its row. */
function besides<Row>(entry: Entry<Row>): object {
  return typeof entry.node === 'object' ? { ...entry, ...entry.node } : { ...entry };
}

/** Resolvers of all connection types, to be built into the schema. */
export const connectionResolvers: ClassType[] = [];

/** GraphQL types of a connection: `NameConnection` with `NameEdge`. `node` is the type of an entry. */
export function connectionOf(name: string, node: () => ClassType | object): ClassType<Connection<unknown>> {
  @ObjectType(`${name}Edge`, { description: 'An entry and its place.', simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: 'Its place, for `after` and `before`.' })
    cursor!: string;

    @Field(node as () => ClassType, { description: 'The entry.' })
    node!: unknown;
  }
  return connectionWith(name, node, () => Edge);
}

/** As `connectionOf`, with an edge type of its own. */
export function connectionWith(name: string, node: () => ClassType | object, edge: () => ClassType): ClassType<Connection<unknown>> {
  @ObjectType(`${name}Connection`, { description: `A page of ${name} entries.` })
  class NamedConnection {}

  @Resolver(() => NamedConnection)
  class NamedConnectionResolver {
    @Known()
    @FieldResolver(() => [edge()], { description: 'Entries with their cursors.' })
    async edges(@Root() connection: Connection<unknown>): Promise<readonly Entry<unknown>[]> {
      return (await connection.page()).entries;
    }

    @Known()
    @FieldResolver(() => [node() as ClassType], { description: 'The entries, without cursors.' })
    async nodes(@Root() connection: Connection<unknown>): Promise<unknown[]> {
      return (await connection.page()).entries.map((entry) => entry.node);
    }

    @Known()
    @FieldResolver(() => PageInfo, { description: 'Where the page stands in the whole.' })
    async pageInfo(@Root() connection: Connection<unknown>): Promise<PageInfo> {
      return (await connection.page()).pageInfo;
    }

    @Known()
    @FieldResolver(() => Int, { description: 'Number of all entries, whatever the page. Computed only when asked for.' })
    totalCount(@Root() connection: Connection<unknown>): Promise<number> {
      return connection.count();
    }
  }
  connectionResolvers.push(NamedConnectionResolver);
  return NamedConnection as unknown as ClassType<Connection<unknown>>;
}
