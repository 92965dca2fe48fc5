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

/** Keys that are fetched together, with all that any of those who ask wants of the rows. */
interface Wave<Key, Row> {
  wanted: Wanted;
  readonly keys: Set<Key>;
  readonly rows: Promise<ReadonlyMap<Key, Row[]>>;
}

/** Wave after wave of keys of one batch. A key is fetched again only for what was not fetched of it. */
class Waves<Key, Row> {
  private readonly waveOf = new Map<Key, Wave<Key, Row>>();
  private waiting: Wave<Key, Row> | undefined;

  constructor(
    private readonly fetch: (keys: readonly Key[], wanted: Wanted) => Promise<Row[]>,
    private readonly keyOf: (row: Row) => Key,
  ) {}

  async one(key: Key, wanted: Wanted): Promise<Row | null> {
    return (await this.rowsWith(key, wanted)).get(key)?.[0] ?? null;
  }

  async list(key: Key, wanted: Wanted): Promise<Row[]> {
    return (await this.rowsWith(key, wanted)).get(key) ?? [];
  }

  private rowsWith(key: Key, wanted: Wanted): Promise<ReadonlyMap<Key, Row[]>> {
    const before = this.waveOf.get(key);
    if (before && before !== this.waiting && covers(before.wanted, wanted)) return before.rows;
    this.waiting ??= this.nextWave();
    this.waiting.wanted = eitherWanted(this.waiting.wanted, wanted);
    this.waiting.keys.add(key);
    this.waveOf.set(key, this.waiting);
    return this.waiting.rows;
  }

  private nextWave(): Wave<Key, Row> {
    const keys = new Set<Key>();
    const wave: Wave<Key, Row> = { wanted: NO_PROPERTY, keys, rows: allHaveAsked.then(() => this.fetched(wave)) };
    return wave;
  }

  private async fetched(wave: Wave<Key, Row>): Promise<ReadonlyMap<Key, Row[]>> {
    // Behind all promises that are settled already, as whoever waits for one of them may ask too.
    await new Promise<void>((go) => process.nextTick(go));
    this.waiting = undefined;
    const found = new Map<Key, Row[]>();
    for (const row of await this.fetch([...wave.keys], wave.wanted)) {
      const key = this.keyOf(row);
      const rows = found.get(key);
      if (rows) rows.push(row);
      else found.set(key, [row]);
    }
    return found;
  }
}

const allHaveAsked = Promise.resolve();
const NO_PROPERTY: Wanted = new Set();
