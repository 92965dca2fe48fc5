import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { ADMIN_KEY, CITED, type Partners, partners } from '../kit/partners';

let hub: Partners;
let keys: { contributor: string; another: string; curator: string };
beforeAll(async () => {
  hub = await partners();
  const [contributor, another, curator] = [
    await hub.key(null, 'CONTRIBUTOR'),
    await hub.key(0, 'PARTNER_ADMIN'),
    await hub.key(null, 'CURATOR'),
  ];
  keys = { contributor, another, curator };
});
afterAll(() => hub.close());

const SHOWN = `proposal { id status summary patch decisionNote decidedAt target { id } citations { id quote source { url } } } userErrors { code field }`;
const CREATE = `mutation ($input: ProposalInput!) { createProposal(input: $input) { ${SHOWN} } }`;
const DECIDE = `mutation ($id: ID!, $accept: Boolean!, $note: String) { decideProposal(proposalId: $id, accept: $accept, note: $note) { ${SHOWN} } }`;
const LIST = '{ proposals(status: OPEN, first: 100) { nodes { id summary } totalCount } }';

const create = (key: string, input: object = {}) =>
  hub.write(key, CREATE, {
    input: { targetId: hub.city(0), summary: 'Its name', patch: { names: { ar: 'طنجة' } }, citations: CITED, ...input },
  });
const decide = (key: string, id: string, accept: boolean, note?: string) => hub.write(key, DECIDE, { id, accept, note });

describe('A proposal', () => {
  it('is made by anyone with a key, decided by somebody else, and done with its source', async () => {
    const { proposal } = await create(keys.contributor, {
      patch: { names: { ar: 'طنجة', en: 'Tangier' }, website: 'https://tanger.example' },
    });
    expect(proposal).toMatchObject({ status: 'OPEN', target: { id: hub.city(0) }, citations: [{ source: { url: CITED[0]!.url } }] });
    const { proposal: decided } = await decide(keys.curator, proposal.id, true, 'As its site says.');
    expect(decided).toMatchObject({ status: 'ACCEPTED', decisionNote: 'As its site says.' });
    const { data } = await hub.send(
      undefined,
      'query ($id: ID!) { city: node(id: $id) { ... on City { website ar: name(language: "ar") en: name(language: "en") } } }',
      { id: hub.city(0) },
    );
    expect(data.city).toEqual({ website: 'https://tanger.example', ar: 'طنجة', en: 'Tangier' });
    const again = await decide(keys.curator, proposal.id, false);
    expect(again.userErrors).toEqual([{ code: 'STATUS_TRANSITION_NOT_ALLOWED', field: ['proposalId'] }]);
    const next = await create(keys.another, { patch: { names: { ar: 'طنجة الكبرى' } } });
    await decide(keys.curator, next.proposal.id, true);
    const versions = await hub.db.rows<{ value: string; known: boolean }>(sql`
      SELECT value, superseded_at = 'infinity' AS known FROM actor_name WHERE actor_id = ${hub.field.actors[0]} AND language = 'ar' ORDER BY recorded_at`);
    expect(versions).toEqual([
      { value: 'طنجة', known: false },
      { value: 'طنجة الكبرى', known: true },
    ]);
  });

  it('that is rejected changes nothing', async () => {
    const { proposal } = await create(keys.contributor, { targetId: hub.city(1), patch: { website: 'https://wrong.example' } });
    expect((await decide(keys.curator, proposal.id, false)).proposal.status).toBe('REJECTED');
    expect(await hub.db.rows(sql`SELECT website FROM actor WHERE id = ${hub.field.actors[1]}`)).toEqual([{ website: null }]);
  });

  it('is decided by nobody who made it, whatever he may do, nor by a partner', async () => {
    const own = await create(keys.curator);
    expect(await decide(keys.curator, own.proposal.id, true)).toBe('FORBIDDEN');
    const admins = await create(ADMIN_KEY);
    expect(await decide(ADMIN_KEY, admins.proposal.id, true)).toBe('FORBIDDEN');
    expect(await decide(keys.another, own.proposal.id, true)).toBe('FORBIDDEN');
    expect((await decide(ADMIN_KEY, own.proposal.id, false)).userErrors).toEqual([]);
  });

  it.each([
    ['INVALID', ['patch', 'population'], { patch: { population: 1 } }],
    ['INVALID', ['patch', 'acronym'], { patch: { acronym: 'TNG' } }],
    ['INVALID', ['patch', 'foundedOn'], { patch: { foundedOn: '2013-05' } }],
    ['INVALID', ['patch', 'id'], { patch: { names: { ar: 'x' }, id: 'another' } }],
    ['INVALID', ['patch'], { patch: {} }],
    ['INVALID', ['patch'], { patch: ['names'] }],
    ['INVALID', ['patch', 'names'], { patch: { names: 'طنجة' } }],
    ['BLANK', ['patch', 'names', '0', 'value'], { patch: { names: { ar: 7 } } }],
    ['INVALID', ['patch', 'names', '0', 'language'], { patch: { names: { 'no language': 'x' } } }],
    ['INVALID', ['patch', 'website'], { patch: { website: 'javascript:alert(1)' } }],
    ['BLANK', ['summary'], { summary: ' ' }],
    ['SOURCE_REQUIRED', ['citations'], { citations: [] }],
    ['NOT_FOUND', ['targetId'], { targetId: globalId('City', '00000000-0000-4000-8000-000000000000') }],
  ])('is refused: %s at %j', async (code, field, wrong) => {
    const { proposal, userErrors } = await create(keys.contributor, wrong);
    expect(proposal).toBeNull();
    expect(userErrors).toEqual([{ code, field: ['input', ...field] }]);
  });

  it('with characters that are no text is refused', async () => {
    const { userErrors } = await create(keys.contributor, { targetId: null, patch: { a: 'x\u0000' } });
    expect(userErrors).toEqual([{ code: 'INVALID', field: ['input', 'patch'] }]);
  });

  it('that two decide at once is decided by one of them, and the other is told so', async () => {
    const other = await hub.key(null, 'CURATOR');
    const { proposal } = await create(keys.contributor, { targetId: hub.city(3), patch: { website: 'https://twice.example' } });
    const decided = await Promise.all([decide(keys.curator, proposal.id, true), decide(other, proposal.id, false)]);
    expect(decided.map(({ userErrors }) => userErrors.length).sort()).toEqual([0, 1]);
    const [row] = await hub.db.rows<{ website: string | null; status: string }>(sql`
      SELECT a.website, p.status FROM change_proposal AS p JOIN actor AS a ON a.id = p.target_id
      WHERE p.patch @> '{"website": "https://twice.example"}'`);
    expect(row).toEqual(
      decided[0].userErrors.length === 0 ? { website: 'https://twice.example', status: 'ACCEPTED' } : { website: null, status: 'REJECTED' },
    );
  });

  it('is seen by those who made it and by curators', async () => {
    const { proposal } = await create(keys.contributor, { summary: 'Only mine', targetId: null, patch: { anything: 'at all' } });
    const summaries = async (key: string) => {
      const { data } = await hub.send(key, LIST);
      return data.proposals.nodes.map(({ summary }: { summary: string }) => summary);
    };
    expect(await summaries(keys.contributor)).toContain('Only mine');
    expect(await summaries(keys.curator)).toContain('Only mine');
    expect(await summaries(keys.another)).not.toContain('Only mine');
    const codeOf = async (key: string | undefined, query: string) => (await hub.send(key, query)).errors?.[0]?.extensions.code;
    expect(await codeOf(undefined, LIST)).toBe('UNAUTHENTICATED');
    expect(await codeOf(keys.another, `{ node(id: "${proposal.id}") { id } }`)).toBe('FORBIDDEN');
    expect(await codeOf(keys.contributor, `{ node(id: "${proposal.id}") { id } }`)).toBeUndefined();
  });
});
