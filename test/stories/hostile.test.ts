import type { HubDatabase } from '../../src/platform/database';
import { migratedDatabase } from '../kit/database';
import { type ServedHub, serve } from '../kit/serve';

let db: HubDatabase;
let hub: ServedHub;

beforeAll(async () => {
  db = await migratedDatabase();
  hub = await serve(db);
});
afterAll(async () => {
  await hub.close();
  await db.close();
});

async function post(query: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(10_000),
  });
  return { status: response.status, text: await response.text() };
}

const nest = (levels: number, open: string, leaf: string) =>
  `${open.repeat(levels)}${leaf}${'}'.repeat((open.match(/{/g)?.length ?? 0) * levels)}`;

describe('A hostile caller of the whole hub', () => {
  it.each([
    ['goes round in circles 30 levels deep', `{ networks { nodes { ${nest(30, 'members { nodes { organization { ', 'id')} } } }`],
    ['asks for a million', '{ cities(first: 1000000) { nodes { id } } }'],
    ['asks for less than nothing', '{ cities(first: -1) { nodes { id } } }'],
    ['gives 500 aliases to one field', `{ ${Array.from({ length: 500 }, (_, at) => `a${at}: __typename`).join(' ')} }`],
    [
      'multiplies pages',
      '{ cities(first: 100) { nodes { memberships(first: 100) { nodes { member { memberships(first: 100) { nodes { id } } } } } } } }',
    ],
    ['nests a filter 500 deep', `{ cities(where: ${nest(500, '{ not: ', '{}')}) { totalCount } }`],
    ['writes 10,000 fields', `{ stats { ${'cities '.repeat(10_000)} } }`],
    ['writes nonsense', '{ cities('],
    ['asks for 500 fields that are none', `{ ${Array.from({ length: 500 }, (_, at) => `wrong${at}`).join(' ')} }`],
  ])('who %s is refused before anything runs, and the hub lives', async (_, query) => {
    const { status, text } = await post(query);
    expect(status).toBe(400);
    expect(JSON.parse(text).errors.length).toBeLessThanOrEqual(5);
    expect(JSON.parse(text).errors[0].extensions.code).toEqual(expect.any(String));
    expect(text.length).toBeLessThan(5_000);
    expect((await post('{ hub { version } }')).status).toBe(200);
  });

  it('learns nothing of the database from a fault', async () => {
    await db.rows({ text: 'ALTER TABLE theme RENAME TO theme_away', values: [] } as never);
    const { text } = await post('{ themes { code } }');
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ message: expect.stringMatching(/^Internal error [0-9a-f-]+$/), extensions: { code: 'INTERNAL' } }],
    });
    expect(text).not.toMatch(/theme_away|SELECT|relation|stack/);
  });

  it.each([
    'Q2l0eTox',
    'x'.repeat(10_000),
    '%',
    'Network:1',
    Buffer.from('City:00000000-0000-4000-8000-000000000000').toString('base64url'),
  ])('who asks for an object by the id %# gets none', async (id) => {
    const { status, text } = await post(`{ node(id: "${id}") { id } }`);
    expect([status, JSON.parse(text)]).toMatchObject([200, { data: { node: null } }]);
  });
});
