import { randomUUID } from 'node:crypto';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { answer } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { inTransaction, membership, type SmallWorld, smallWorld } from '../kit/facts';

let db: HubDatabase;
let world: SmallWorld;
beforeAll(async () => {
  db = await migratedDatabase();
  world = await smallWorld(db);
});
afterAll(() => db.close());

const VERSIONS =
  'query ($id: ID!) { node(id: $id) { ... on Membership { status versions(first: 10) { totalCount nodes { kind before after } } } } }';
const KNOWN = 'query ($slug: String!, $at: DateTime) { network: organization(slug: $slug) { members(knownAt: $at) { nodes { status } } } }';

it('a membership keeps every version of itself, and is read as it was known at any moment', async () => {
  const id = randomUUID();
  await inTransaction(db, membership(world, { id, status: 'INVITED' }));
  const { rows } = { rows: await db.source.query('SELECT clock_timestamp() AS now') };
  await new Promise((resolve) => setTimeout(resolve, 5));
  await inTransaction(db, [
    ["UPDATE membership SET superseded_at = now() WHERE id = $1 AND superseded_at = 'infinity'", [id]],
    ...membership(world, { id, status: 'ACTIVE' }),
  ]);
  const { node } = await answer(db, VERSIONS, { variables: { id: globalId('Membership', id) } });
  expect(node.status).toBe('ACTIVE');
  expect(node.versions.totalCount).toBe(2);
  expect(
    node.versions.nodes.map(({ kind, before, after }: { kind: string; before: { status: string } | null; after: { status: string } }) => [
      kind,
      before?.status ?? null,
      after.status,
    ]),
  ).toEqual([
    ['CREATED', null, 'INVITED'],
    ['UPDATED', 'INVITED', 'ACTIVE'],
  ]);
  const statusAt = async (at: string | null) => {
    const { network } = await answer(db, KNOWN, { variables: { slug: world.network, at } });
    return network.members.nodes.map(({ status }: { status: string }) => status);
  };
  expect(await statusAt(null)).toEqual(['ACTIVE']);
  expect(await statusAt((rows[0].now as Date).toISOString())).toEqual(['INVITED']);
  expect(await statusAt('2001-01-01T00:00:00Z')).toEqual([]);
});
