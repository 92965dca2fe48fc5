import { createKey } from '../../src/access/keys/key-store';
import { scopesOf } from '../../src/access/roles';
import { parseGlobalId } from '../../src/platform/global-id';
import { CITED } from '../kit/partners';
import { startPartner, type TestPartner } from './partner';
import { ADMIN, type SmallHub, smallHub } from './small-hub';

const SDL = 'type City @key(fields: "unlocode") { unlocode: ID demoScore: Float }';
const MERGE = `mutation ($keepId: ID!, $mergeIds: [ID!]!, $citations: [CitationInput!]!) {
  mergeOrganizations(keepId: $keepId, mergeIds: $mergeIds, citations: $citations) { userErrors { message } } }`;
const RETIRE = 'mutation { retireSubgraph(name: "demo") { userErrors { code } } }';
const ROLLBACK = 'mutation { rollbackSupergraph(toVersion: 2) { userErrors { code } } }';
const OWNER = '{ subgraphs { name status owner { slug } } }';

let small: SmallHub;
let partner: TestPartner;
beforeEach(async () => {
  small = await smallHub();
  partner = await startPartner(SDL, [{ __typename: 'City', unlocode: 'MATNG', demoScore: 1 }]);
  expect((await small.publish('demo', { url: partner.url, sdl: partner.sdl, owner: small.other })).userErrors).toEqual([]);
  expect((await small.hub.send(RETIRE, { key: ADMIN })).data.retireSubgraph.userErrors).toEqual([]);
  const variables = { keepId: small.owner, mergeIds: [small.other], citations: CITED };
  expect((await small.hub.send(MERGE, { key: ADMIN, variables })).data.mergeOrganizations.userErrors).toEqual([]);
});
afterEach(async () => {
  await small.close();
  await partner.close();
});

const ofTheKept = async () =>
  (
    await createKey(small.db, {
      ...{ name: 'Kept', organizationId: parseGlobalId(small.owner)!.key, role: 'PARTNER_ADMIN', scopes: scopesOf('PARTNER_ADMIN') },
      ...{ expiresAt: null, createdBy: 'the tests' },
    })
  ).token;

it('A service of an organisation that was merged is published again by the one that stands for it, and is its own then', async () => {
  const again = await small.publish('demo', { url: partner.url, sdl: partner.sdl, key: await ofTheKept() });
  expect([again.userErrors, again.subgraph?.owner]).toEqual([[], { slug: 'a-network' }]);
  const rows = await small.db.source.query('SELECT o.slug FROM subgraph AS s JOIN organization AS o ON o.id = s.owner_id');
  expect(rows).toEqual([{ slug: 'a-network' }]);
});

it('A service of an organisation that was merged, put into service again by going back, is that of the one that stands for it', async () => {
  expect((await small.hub.send(ROLLBACK, { key: ADMIN })).data.rollbackSupergraph.userErrors).toEqual([]);
  expect((await small.hub.send(OWNER)).data.subgraphs).toEqual([{ name: 'demo', status: 'ACTIVE', owner: { slug: 'a-network' } }]);
  expect((await small.hub.send(RETIRE, { key: await ofTheKept() })).data?.retireSubgraph.userErrors).toEqual([]);
});
