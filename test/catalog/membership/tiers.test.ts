import { CITED, type Partners, partners } from '../../kit/partners';

let hub: Partners;
let keys: { network: string; stranger: string };
beforeAll(async () => {
  hub = await partners();
  keys = { network: await hub.key(0, 'PARTNER_EDITOR'), stranger: await hub.key(2, 'PARTNER_ADMIN') };
});
afterAll(() => hub.close());

const SHOWN = `tier { id code fr: name(language: "fr") category openTo termYears recordedAt organization { id }
  benefits { kind onwardSharing description(language: "en") } } userErrors { code field message }`;
const RECORD = `mutation ($input: TierInput!) { recordTier(input: $input) { ${SHOWN} } }`;
const UPDATE = `mutation ($input: TierUpdateInput!) { updateTier(input: $input) { ${SHOWN} } }`;

const text = (en: string) => [{ language: 'en', value: en }];
const GUIDES = { kind: 'RESOURCE_ACCESS', onwardSharing: 'OWN_MEMBERS', description: text('Guides') };
const VOTE = { kind: 'VOTING', onwardSharing: 'NONE', description: text('A vote') };

const record = (input: object, key = keys.network) =>
  hub.write(key, RECORD, {
    input: {
      ...{ organizationId: hub.organization(0), code: 'friend', name: [{ language: 'fr', value: 'Ami' }], category: 'PARTNER_PLATFORM' },
      ...{ openTo: ['ASSOCIATION', 'NETWORK'], termYears: 3, benefits: [GUIDES, VOTE], citations: CITED },
      ...input,
    },
  });
const update = (id: string, input: object, key = keys.network) => hub.write(key, UPDATE, { input: { id, citations: CITED, ...input } });

describe('A tier', () => {
  it('is recorded with what it gives, and memberships of it are open to whom it says', async () => {
    const { tier, userErrors } = await record({});
    expect(userErrors).toEqual([]);
    expect(tier).toMatchObject({
      code: 'friend',
      fr: 'Ami',
      category: 'PARTNER_PLATFORM',
      openTo: ['ASSOCIATION', 'NETWORK'],
      termYears: 3,
    });
    expect(tier.benefits).toEqual([
      { kind: 'VOTING', onwardSharing: 'NONE', description: 'A vote' },
      { kind: 'RESOURCE_ACCESS', onwardSharing: 'OWN_MEMBERS', description: 'Guides' },
    ]);
    const join = (memberId: string) =>
      hub.write(
        keys.network,
        'mutation ($input: MembershipInput!) { recordMembership(input: $input) { membership { tier { code } renewalDueOn } userErrors { code } } }',
        {
          input: { memberId, organizationId: hub.organization(0), tierId: tier.id, status: 'INVITED', validFrom: '2026', citations: CITED },
        },
      );
    expect((await join(hub.city(5))).userErrors).toEqual([{ code: 'TIER_NOT_OPEN_TO_MEMBER' }]);
    expect(await record({})).toMatchObject({ tier: null, userErrors: [{ code: 'TAKEN', message: expect.stringContaining(tier.id) }] });
  });

  it('is changed in a next version: what it gives no longer is gone, what it keeps is the same', async () => {
    const { tier } = await record({ code: 'guest' });
    const { tier: next, userErrors } = await update(tier.id, { termYears: null, openTo: ['CITY'], benefits: [VOTE] });
    expect(userErrors).toEqual([]);
    expect(next).toMatchObject({ id: tier.id, fr: 'Ami', termYears: null, openTo: ['CITY'], category: 'PARTNER_PLATFORM' });
    expect(next.benefits).toEqual([{ kind: 'VOTING', onwardSharing: 'NONE', description: 'A vote' }]);
    const stale = await update(tier.id, { termYears: 5, expectedRecordedAt: tier.recordedAt });
    expect(stale.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    const { data } = await hub.send(
      undefined,
      `{ changes(organizationId: "${hub.organization(0)}", first: 100) { nodes { kind entityType } } }`,
    );
    expect(data.changes.nodes).toEqual(
      expect.arrayContaining([
        { kind: 'UPDATED', entityType: 'MembershipTier' },
        { kind: 'ENDED', entityType: 'TierBenefit' },
      ]),
    );
  });

  it('gives each thing once, however often it is named', async () => {
    const { tier } = await record({ code: 'twice', benefits: [VOTE, VOTE, GUIDES] });
    expect(tier.benefits).toHaveLength(2);
    const { tier: next } = await update(tier.id, {
      benefits: [VOTE, GUIDES, { ...GUIDES, kind: 'TRAINING' }, { ...GUIDES, kind: 'TRAINING' }],
    });
    expect(next.benefits.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['RESOURCE_ACCESS', 'TRAINING', 'VOTING']);
  });

  it.each([
    ['INVALID', ['code'], { code: 'Not a code' }],
    ['BLANK', ['openTo'], { openTo: [] }],
    ['INVALID', ['termYears'], { termYears: 0 }],
    ['BLANK', ['benefits', '0', 'description'], { benefits: [{ ...VOTE, description: [] }] }],
    ['SOURCE_REQUIRED', ['citations'], { citations: [] }],
  ])('is refused: %s at %j', async (code, field, wrong) => {
    const { tier, userErrors } = await record({ code: 'other', ...wrong });
    expect(tier).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: ['input', ...field] }]);
  });

  it('is kept by its own organisation', async () => {
    expect(await record({ code: 'theirs' }, keys.stranger)).toBe('FORBIDDEN');
    expect(await update(hub.tier(0, 0), { termYears: 1 }, keys.stranger)).toBe('FORBIDDEN');
  });
});
