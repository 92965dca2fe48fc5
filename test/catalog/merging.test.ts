import fc from 'fast-check';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import type { Data } from '../kit/ask';
import { believedIn } from '../kit/believed';
import { CITED, type Partners, partners } from '../kit/partners';
import { anySpans, anyTies, type Field, newField, recordResources, recordSpans, recordTies } from '../relations/field';

let hub: Partners;
let curator: string;
beforeAll(async () => {
  hub = await partners();
  curator = await hub.key(null, 'CURATOR');
});
afterAll(() => hub.close());
// Cities 0, 2 and 4 of a field are of one country; each test has a field of its own.
let field: Field;
beforeEach(async () => {
  field = await newField(hub.db);
});

const SAID = 'city { id replaces } userErrors { code field message }';
const MERGE = `mutation ($keepId: ID!, $mergeIds: [ID!]!, $citations: [CitationInput!]!) { mergeCities(keepId: $keepId, mergeIds: $mergeIds, citations: $citations) { ${SAID} } }`;
const UNMERGE = `mutation ($id: ID!) { unmergeCity(mergedId: $id) { ${SAID} } }`;
const RECORD = `mutation ($input: CollaborationInput!) { recordCollaboration(input: $input) { userErrors { field message } } }`;
const PUBLISH = `mutation ($input: ResourceInput!) { publishResource(input: $input) { userErrors { field message } } }`;
const YEAR = { status: 'ACTIVE', tier: null, from: 2011, to: null } as const;

const city = (place: number) => globalId('City', field.actors[place]!);
const merge = (keep: number, merged: readonly number[], key = curator, citations: readonly object[] = CITED) =>
  hub.write(key, MERGE, { keepId: city(keep), mergeIds: merged.map(city), citations });
const unmerge = (place: number) => hub.write(curator, UNMERGE, { id: city(place) });

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await hub.send(undefined, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const EVERYWHERE = `query ($code: ID!) {
  cities(where: { country: [$code] }) { totalCount nodes { id } }
  stats { cities }
  cityGroups(groupBy: [KIND], where: { country: [$code] }) { count }
  search(query: "Qasr Zaytuna", types: [CITY]) { nodes { ... on City { id } } }
  named: matchCity(input: { name: "Qasr Zaytuna" }) { city { id } }
  identified: matchCity(input: { name: "Qasr", geonamesId: "4711001" }) { city { id } }
  city(geonamesId: "4711001") { id }
}`;

/** What that shows, by the places of cities in the field. */
function placesIn({ cities, cityGroups, search, named, identified, city: byKey }: Data) {
  const place = (found: Data) => field.actors.findIndex((_, at) => city(at) === found?.id);
  const places = (nodes: Data[]) => nodes.map(place).sort();
  return {
    ...{
      listed: places(cities.nodes),
      total: cities.totalCount,
      grouped: cityGroups.reduce((sum: number, { count }: Data) => sum + count, 0),
    },
    ...{ found: places(search.nodes), named: place(named.city), identified: place(identified.city), byKey: place(byKey) },
  };
}

const TABLES = [
  'actor_name',
  'membership',
  'membership_transition',
  'participation',
  'mandate',
  'collaboration',
  'commitment',
  'commitment_update',
  'follow_up',
  'access_rule',
];

const believed = () => believedIn(hub.db, TABLES);

describe('Two records of one city', () => {
  it('become one, by whatever the other is asked for, and its facts follow', async () => {
    await recordSpans(hub.db, field, [
      { ...YEAR, member: 2, organization: 6 },
      { ...YEAR, member: 0, organization: 7 },
    ]);
    await recordTies(hub.db, field, [{ kind: 'EVENT', actors: [2, 4], status: 'ONGOING', from: 2012, to: null }]);
    const { city: kept, userErrors } = await merge(0, [2]);
    expect(userErrors).toEqual([]);
    expect(kept).toEqual({ id: city(0), replaces: [city(2)] });
    const found = await ask(
      `query ($id: ID!, $slug: String!) { node(id: $id) { id } byId: city(id: $id) { id memberships { nodes { organization { slug } } } collaborations { totalCount } } bySlug: city(slug: $slug) { id } }`,
      { id: city(2), slug: field.actors[2] },
    );
    expect([found.node.id, found.byId.id, found.bySlug.id]).toEqual([city(0), city(0), city(0)]);
    const slugs = found.byId.memberships.nodes.map((node: Data) => node.organization.slug);
    expect(slugs.sort()).toEqual([field.actors[6], field.actors[7]].sort());
    expect(found.byId.collaborations.totalCount).toBe(1);
  });

  it('are one in lists, counts, relations and in what a name is taken for', async () => {
    const [old] = await hub.db.rows<{ code: string }>(sql`
      UPDATE city SET geonames_id = 4711001 WHERE id = ${field.actors[2]} RETURNING country_code AS code`);
    await hub.db.rows(sql`
      INSERT INTO place_name (city_id, position, value, folded, script) VALUES (${field.actors[2]}, 0, 'Qasr Zaytuna', 'qasr zaytuna', 'Latn')`);
    const before = await ask(EVERYWHERE, { code: old!.code });
    expect(placesIn(before)).toEqual({ listed: [0, 2, 4], total: 3, grouped: 3, found: [2], named: 2, identified: 2, byKey: 2 });
    await merge(0, [2]);
    const after = await ask(EVERYWHERE, { code: old!.code });
    expect(placesIn(after)).toEqual({ listed: [0, 4], total: 2, grouped: 2, found: [0], named: 0, identified: 0, byKey: 0 });
    expect(after.stats.cities).toBe(before.stats.cities - 1);
    await unmerge(2);
    expect(await ask(EVERYWHERE, { code: old!.code })).toEqual(before);
  });

  it('are told of in the feed as merged, and as split', async () => {
    await merge(0, [2]);
    await unmerge(2);
    const told = await hub.db.rows<{ kind: string; concerns: string[] }>(sql`
      SELECT kind, concerns FROM change WHERE entity_id = ${field.actors[2]} AND kind IN ('MERGED', 'SPLIT') ORDER BY sequence`);
    expect(told.map(({ kind }) => kind)).toEqual(['MERGED', 'SPLIT']);
    for (const { concerns } of told) expect(concerns).toEqual(expect.arrayContaining([field.actors[0], field.actors[2]]));
  });

  it('lead to the last of a chain, and are two again in reverse', async () => {
    await merge(2, [4]);
    await merge(0, [2]);
    expect((await ask('query ($id: ID!) { node(id: $id) { id } }', { id: city(4) })).node.id).toBe(city(0));
    expect((await unmerge(4)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', field: ['mergedId'] }]);
    expect((await unmerge(2)).city).toEqual({ id: city(2), replaces: [city(4)] });
    expect((await unmerge(4)).city).toEqual({ id: city(4), replaces: [] });
    expect((await unmerge(4)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['mergedId'] }]);
  });

  it('are exactly what they were when the merge is undone, whatever is known of them', async () => {
    await fc.assert(
      fc.asyncProperty(anySpans, anyTies, async (spans, ties) => {
        field = await newField(hub.db);
        await recordSpans(hub.db, field, spans);
        await recordTies(
          hub.db,
          field,
          ties.filter(({ kind }) => kind !== 'TWINNING'),
        );
        await recordResources(hub.db, field, [
          { publisher: 6, audience: 'NAMED', organization: 6, tier: 0, named: [2, 0], onward: 'NONE' },
        ]);
        const before = await believed();
        expect((await merge(0, [2, 4])).userErrors).toEqual([]);
        const merged = await believed();
        for (const place of [2, 4]) expect(merged.filter((said) => said.includes(field.actors[place]!))).toEqual([]);
        await unmerge(4);
        await unmerge(2);
        expect(await believed()).toEqual(before);
      }),
      { numRuns: 12 },
    );
  });

  it('stay one when what came with a record has been changed since', async () => {
    await recordSpans(hub.db, field, [{ ...YEAR, member: 2, organization: 6 }]);
    await merge(0, [2]);
    const [held] = await hub.db.rows<{ id: string }>(
      sql`SELECT id FROM membership WHERE member_id = ${field.actors[0]} AND superseded_at = 'infinity'`,
    );
    const left = await hub.write(
      curator,
      'mutation ($input: MembershipTransitionInput!) { transitionMembership(input: $input) { userErrors { code } } }',
      { input: { membershipId: globalId('Membership', held!.id), to: 'WITHDRAWN', on: '2020-01-01', citations: CITED } },
    );
    expect(left.userErrors).toEqual([]);
    const before = await believed();
    expect((await unmerge(2)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', field: ['mergedId'] }]);
    expect(await believed()).toEqual(before);
  });

  it('are merged once, however many try at once', async () => {
    const answers = await Promise.all([merge(0, [2]), merge(0, [2]), merge(2, [0])]);
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    for (const { userErrors } of answers) if (userErrors.length > 0) expect(userErrors[0].code).toBe('TAKEN');
  });

  it('have no fact under the old id, whoever writes of it at the same moment', async () => {
    const text = [{ language: 'en', value: 'A meeting' }];
    const [id, by] = [city(2), hub.organization(0)];
    const meeting = {
      ...{ kind: 'EVENT', eventKind: 'REGIONAL_MEETING', status: 'COMPLETED', title: text, citations: CITED, locationCityId: id },
      participants: [{ actorId: by, role: 'PARTY', onBehalfOfId: id }],
      commitments: [{ text, kind: 'RESOURCE_ACCESS', responsibleIds: [by], beneficiaryIds: [id], placeIds: [id] }],
      followUps: [{ kind: 'PERIODIC_MEETING', isPeriodic: false, assigneeIds: [id] }],
    };
    const guide = {
      ...{ title: text, kind: 'GUIDE', publisherId: by, languages: ['en'], citations: CITED },
      accessRules: [{ audience: 'NAMED', actorIds: [id], onwardSharing: 'NONE' }],
    };
    const record = () => hub.write(curator, RECORD, { input: meeting });
    const publish = () => hub.write(curator, PUBLISH, { input: guide });
    const answers = await Promise.all([record(), publish(), record(), merge(0, [2]), publish(), record(), publish()]);
    expect(answers.map((each) => each.userErrors ?? each)).toEqual(answers.map(() => []));
    const said = await believed();
    expect(said.filter((fact) => fact.includes(field.actors[2]!))).toEqual([]);
    expect(said.filter((fact) => fact.includes(field.actors[0]!)).length).toBeGreaterThanOrEqual(5 * 3);
  });

  it('are two again, and what was recorded in between stays with the one that was kept', async () => {
    await recordSpans(hub.db, field, [{ ...YEAR, member: 2, organization: 6 }]);
    const before = await believed();
    await merge(0, [2]);
    await recordSpans(hub.db, field, [{ ...YEAR, member: 0, organization: 7 }]);
    await recordTies(hub.db, field, [{ kind: 'EVENT', actors: [0, 4], status: 'ONGOING', from: 2012, to: null }]);
    const between = (await believed()).filter((said) => said.includes(field.actors[0]!) && !said.includes(field.actors[6]!));
    expect((await unmerge(2)).userErrors).toEqual([]);
    const after = await believed();
    expect(after).toEqual(expect.arrayContaining([...before, ...between]));
    // The event itself names no city.
    expect(after).toHaveLength(before.length + between.length + 1 + 1);
  });

  it('are one for a correction that was proposed before', async () => {
    const proposer = await hub.key(0, 'CONTRIBUTOR');
    const { proposal } = await hub.write(
      proposer,
      'mutation ($input: ProposalInput!) { createProposal(input: $input) { proposal { id } userErrors { message } } }',
      { input: { targetId: city(2), summary: 'Its French name', patch: { names: { fr: 'Ville deux' } }, citations: CITED } },
    );
    await merge(0, [2]);
    const decided = await hub.write(
      curator,
      'mutation ($id: ID!) { decideProposal(proposalId: $id, accept: true) { proposal { status target { id } } userErrors { message } } }',
      { id: proposal.id },
    );
    expect(decided).toEqual({ proposal: { status: 'ACCEPTED', target: { id: city(0) } }, userErrors: [] });
    expect((await ask('query ($id: ID!) { city(id: $id) { name(language: "fr") } }', { id: city(0) })).city.name).toBe('Ville deux');
  });

  it('take no new facts under the old id, which stands for the one that keeps', async () => {
    await merge(0, [2]);
    const { membership, userErrors } = await hub.write(
      curator,
      'mutation ($input: MembershipInput!) { recordMembership(input: $input) { membership { member { id } } userErrors { code } } }',
      {
        input: {
          memberId: city(2),
          organizationId: globalId('Network', field.actors[6]!),
          status: 'ACTIVE',
          validFrom: '2015',
          citations: CITED,
        },
      },
    );
    expect(userErrors).toEqual([]);
    expect(membership.member.id).toBe(city(0));
    await expect(recordSpans(hub.db, field, [{ ...YEAR, member: 2, organization: 8 }])).rejects.toThrow('was merged into');
  });
});

describe('A merge is refused', () => {
  it.each<[string, number, number[], string, string[]]>([
    ['of a city into itself', 0, [0], 'INVALID', ['mergeIds', '0']],
    ['of cities of two countries', 0, [1], 'INVALID', ['mergeIds', '0']],
    ['of one named twice', 0, [2, 2], 'INVALID', ['mergeIds', '1']],
    ['of none', 0, [], 'BLANK', ['mergeIds']],
    ['of an organisation', 0, [6], 'NOT_FOUND', ['mergeIds', '0']],
    ['of more than twenty', 0, Array(21).fill(2), 'LIMIT_REACHED', ['mergeIds']],
  ])('%s', async (_what, keep, merged, code, path) => {
    expect((await merge(keep, merged)).userErrors).toMatchObject([{ code, field: path }]);
  });

  it('without a source', async () => {
    expect((await merge(0, [2], curator, [])).userErrors).toMatchObject([{ code: 'SOURCE_REQUIRED', field: ['citations'] }]);
  });

  it('into one that was merged, and says into what', async () => {
    await merge(0, [2]);
    const { userErrors } = await merge(2, [4]);
    expect(userErrors).toMatchObject([{ code: 'TAKEN', field: ['keepId'] }]);
    expect(userErrors[0].message).toContain(city(0));
  });

  it('of a place and one that lies in it', async () => {
    await hub.db.rows(sql`UPDATE city SET parent_id = ${field.actors[0]} WHERE id = ${field.actors[2]}`);
    expect((await merge(0, [2])).userErrors).toMatchObject([{ code: 'INVALID', field: ['mergeIds'] }]);
  });

  it('of two that are twinned with each other', async () => {
    await recordTies(hub.db, field, [{ kind: 'TWINNING', actors: [0, 2], status: 'ONGOING', from: 2012, to: null }]);
    expect((await merge(0, [2])).userErrors).toMatchObject([{ code: 'INVALID', field: ['mergeIds'] }]);
  });

  it('to whoever is no curator', async () => {
    const before = await believed();
    const partner = await hub.key(0, 'PARTNER_ADMIN');
    expect(await merge(0, [2], partner)).toBe('FORBIDDEN');
    expect(await hub.write(partner, UNMERGE, { id: city(2) })).toBe('FORBIDDEN');
    expect(
      (await hub.send(undefined, MERGE, { keepId: city(0), mergeIds: [city(2)], citations: CITED })).errors?.[0]?.extensions.code,
    ).toBe('UNAUTHENTICATED');
    expect(await believed()).toEqual(before);
  });
});
