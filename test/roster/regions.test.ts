import { LocalMatcher } from '../../src/identity/local-matcher';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { loadedWorld } from '../kit/world';
import { type RosterWorld, rowsIn, uploaded } from './kit';

let db: HubDatabase;
let world: RosterWorld;
beforeAll(async () => {
  db = await loadedWorld();
  const [network] = await db.rows<{ id: string }>(sql`SELECT id FROM organization WHERE slug = 'strong-cities-network'`);
  world = { db, matcher: new LocalMatcher(db), organizationId: network!.id, cities: new Map() };
}, 120_000);
afterAll(() => db.close());

async function matched(file: string) {
  const { id } = await uploaded(world, file, { organization: 'strong-cities-network' });
  const slugs = await db.rows<{ id: string; slug: string }>(sql`SELECT id, slug FROM city`);
  const slugOf = new Map(slugs.map((city) => [city.id, city.slug]));
  return (await rowsIn(db, id)).map((row) => ({ ...row, city: slugOf.get(row.cityId ?? '') ?? null }));
}

it('tells namesakes apart by the region of a roster', async () => {
  const rows = await matched(
    'City,State,Country\nSpringfield,Illinois,US\nSpringfield,MA,US\nSanta Cruz,California,US\nSanta Cruz,Departamento de Santa Cruz,Bolivia\nSanta Cruz,Laguna,PH\n',
  );
  expect(rows.map(({ decision, city, regionAsListed }) => [decision, city, regionAsListed])).toEqual([
    ['MATCH', 'us-springfield-4250542', 'Illinois'],
    ['MATCH', expect.stringMatching(/^us-springfield/), 'MA'],
    ['MATCH', 'us-santa-cruz', 'California'],
    ['MATCH', expect.stringMatching(/^bo-santa-cruz/), 'Departamento de Santa Cruz'],
    // A province that no city is called after says nothing: there are several, and a person chooses.
    ['REVIEW', null, 'Laguna'],
  ]);
});

it('asks a person without it, and where it contradicts the only city of that name', async () => {
  const [unplaced, elsewhere] = await matched('City,State,Country\nSpringfield,,US\nAlbuquerque,Vermont,US\n');
  expect(unplaced).toMatchObject({ decision: 'REVIEW', reasons: ['SEVERAL_ALIKE'] });
  expect(elsewhere).toMatchObject({ decision: 'REVIEW', reasons: expect.arrayContaining(['REGION_CONTRADICTS']) });
  expect(elsewhere?.candidates.map(({ cityId }) => cityId)).toHaveLength(1);
});

it('is not misled by a region it cannot read', async () => {
  const [tangier, nairobi] = await matched('Ville,Région,Pays\nTanger,Afrique du Nord,Maroc\nNairobi,Africa,Kenya\n');
  expect([tangier?.city, nairobi?.city]).toEqual(['ma-tangier', 'ke-nairobi']);
});
