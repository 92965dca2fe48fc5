import DataLoader from 'dataloader';
import type { Database } from './database';

/** How to fetch many of something, and how to recognise one. Rows may come in any order, and some may be missing. */
export interface Batch<Key, Row, Args = void> {
  fetch(db: Database, keys: readonly Key[], args: Args): Promise<Row[]>;
  keyOf(row: Row): Key;
}

/**
 * What one request has asked the database for.
 *
 * Whatever is asked in one tick of the event loop goes out as one statement per batch, so that a nested query costs a fixed number of
 * statements however long its lists are. Nothing outlives the request.
 */
export class Loaders {
  private readonly loaders = new Map<object, Map<string, DataLoader<unknown, unknown[]>>>();

  constructor(readonly db: Database) {}

  /** The row with this key, or null. */
  one<Key, Row>(batch: Batch<Key, Row>, key: Key | null | undefined): Promise<Row | null>;
  one<Key, Row, Args>(batch: Batch<Key, Row, Args>, key: Key | null | undefined, args: Args): Promise<Row | null>;
  async one<Key, Row, Args>(batch: Batch<Key, Row, Args>, key: Key | null | undefined, args?: Args): Promise<Row | null> {
    if (key === null || key === undefined) return null;
    return (await this.loader(batch, args as Args).load(key))[0] ?? null;
  }

  /** All rows with this key, in the order fetched. */
  list<Key, Row>(batch: Batch<Key, Row>, key: Key): Promise<Row[]>;
  list<Key, Row, Args>(batch: Batch<Key, Row, Args>, key: Key, args: Args): Promise<Row[]>;
  list<Key, Row, Args>(batch: Batch<Key, Row, Args>, key: Key, args?: Args): Promise<Row[]> {
    return this.loader(batch, args as Args).load(key);
  }

  /** The rows with these keys, in the order of the keys, without the missing. */
  async many<Key, Row>(batch: Batch<Key, Row>, keys: readonly Key[]): Promise<Row[]> {
    const found = await Promise.all(keys.map((key) => this.one(batch, key)));
    return found.filter((row) => row !== null);
  }

  private loader<Key, Row, Args>(batch: Batch<Key, Row, Args>, args: Args): DataLoader<Key, Row[]> {
    const ofBatch = this.loaders.get(batch) ?? new Map<string, DataLoader<unknown, unknown[]>>();
    this.loaders.set(batch, ofBatch);
    const signature = args === undefined ? '' : JSON.stringify(args);
    const loader = ofBatch.get(signature) ?? new DataLoader<unknown, unknown[]>((keys) => grouped(batch, this.db, keys as Key[], args));
    ofBatch.set(signature, loader);
    return loader as DataLoader<Key, Row[]>;
  }
}

async function grouped<Key, Row, Args>(batch: Batch<Key, Row, Args>, db: Database, keys: readonly Key[], args: Args): Promise<Row[][]> {
  const rows = new Map<Key, Row[]>(keys.map((key) => [key, []]));
  for (const row of await batch.fetch(db, keys, args)) rows.get(batch.keyOf(row))?.push(row);
  return keys.map((key) => rows.get(key) ?? []);
}
