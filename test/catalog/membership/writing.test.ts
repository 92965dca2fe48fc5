import { globalId, uuidIn } from '../../../src/platform/global-id';
import { sql } from '../../../src/platform/sql';
import { audited, CITED, type Partners, partners } from '../../kit/partners';

let hub: Partners;
let keys: { network: string; association: string; stranger: string; curator: string };
beforeAll(async () => {
  hub = await partners();
  const [network, association, stranger, curator] = [
    await hub.key(0, 'PARTNER_EDITOR'),
    await hub.key(1, 'PARTNER_EDITOR'),
    await hub.key(2, 'PARTNER_ADMIN'),
    await hub.key(null, 'CURATOR'),
  ];
  keys = { network, association, stranger, curator };
});
afterAll(() => hub.close());

const SHOWN = `membership { id status validFrom validTo recordedAt corroboration confidence renewalDueOn tier { code }
  sources { quote source { kind url title publisher } } transitions { from to on at { title } } } userErrors { code field message }`;
const RECORD = `mutation ($input: MembershipInput!) { recordMembership(input: $input) { ${SHOWN} } }`;
const STEP = `mutation ($input: MembershipTransitionInput!) { transitionMembership(input: $input) { ${SHOWN} } }`;
const CONFIRM = `mutation ($id: ID!, $holds: Boolean!, $note: String) { confirmMembership(membershipId: $id, holds: $holds, note: $note) { ${SHOWN} } }`;

const record = (key: string, input: object = {}) =>
  hub.write(key, RECORD, {
    input: { memberId: hub.city(0), organizationId: hub.organization(0), status: 'ACTIVE', citations: CITED, ...input },
  });
const step = (key: string, membershipId: string, to: string, more: object = {}) =>
  hub.write(key, STEP, { input: { membershipId, to, citations: CITED, ...more } });
const confirm = (key: string, id: string, holds: boolean, note?: string) => hub.write(key, CONFIRM, { id, holds, note });

/** A new pair for each test: a city, or another organisation, in organisation 0. */
let pairs = 0;
const newCity = async () => {
  const code = (await hub.db.rows<{ code: string }>(sql`SELECT iso_alpha2 AS code FROM country LIMIT 1`))[0]!.code;
  const [{ id }] = (await hub.db.rows<{ id: string }>(sql`
    WITH a AS (INSERT INTO actor (id, kind, name, folded) VALUES (gen_random_uuid(), 'CITY', ${`Town ${++pairs}`}, 'town') RETURNING id)
    INSERT INTO city (id, slug, kind, country_code, source_id) SELECT id, id::text, 'TOWN', ${code}, ${hub.field.source} FROM a RETURNING id`)) as [
    { id: string },
  ];
  return globalId('City', id);
};

describe('Recording a membership', () => {
  it('keeps it with its source, its step and who said so', async () => {
    const { membership, userErrors } = await record(keys.network, {
      memberId: await newCity(),
      tierId: hub.tier(0, 0),
      validFrom: '2026-01',
    });
    expect(userErrors).toEqual([]);
    expect(membership).toMatchObject({
      ...{ status: 'ACTIVE', validFrom: '2026-01', corroboration: 'ORGANIZATION', confidence: 0.9 },
      sources: [{ source: { kind: 'WEBSITE', url: 'https://example.org/news/1' } }],
      transitions: [{ from: null, to: 'ACTIVE', on: '2026-01' }],
    });
  });

  it('of the same two is refused with the id of the first, also when both are sent at once', async () => {
    const memberId = await newCity();
    const sent = await Promise.all([1, 2, 3, 4].map(() => record(keys.network, { memberId })));
    const [first, ...others] = sent.toSorted((left, right) => left.userErrors.length - right.userErrors.length);
    expect(first.userErrors).toEqual([]);
    for (const { membership, userErrors } of others) {
      expect(membership).toBeNull();
      expect(userErrors).toMatchObject([
        { code: 'TAKEN', field: ['input', 'memberId'], message: expect.stringContaining(first.membership.id) },
      ]);
    }
    const past = await record(keys.network, { memberId, validTo: '2020' });
    expect(past.userErrors).toMatchObject([{ code: 'TAKEN' }]);
  });

  it('uses a source it has by its address', async () => {
    const url = 'https://example.org/used-twice';
    const cited = (title: string) => [{ ...CITED[0], url, title }];
    await Promise.all(
      [await newCity(), await newCity()].map((memberId, at) => record(keys.network, { memberId, citations: cited(`${at}`) })),
    );
    expect(await hub.db.rows(sql`SELECT FROM source WHERE url = ${url}`)).toHaveLength(1);
  });

  it.each([
    ['SOURCE_REQUIRED', ['input', 'citations'], { citations: [] }],
    ['SOURCE_REQUIRED', ['input', 'citations', '0'], { citations: [{ kind: 'WEBSITE' }] }],
    ['INVALID', ['input', 'citations', '0', 'quote'], { citations: [{ ...CITED[0], quote: 'x'.repeat(301) }] }],
    ['INVALID', ['input', 'citations', '0', 'title'], { citations: [{ ...CITED[0], title: 'a\u0000b' }] }],
    ['INVALID', ['input', 'citations', '0', 'kind'], { citations: [{ ...CITED[0], kind: 'HUB_CURATOR' }] }],
    ['LIMIT_REACHED', ['input', 'citations'], { citations: Array.from({ length: 21 }, () => CITED[0]) }],
    ['PERIOD_INVALID', ['input', 'validTo'], { validFrom: '2020-02', validTo: '2020-01' }],
    ['NOT_FOUND', ['input', 'memberId'], { memberId: globalId('City', '00000000-0000-4000-8000-000000000000') }],
    ['NOT_FOUND', ['input', 'atCollaborationId'], { atCollaborationId: 'nonsense' }],
  ])('is refused: %s at %j', async (code, field, wrong) => {
    const memberId = await newCity();
    const { membership, userErrors } = await record(keys.network, { memberId, ...wrong });
    expect(membership).toBeNull();
    expect(userErrors).toMatchObject([{ code, field }]);
  });

  it('takes only a tier of the organisation that is open to the member', async () => {
    const memberId = await newCity();
    const foreign = await record(keys.network, { memberId, tierId: hub.tier(1, 0) });
    expect(foreign.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'tierId'] }]);
    const closed = await record(keys.network, { memberId: hub.organization(2), tierId: hub.tier(0, 2) });
    expect(closed.userErrors).toMatchObject([{ code: 'TIER_NOT_OPEN_TO_MEMBER', field: ['input', 'tierId'] }]);
  });

  it('is for its own parties, each for its own side', async () => {
    const memberId = await newCity();
    expect(await record(keys.stranger, { memberId })).toBe('FORBIDDEN');
    expect(await record(keys.association, { memberId: hub.organization(1) })).toBe('FORBIDDEN');
    expect(await audited(hub.db, 2)).toEqual(['recordMembership REFUSED FORBIDDEN', 'recordMembership REFUSED FORBIDDEN']);
    const { data, errors } = await hub.send(undefined, RECORD, {
      input: { memberId, organizationId: hub.organization(0), status: 'ACTIVE', citations: CITED },
    });
    expect([data, errors?.[0]?.extensions.code]).toEqual([null, 'UNAUTHENTICATED']);
  });
});

describe('A membership', () => {
  it('goes from an invitation to its end, each side taking its own steps', async () => {
    const invited = await record(keys.network, { memberId: hub.organization(1), status: 'INVITED', validFrom: '2025-01-31' });
    const { id } = invited.membership;
    expect(await step(keys.network, id, 'ACTIVE', { on: '2025-03-01' })).toBe('FORBIDDEN');
    const accepted = await step(keys.association, id, 'ACTIVE', { on: '2025-03-01' });
    expect(accepted.membership).toMatchObject({ status: 'ACTIVE', validFrom: '2025-03-01', corroboration: 'BOTH' });
    expect(await step(keys.association, id, 'SUSPENDED', { on: '2025-06' })).toBe('FORBIDDEN');
    expect((await step(keys.network, id, 'SUSPENDED', { on: '2025-06' })).membership.corroboration).toBe('ORGANIZATION');
    expect((await step(keys.network, id, 'INVITED', { on: '2025-07' })).userErrors).toMatchObject([
      { code: 'STATUS_TRANSITION_NOT_ALLOWED', field: ['input', 'to'] },
    ]);
    expect((await step(keys.association, id, 'WITHDRAWN', { on: '2025' })).userErrors).toMatchObject([
      { code: 'PERIOD_INVALID', field: ['input', 'on'] },
    ]);
    const left = await step(keys.association, id, 'WITHDRAWN', { on: '2026-01-01' });
    expect(left.membership.transitions.map(({ to }: { to: string }) => to)).toEqual(['INVITED', 'ACTIVE', 'SUSPENDED', 'WITHDRAWN']);
    const { data } = await hub.send(
      undefined,
      `query ($id: ID!) { network: node(id: $id) { ... on Network { members(asOf: "2025-04-01", where: { status: [ACTIVE] }) { nodes { validFrom validTo } } } } }`,
      { id: hub.organization(0) },
    );
    expect(data.network.members.nodes).toContainEqual({ validFrom: '2025-03-01', validTo: '2025-05-31' });
  });

  it('may be invited and accept on one day', async () => {
    const invited = await record(keys.network, { memberId: hub.organization(3), status: 'INVITED', validFrom: '2026-05-01' });
    const key = await hub.key(3, 'PARTNER_EDITOR');
    const { membership } = await step(key, invited.membership.id, 'ACTIVE', { on: '2026-05-01' });
    expect(membership).toMatchObject({ status: 'ACTIVE', validFrom: '2026-05-01', transitions: [{ to: 'INVITED' }, { to: 'ACTIVE' }] });
  });

  it('that changed since it was seen is not changed again; of many at once one gets through', async () => {
    const { membership } = await record(keys.network, { memberId: await newCity(), validFrom: '2020' });
    const sent = await Promise.all(
      Array.from({ length: 8 }, () => step(keys.network, membership.id, 'SUSPENDED', { expectedRecordedAt: membership.recordedAt })),
    );
    const codes = sent.map(({ userErrors }) => userErrors[0]?.code ?? 'done').sort();
    expect(codes).toEqual([...Array(7).fill('VERSION_CONFLICT'), 'done']);
  });

  it('that many change at once has one history, without holes', async () => {
    const { membership } = await record(keys.network, { memberId: await newCity(), validFrom: '2020' });
    await Promise.all(
      Array.from({ length: 12 }, (_, at) => step(keys.network, membership.id, at % 2 ? 'ACTIVE' : 'SUSPENDED', { on: '2026-02-02' })),
    );
    const versions = await hub.db.rows<{ from: Date; to: Date | number }>(sql`
      SELECT recorded_at AS from, superseded_at AS to FROM membership WHERE id = ${uuidIn(membership.id, 'id')} AND superseded_at < 'infinity'`);
    for (const { from, to } of versions) expect(Number(to)).toBeGreaterThanOrEqual(Number(from));
    expect(await hub.db.rows(sql`SELECT FROM superseded_now`)).toEqual([]);
  });
});

describe('Confirming a membership', () => {
  it('says who has confirmed it, and whether one denies it; the words are a source', async () => {
    const { membership } = await record(keys.curator, {
      ...{ memberId: hub.organization(1), organizationId: hub.organization(2) },
      citations: [{ ...CITED[0], kind: 'NEWS_ARTICLE' }],
    });
    expect(membership).toMatchObject({ corroboration: 'UNCONFIRMED', confidence: expect.closeTo(0.4) });
    const one = await confirm(keys.association, membership.id, true, 'We joined in 2019.');
    expect(one.membership).toMatchObject({ corroboration: 'MEMBER', confidence: expect.closeTo(0.9) });
    expect(one.membership.sources.at(-1)).toMatchObject({ quote: 'We joined in 2019.', source: { kind: 'PARTNER_STATEMENT' } });
    expect((await confirm(keys.stranger, membership.id, false)).membership).toMatchObject({
      ...{ corroboration: 'DISPUTED', confidence: expect.closeTo(0.4) },
    });
    expect((await confirm(keys.association, membership.id, true)).membership.corroboration).toBe('DISPUTED');
    expect((await confirm(keys.stranger, membership.id, true)).membership.corroboration).toBe('BOTH');
  });

  it('is for its parties alone', async () => {
    const { membership } = await record(keys.network, { memberId: await newCity() });
    expect(await confirm(keys.stranger, membership.id, true)).toBe('FORBIDDEN');
    expect(await confirm(keys.curator, membership.id, true)).toBe('FORBIDDEN');
    const long = await confirm(keys.network, membership.id, true, 'x'.repeat(301));
    expect(long.userErrors).toMatchObject([{ code: 'INVALID', field: ['note'] }]);
  });
});
