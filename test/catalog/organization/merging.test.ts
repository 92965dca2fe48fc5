import fc from 'fast-check';
import { globalId } from '../../../src/platform/global-id';
import { sql } from '../../../src/platform/sql';
import type { Data } from '../../kit/ask';
import { believedIn } from '../../kit/believed';
import { CITED, type Partners, partners } from '../../kit/partners';
import { anySpans, CITIES, type Field, newField, recordResources, recordSpans, recordTies } from '../../relations/field';

let hub: Partners;
let curator: string;
beforeAll(async () => {
  hub = await partners();
  curator = await hub.key(null, 'CURATOR');
});
afterAll(() => hub.close());
// Organisations 6, 8 and 10 of a field are networks, 7 and 9 associations; each test has a field of its own.
let field: Field;
beforeEach(async () => {
  field = await newField(hub.db);
});

const SAID = 'organization { id replaces } userErrors { code field message }';
const MERGE = `mutation ($keepId: ID!, $mergeIds: [ID!]!, $citations: [CitationInput!]!) { mergeOrganizations(keepId: $keepId, mergeIds: $mergeIds, citations: $citations) { ${SAID} } }`;
const UNMERGE = `mutation ($id: ID!) { unmergeOrganization(mergedId: $id) { ${SAID} } }`;
const YEAR = { status: 'ACTIVE', tier: null, from: 2011, to: null } as const;
const [KEPT, MERGED, THIRD] = [6, 8, 10];

const network = (place: number) => globalId('Network', field.actors[place]!);
const merge = (keep: string, merged: readonly string[], key = curator) =>
  hub.write(key, MERGE, { keepId: keep, mergeIds: merged, citations: CITED });
const unmerge = (place: number) => hub.write(curator, UNMERGE, { id: network(place) });

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await hub.send(undefined, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const TABLES = [
  ...['actor_name', 'membership', 'membership_transition', 'membership_tier', 'tier_benefit', 'participation', 'mandate'],
  ...['commitment', 'resource', 'access_rule', 'reported_figure'],
];

const believed = () => believedIn(hub.db, TABLES);

describe('Two records of one organisation', () => {
  it('become one: members, tiers, resources and names follow, and id and slug of the other lead to it', async () => {
    await recordSpans(hub.db, field, [
      { ...YEAR, member: 0, organization: KEPT },
      { ...YEAR, member: 1, organization: MERGED, tier: 1 },
      { ...YEAR, member: 2, organization: MERGED },
      { ...YEAR, member: 0, organization: MERGED },
    ]);
    await recordTies(hub.db, field, [{ kind: 'EVENT', actors: [MERGED, 4], status: 'ONGOING', from: 2012, to: null }]);
    await recordResources(hub.db, field, [
      { publisher: MERGED, audience: 'TIER', organization: MERGED, tier: 1, named: [], onward: 'NONE' },
    ]);
    const { organization, userErrors } = await merge(network(KEPT), [network(MERGED)]);
    expect(userErrors).toEqual([]);
    expect(organization).toEqual({ id: network(KEPT), replaces: [network(MERGED)] });
    const {
      bySlug,
      byId,
      network: kept,
      networks,
    } = await ask(
      `query ($id: ID!, $keep: ID!, $slug: String!) {
        bySlug: network(slug: $slug) { id } byId: node(id: $id) { id }
        network(id: $keep) { id memberCount members(first: 10) { nodes { member { id } tier { code organization { id } } } }
          collaborations { totalCount } publishedResources { nodes { accessRules { tier { organization { id } } } } } }
        networks(first: 100) { nodes { id } } }`,
      { id: network(MERGED), keep: network(MERGED), slug: field.actors[MERGED] },
    );
    expect([bySlug.id, byId.id, kept.id]).toEqual([network(KEPT), network(KEPT), network(KEPT)]);
    expect(kept.memberCount).toBe(3);
    expect(kept.members.nodes.map(({ member }: Data) => member.id).sort()).toEqual(
      [0, 1, 2].map((place) => globalId('City', field.actors[place]!)).sort(),
    );
    for (const { tier } of kept.members.nodes) if (tier) expect(tier.organization.id).toBe(network(KEPT));
    expect(kept.collaborations.totalCount).toBe(1);
    const [rule] = kept.publishedResources.nodes[0].accessRules;
    expect(rule.tier.organization.id).toBe(network(KEPT));
    const listed = networks.nodes.map(({ id }: Data) => id);
    expect([listed.includes(network(KEPT)), listed.includes(network(MERGED))]).toEqual([true, false]);
  });

  it('have each tier once: a tier of the same code is that of the one that is kept', async () => {
    await recordSpans(hub.db, field, [{ ...YEAR, member: 1, organization: MERGED, tier: 1 }]);
    await merge(network(KEPT), [network(MERGED)]);
    const tiers = await hub.db.rows<{ id: string }>(sql`
      SELECT id FROM membership_tier WHERE organization_id = ${field.actors[KEPT]} AND superseded_at = 'infinity'`);
    expect(tiers.map(({ id }) => id).sort()).toEqual([...field.tiersOf(KEPT)].sort());
    const named = await hub.db.rows<{ tier: string }>(sql`
      SELECT tier_id AS tier FROM membership WHERE member_id = ${field.actors[1]} AND superseded_at = 'infinity'`);
    expect(named).toEqual([{ tier: field.tiersOf(KEPT)[1] }]);
  });

  it('are exactly what they were when the merge is undone, whatever is known of them', async () => {
    await fc.assert(
      fc.asyncProperty(anySpans, async (spans) => {
        field = await newField(hub.db);
        // Who belongs to another cannot be merged with it.
        await recordSpans(
          hub.db,
          field,
          spans.filter(({ member }) => member < CITIES),
        );
        await recordResources(hub.db, field, [
          { publisher: MERGED, audience: 'TIER', organization: THIRD, tier: 0, named: [], onward: 'NONE' },
          { publisher: KEPT, audience: 'NAMED', organization: KEPT, tier: 0, named: [MERGED, THIRD], onward: 'NONE' },
        ]);
        const before = await believed();
        expect((await merge(network(KEPT), [network(MERGED), network(THIRD)])).userErrors).toEqual([]);
        const merged = await believed();
        for (const place of [MERGED, THIRD]) expect(merged.filter((said) => said.includes(field.actors[place]!))).toEqual([]);
        await unmerge(THIRD);
        await unmerge(MERGED);
        expect(await believed()).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });

  it('stay one as long as somebody has joined it in a tier that would go back', async () => {
    const text = (value: string) => [{ language: 'en', value }];
    const tier = { organizationId: network(MERGED), code: 'friend', name: text('Friend'), category: 'ASSOCIATE', openTo: ['CITY'] };
    const record = (what: string, input: object) =>
      hub.write(
        curator,
        `mutation ($input: ${what}Input!) { record${what}(input: $input) { ${what.toLowerCase()} { id } userErrors { message } } }`,
        {
          input: { ...input, citations: CITED },
        },
      );
    const { tier: made } = await record('Tier', tier);
    await merge(network(KEPT), [network(MERGED)]);
    const member = { memberId: globalId('City', field.actors[4]!), organizationId: network(KEPT), tierId: made.id, status: 'ACTIVE' };
    expect((await record('Membership', member)).userErrors).toEqual([]);
    expect((await unmerge(MERGED)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  });

  it('take no new facts under the old id, which stands for the one that is kept, also while they are being merged', async () => {
    const record = (member: number) =>
      hub.write(
        curator,
        'mutation ($input: MembershipInput!) { recordMembership(input: $input) { membership { organization { id } } userErrors { code message } } }',
        {
          input: { memberId: globalId('City', field.actors[member]!), organizationId: network(MERGED), status: 'ACTIVE', citations: CITED },
        },
      );
    const answers = await Promise.all([record(0), merge(network(KEPT), [network(MERGED)]), record(1), record(2)]);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect((await record(3)).membership.organization.id).toBe(network(KEPT));
    expect((await believed()).filter((fact) => fact.includes(field.actors[MERGED]!))).toEqual([]);
  });

  it('have one past in the feed: who follows either is told of all that concerned the other, from wherever in it he is', async () => {
    await recordSpans(hub.db, field, [
      { ...YEAR, member: 0, organization: KEPT },
      { ...YEAR, member: 0, organization: MERGED },
      { ...YEAR, member: 1, organization: MERGED },
    ]);
    const rows = await hub.db.rows<{ id: string }>(sql`SELECT DISTINCT id FROM membership WHERE organization_id = ${field.actors[MERGED]}`);
    await merge(network(KEPT), [network(MERGED)]);
    const told = async (place: number) => {
      const { changes } = await ask(
        'query ($id: ID!) { changes(organizationId: $id, entityTypes: ["Membership"]) { totalCount nodes { kind entity { id } } } }',
        { id: network(place) },
      );
      expect(changes.totalCount).toBe(changes.nodes.length);
      return changes.nodes.map(({ kind }: Data) => kind).sort();
    };
    expect(rows).toHaveLength(2);
    const all = ['CREATED', 'CREATED', 'CREATED', 'ENDED', 'UPDATED'];
    expect([await told(MERGED), await told(KEPT)]).toEqual([all, all]);
    await unmerge(MERGED);
    // What has gone to the other concerned this one too.
    expect(await told(KEPT)).toEqual(['CREATED', 'UPDATED', 'UPDATED']);
  });

  it.each<[string, string, () => Promise<[string, readonly string[]]> | [string, readonly string[]]]>([
    ['itself', 'INVALID', () => [network(KEPT), [network(KEPT)]]],
    ['one of another type', 'INVALID', () => [network(KEPT), [globalId('Association', field.actors[7]!)]]],
    ['a city', 'NOT_FOUND', () => [network(KEPT), [globalId('City', field.actors[0]!)]]],
    [
      'its own member',
      'INVALID',
      async () => {
        await recordSpans(hub.db, field, [{ ...YEAR, member: MERGED, organization: KEPT }]);
        return [network(KEPT), [network(MERGED)]];
      },
    ],
    [
      'one that people still hold keys of',
      'INVALID',
      async () => {
        await hub.key(2, 'PARTNER_EDITOR');
        return [hub.organization(0), [hub.organization(2)]];
      },
    ],
    [
      'one that was merged already',
      'TAKEN',
      async () => {
        await merge(network(KEPT), [network(MERGED)]);
        return [network(THIRD), [network(MERGED)]];
      },
    ],
  ])('are not: %s', async (_what, code, pair) => {
    const [keep, merged] = await pair();
    const { organization, userErrors } = await merge(keep, merged);
    expect(organization).toBeNull();
    expect(userErrors).toMatchObject([{ code }]);
  });

  it('are merged by curators only', async () => {
    expect(await merge(network(KEPT), [network(MERGED)], await hub.key(0, 'PARTNER_ADMIN'))).toBe('FORBIDDEN');
  });
});
