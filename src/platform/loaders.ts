import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { Database } from './database';
import { covers, eitherWanted, type Wanted, wantedBy } from './selection';

/** How to fetch many of something, and how to recognise one. Rows may come in any order, and some may be missing. */
export interface Batch<Key, Row, Args = void> {
  /** @param wanted properties that rows must have; they may have more. Absent: all. */
  fetch(db: Database, keys: readonly Key[], args: Args, wanted?: Wanted): Promise<Row[]>;
  keyOf(row: Row): Key;
}

/**
 * What one request has asked the database for.
 *
 * Whatever is asked in one tick of the event loop goes out as one statement per batch, so that a nested query costs a fixed number of
 * statements however long its lists are. Nothing outlives the request.
 */
export class Loaders {
  constructor(
    readonly db: Database,
    /** The field that shows what is loaded; undefined: rows are wanted whole. */
    readonly info?: GraphQLResolveInfo,
    private readonly batches = new Map<object, Map<string, Waves<unknown, unknown>>>(),
  ) {}

  /** The same, of rows that only need what the selection of a field shows of them. */
  shown(info: GraphQLResolveInfo): Loaders {
    return new Loaders(this.db, info, this.batches);
  }

  /** The row with this key, or null. */
  one<Key, Row>(batch: Batch<Key, Row>, key: Key | null | undefined): Promise<Row | null>;
  one<Key, Row, Args>(batch: Batch<Key, Row, Args>, key: Key | null | undefined, args: Args): Promise<Row | null>;
  one<Key, Row, Args>(batch: Batch<Key, Row, Args>, key: Key | null | undefined, args?: Args): Promise<Row | null> {
    if (key === null || key === undefined) return NOTHING;
    return this.waves(batch, args as Args).one(key, this.wanted());
  }

  /** All rows with this key, in the order fetched. */
  list<Key, Row>(batch: Batch<Key, Row>, key: Key): Promise<Row[]>;
  list<Key, Row, Args>(batch: Batch<Key, Row, Args>, key: Key, args: Args, wanted?: Wanted): Promise<Row[]>;
  list<Key, Row, Args>(batch: Batch<Key, Row, Args>, key: Key, args?: Args, wanted = this.wanted()): Promise<Row[]> {
    return this.waves(batch, args as Args).list(key, wanted);
  }

  /** The rows with these keys, in the order of the keys, without the missing. */
  async many<Key, Row>(batch: Batch<Key, Row>, keys: readonly Key[]): Promise<Row[]> {
    const found = await Promise.all(keys.map((key) => this.one(batch, key)));
    return found.filter((row) => row !== null);
  }

  private wanted(): Wanted {
    return this.info === undefined ? 'all' : wantedBy(this.info);
  }

  private waves<Key, Row, Args>(batch: Batch<Key, Row, Args>, args: Args): Waves<Key, Row> {
    const ofBatch = this.batches.get(batch) ?? new Map<string, Waves<unknown, unknown>>();
    this.batches.set(batch, ofBatch);
    const signature = args === undefined ? '' : JSON.stringify(args);
    let waves = ofBatch.get(signature) as Waves<Key, Row> | undefined;
    if (waves === undefined) {
      const fetch = (keys: readonly Key[], wanted: Wanted) => batch.fetch(this.db, keys, args, wanted);
      waves = new Waves<Key, Row>(fetch, batch.keyOf);
      ofBatch.set(signature, waves as Waves<unknown, unknown>);
    }
    return waves;
  }
}

const NOTHING = Promise.resolve(null);

/** A key, and what whoever asks wants of its rows. */
interface Asked<Key> {
  readonly key: Key;
  readonly wanted: Wanted;
}

/** The rows of a key, with what can be read of them: once their statement goes out, all that anyone wanted of it. */
interface Answer<Row> {
  wanted: Wanted;
  readonly rows: Promise<Row[]>;
}

/** Keys of one batch: those of a tick in one statement. A key is fetched again only for what was not fetched of it. */
class Waves<Key, Row> {
  private readonly answers = new Map<Key, Answer<Row>>();
  // What may be remembered depends on what is wanted, which only `answers` knows.
  private readonly loader = new DataLoader((asked: readonly Asked<Key>[]) => this.fetched(asked), { cache: false });

  constructor(
    private readonly fetch: (keys: readonly Key[], wanted: Wanted) => Promise<Row[]>,
    private readonly keyOf: (row: Row) => Key,
  ) {}

  async one(key: Key, wanted: Wanted): Promise<Row | null> {
    return (await this.list(key, wanted))[0] ?? null;
  }

  list(key: Key, wanted: Wanted): Promise<Row[]> {
    const before = this.answers.get(key);
    if (before && covers(before.wanted, wanted)) return before.rows;
    const rows = this.loader.load({ key, wanted });
    this.answers.set(key, { wanted, rows });
    return rows;
  }

  private async fetched(asked: readonly Asked<Key>[]): Promise<Row[][]> {
    const wanted = asked.reduce<Wanted>((all, each) => eitherWanted(all, each.wanted), NO_PROPERTY);
    const found = new Map<Key, Row[]>(asked.map(({ key }) => [key, []]));
    for (const key of found.keys()) this.remember(key, wanted);
    for (const row of await this.fetch([...found.keys()], wanted)) found.get(this.keyOf(row))?.push(row);
    return asked.map(({ key }) => found.get(key) ?? []);
  }

  private remember(key: Key, wanted: Wanted): void {
    const answer = this.answers.get(key);
    if (answer) answer.wanted = wanted;
  }
}

const NO_PROPERTY: Wanted = new Set();
