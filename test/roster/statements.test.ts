import type { ClientBase } from 'pg';
import { type HubDatabase, poolOf } from '../../src/platform/database';
import { applyImport } from '../../src/roster/apply';
import { previewOf } from '../../src/roster/preview';
import { revertImport } from '../../src/roster/revert';
import { heldNow, type RosterWorld, rosterWorld, uploaded } from './kit';

const MOST = 600;
const NAMES = Array.from({ length: MOST }, (_, at) => `Bir ${String.fromCharCode(65 + (at % 26))}${'aeiou'[at % 5]}${Math.floor(at / 26)}`);

let world: RosterWorld;
let asked: () => number;
beforeAll(async () => {
  world = await rosterWorld(NAMES.map((name) => [name, 'TN'] as const));
  asked = counted(world.db);
});
afterAll(() => world.db.close());

/** How many statements were sent to the database since the last call. */
function counted(db: HubDatabase): () => number {
  let count = 0;
  const heard = new WeakSet<ClientBase>();
  poolOf(db.source).on('acquire', (client) => {
    if (heard.has(client)) return;
    heard.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query: (...args: unknown[]) => {
        count += 1;
        return query(...args);
      },
    });
  });
  return () => {
    const since = count;
    count = 0;
    return since;
  };
}

/** Statements for each step of an import of so many members: who joins, then who changes tier and is taken back. */
async function statementsFor(members: number): Promise<Record<string, number>> {
  const file = (tier: string) =>
    `City,Country,Tier,Since,GeoNames ID\n${NAMES.slice(0, members)
      .map((name, at) => `${name},TN,${tier},2020,${at + 1}\n`)
      .join('')}`;
  const first = await uploaded(world, file('full'), { asOf: '2025-01-31' });
  asked();
  await previewOf(world.db, first, 10);
  const preview = asked();
  expect(await applyImport(world.db, first.id)).toMatchObject({ counts: { join: members } });
  const apply = asked();
  const second = await uploaded(world, file('observer'));
  asked();
  expect(await applyImport(world.db, second.id)).toMatchObject({ counts: { 'change-tier': members } });
  const change = asked();
  for (const { id } of [second, first]) expect(await revertImport(world.db, id)).toEqual({ outcome: 'reverted' });
  const revert = asked();
  expect(await heldNow(world)).toEqual([]);
  return { preview, apply, change, revert };
}

it('previews, applies and reverts a roster in a fixed number of statements, however many rows it has', async () => {
  const few = await statementsFor(20);
  expect(few.apply).toBeLessThan(40);
  expect(await statementsFor(MOST)).toEqual(few);
});
