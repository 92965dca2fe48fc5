import { parse } from 'graphql';
import type { Database, HubDatabase } from '../../src/platform/database';
import { raw, sql } from '../../src/platform/sql';
import { executed } from '../../src/server/execution/execute';
import { testContext, testSchema } from '../kit/ask';
import { migratedDatabase } from '../kit/database';

let db: HubDatabase;
beforeAll(async () => {
  db = await migratedDatabase();
}, 60_000);
afterAll(() => db.close());

const numbers = (size: number) => Array.from({ length: size }, (_, at) => at);

/** Of one connection: statements that come one after the other are given the same. */
async function preparedNow(): Promise<string[]> {
  return (await db.rows<{ statement: string }>(sql`SELECT statement FROM pg_prepared_statements`)).map(({ statement }) => statement);
}

describe('Statements that are asked often', () => {
  it('are answered and prepared, however many documents they come from', async () => {
    const schema = await testSchema();
    const texts: string[] = [];
    const noted: Database = {
      rows: (query) => {
        texts.push(query.text);
        return db.rows(query);
      },
    };
    const documents = numbers(320).map((at) => parse(`{ n${at}: networks(first: 1) { totalCount } }`));
    for (const [at, document] of documents.entries())
      for (const _time of numbers(25)) {
        const operation = { schema, document, operationName: undefined, variables: {}, coerced: {}, context: testContext(db, noted) };
        expect(JSON.stringify(await executed(operation))).toBe(`{"data":{"n${at}":{"totalCount":0}}}`);
      }
    expect(new Set(texts).size).toBe(320);
    const prepared = new Set(await preparedNow());
    expect(texts.slice(-100).every((text) => prepared.has(text))).toBe(true);
  }, 60_000);

  it('stay prepared while they are used, though hundreds of others come after them', async () => {
    const [kept, left] = [sql`SELECT 'kept' AS told`, sql`SELECT 'left' AS told`];
    const ask = async (query: typeof kept, times: number) => {
      for (const _time of numbers(times)) await db.rows(query);
    };
    await ask(kept, 20);
    await ask(left, 20);
    let most = 0;
    for (const at of numbers(700)) {
      await ask(sql`SELECT ${raw(String(at))} AS other`, 20);
      await ask(kept, 1);
      if (at % 20 === 0) most = Math.max(most, (await preparedNow()).length);
    }
    const prepared = await preparedNow();
    expect(prepared).toContain(kept.text);
    expect(prepared).toContain('SELECT 699 AS other');
    expect(prepared).not.toContain(left.text);
    // A connection keeps what it has prepared, also what has lost its name; before that is too much it is closed.
    expect(most).toBeGreaterThan(300);
    expect(most).toBeLessThanOrEqual(602);
  }, 60_000);

  it('that fail once are answered again', async () => {
    const half = (by: number) => db.rows<{ half: number }>(sql`SELECT 10 / ${by}::int AS half`);
    for (const _time of numbers(25)) expect(await half(2)).toEqual([{ half: 5 }]);
    await expect(half(0)).rejects.toThrow('division by zero');
    expect(await half(5)).toEqual([{ half: 2 }]);
  });
});
