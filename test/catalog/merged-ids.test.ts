import { GraphQLID, type GraphQLNamedType, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { type Data, testSchema } from '../kit/ask';
import { overWebSocket } from '../kit/live';
import { ADMIN_KEY, CITED, type Partners, partners } from '../kit/partners';
import { recordSpans, recordTies } from '../relations/field';

let hub: Partners;
let curator: string;
// Cities 0 and 2 are of one country; 2 has all that is known, and then becomes 0.
const [KEPT, MERGED] = [0, 2];
const city = (place: number) => globalId('City', hub.field.actors[place]!);
const text = (value: string) => [{ language: 'en', value }];

beforeAll(async () => {
  hub = await partners();
  curator = await hub.key(null, 'CURATOR');
  await hub.db.rows(sql`
    UPDATE city SET geonames_id = 4711001, wikidata_id = 'Q4711001', unlocode = 'MAZZZ' WHERE id = ${hub.field.actors[MERGED]}`);
  await hub.db.rows(sql`
    INSERT INTO place_name (city_id, position, value, folded, script) VALUES (${hub.field.actors[MERGED]}, 0, 'Qasr Zaytuna', 'qasr zaytuna', 'Latn')`);
  await recordSpans(hub.db, hub.field, [{ member: MERGED, organization: 6, tier: 0, status: 'ACTIVE', from: 2011, to: null }]);
  await recordTies(hub.db, hub.field, [{ kind: 'EVENT', actors: [MERGED, 4], status: 'ONGOING', from: 2012, to: null }]);
  expect((await recordAgreement(MERGED)).userErrors).toEqual([]);
  expect((await publish(MERGED)).userErrors).toEqual([]);
  await hub.write(
    curator,
    `mutation ($keep: ID!, $merge: [ID!]!, $citations: [CitationInput!]!) { mergeCities(keepId: $keep, mergeIds: $merge, citations: $citations) { userErrors { message } } }`,
    { keep: city(KEPT), merge: [city(MERGED)], citations: CITED },
  );
});
afterAll(() => hub.close());

const AGREEMENT = `mutation ($input: CollaborationInput!) { recordCollaboration(input: $input) { userErrors { field message } collaboration {
  participants { nodes { actor { id } onBehalfOf { id } } } ... on Event { location { id } }
  commitments { nodes { responsible { id } beneficiaries { id } places { id } } } followUps { nodes { assignees { id } } } } } }`;

function recordAgreement(place: number, more: object = {}): Promise<Data> {
  const [id, party] = [city(place), hub.organization(0)];
  const commitment = { text: text('Share'), kind: 'RESOURCE_ACCESS', responsibleIds: [id], beneficiaryIds: [id], placeIds: [id] };
  const input = {
    ...{
      kind: 'EVENT',
      eventKind: 'REGIONAL_MEETING',
      status: 'COMPLETED',
      title: text('A meeting'),
      citations: CITED,
      locationCityId: id,
    },
    participants: [
      { actorId: id, role: 'PARTY' },
      { actorId: party, role: 'PARTY', onBehalfOfId: id },
    ],
    ...{ commitments: [commitment], followUps: [{ kind: 'PERIODIC_MEETING', isPeriodic: false, assigneeIds: [id] }] },
    ...more,
  };
  return hub.write(curator, AGREEMENT, { input });
}

const PUBLISH = `mutation ($input: ResourceInput!) { publishResource(input: $input) {
  userErrors { field message } resource { id accessRules { actors { id } } } } }`;

function publish(place: number): Promise<Data> {
  const rule = { audience: 'NAMED', actorIds: [city(place)], onwardSharing: 'NONE' };
  const input = { title: text('A guide'), kind: 'GUIDE', publisherId: hub.organization(0), languages: ['en'], accessRules: [rule] };
  return hub.write(curator, PUBLISH, { input: { ...input, citations: CITED } });
}

/** Questions that name a city by its id, by the place in the schema where the id stands. The answers must be about the city. */
const READS: Readonly<Record<string, (id: string) => string | Promise<string>>> = {
  'Query.city(id)': (id) => `{ city(id: "${id}") { id } }`,
  'Query.node(id)': (id) => `{ node(id: "${id}") { id } }`,
  'Query.nodes(ids)': (id) => `{ nodes(ids: ["${city(4)}", "${id}"]) { id } }`,
  'Query.paths(from)': (id) => `{ paths(from: "${id}", to: "${city(4)}") { length steps { from { id } } } }`,
  'Query.paths(to)': (id) => `{ paths(from: "${city(4)}", to: "${id}") { length steps { to { id } } } }`,
  'Query.graph(around)': (id) => `{ graph(around: ["${id}"], depth: 0) { nodes { actor { id } } } }`,
  'Query.resourceAccess(actorId)': async (id) =>
    `{ resourceAccess(actorId: "${id}", resourceId: "${await resource()}") { level actor { id } } }`,
  'Resource.accessFor(actorId)': async (id) =>
    `{ node(id: "${await resource()}") { ... on Resource { accessFor(actorId: "${id}") { level actor { id } } } } }`,
  'IdFilter.eq': (id) => `{
    cities(where: { id: { eq: "${id}" }, name: { startsWith: "city" } }) { nodes { id } }
    inGraph: cities(where: { id: { eq: "${id}" } }) { nodes { id } }
    nested: cities(where: { and: [{ or: [{ id: { eq: "${id}" } }] }] }) { nodes { id } }
    network(id: "${hub.organization(0)}") { members(where: { memberId: { eq: "${id}" } }) { nodes { member { id } } } }
    collaborations(where: { participantId: { eq: "${id}" } }) { totalCount }
    responsible: commitments(where: { responsibleId: { eq: "${id}" } }) { totalCount nodes { responsible { id } } }
    beneficiary: commitments(where: { beneficiaryId: { eq: "${id}" } }) { totalCount }
    concerned: commitments(where: { organizationId: { eq: "${id}" } }) { totalCount }
    slice: graph(around: ["${city(4)}"], depth: 2, where: { id: { eq: "${id}" } }) { nodes { actor { id } } }
    grouped: cityGroups(where: { id: { eq: "${id}" } }, groupBy: [COUNTRY]) { count }
    groupedNamed: cityGroups(where: { or: [{ id: { in: ["${id}"] }, name: { startsWith: "city" } }] }, groupBy: [COUNTRY]) { count }
  }`,
  'IdFilter.in': (id) => `{ cities(where: { id: { in: ["${id}", "${city(4)}"] } }) { totalCount nodes { id } }
    network(id: "${hub.organization(0)}") { members(where: { memberId: { in: ["${id}"] } }) { nodes { member { id } } } } }`,
  'IdFilter.notIn': (id) => `{ all: cities(where: { id: { notIn: ["${id}"] } }) { totalCount } named: city(id: "${id}") { id } }`,
  'CityMatchInput.geonamesId': () => `{ matchCity(input: { name: "Qasr", geonamesId: "4711001" }) { city { id } } }`,
  'CityMatchInput.wikidataId': () => `{ matchCity(input: { name: "Qasr", wikidataId: "Q4711001" }) { city { id } } }`,
  'CityMatchInput.unlocode': () => `{ matchCity(input: { name: "Qasr", unlocode: "MAZZZ" }) { city { id } } }`,
  'Query.city(geonamesId)': () => '{ city(geonamesId: "4711001") { id } }',
  'Query.city(wikidataId)': () => '{ city(wikidataId: "Q4711001") { id } }',
  'Query.city(unlocode)': () => '{ city(unlocode: "MAZZZ") { id } }',
};

async function resource(): Promise<string> {
  const [row] = await hub.db.rows<{ id: string }>(
    sql`SELECT id FROM resource WHERE superseded_at = 'infinity' ORDER BY recorded_at LIMIT 1`,
  );
  return globalId('Resource', row!.id);
}

/** Writes that name the city by its id; what they answer. */
const collaboration = async (place: number) => (await recordAgreement(place)).collaboration;
const WRITES: Readonly<Record<string, (place: number) => Promise<Data>>> = {
  'ParticipationInput.actorId': async (place) => (await collaboration(place)).participants.nodes.map(({ actor }: Data) => actor.id),
  'ParticipationInput.onBehalfOfId': async (place) => (await collaboration(place)).participants.nodes.map((node: Data) => node.onBehalfOf),
  'CollaborationInput.locationCityId': async (place) => (await collaboration(place)).location,
  'CommitmentInput.responsibleIds': async (place) => (await collaboration(place)).commitments.nodes[0].responsible,
  'CommitmentInput.beneficiaryIds': async (place) => (await collaboration(place)).commitments.nodes[0].beneficiaries,
  'CommitmentInput.placeIds': async (place) => (await collaboration(place)).commitments.nodes[0].places,
  'FollowUpInput.assigneeIds': async (place) => (await collaboration(place)).followUps.nodes[0].assignees,
  'AccessRuleInput.actorIds': async (place) => (await publish(place)).resource.accessRules[0].actors,
  'MembershipInput.memberId': async (place) =>
    (
      await hub.write(
        curator,
        'mutation ($input: MembershipInput!) { recordMembership(input: $input) { membership { member { id } } userErrors { message } } }',
        { input: { memberId: city(place), organizationId: hub.organization(3), status: 'ACTIVE', validFrom: '2015', citations: CITED } },
      )
    ).membership.member,
  'OrganizationInput.seatId': async (place) =>
    (
      await hub.write(
        curator,
        'mutation ($input: OrganizationInput!) { recordOrganization(input: $input) { organization { ... on Network { seat { id } } } userErrors { message } } }',
        {
          input: {
            ...{ kind: 'NETWORK', scope: 'GLOBAL', name: text(`A network seated at ${place}`) },
            ...{ seatId: city(place), citations: CITED },
          },
        },
      )
    ).organization.seat,
  'OrganizationUpdateInput.seatId': async (place) =>
    (
      await hub.write(
        curator,
        'mutation ($input: OrganizationUpdateInput!) { updateOrganization(input: $input) { organization { ... on Network { seat { id } } } userErrors { message } } }',
        { input: { id: hub.organization(0), seatId: city(place), citations: CITED } },
      )
    ).organization.seat,
  'ProposalInput.targetId': async (place) =>
    (
      await hub.write(
        curator,
        'mutation ($input: ProposalInput!) { createProposal(input: $input) { proposal { target { id } } userErrors { message } } }',
        { input: { targetId: city(place), summary: 'Its name', patch: { names: { fr: 'Ville' } }, citations: CITED } },
      )
    ).proposal.target,
};

/** Told of in tests of their own, below or elsewhere. */
const ELSEWHERE = [
  'Subscription.membershipChanged(memberId)',
  'RosterRowDecisionInput.cityId',
  // About the records themselves: test/catalog/merging.test.ts.
  ...['Mutation.mergeCities(keepId)', 'Mutation.mergeCities(mergeIds)', 'Mutation.unmergeCity(mergedId)'],
  // test/catalog/organization/merging.test.ts.
  ...['Mutation.mergeOrganizations(keepId)', 'Mutation.mergeOrganizations(mergeIds)', 'Mutation.unmergeOrganization(mergedId)'],
];

/** Where no id of a city belongs. */
const NEVER_A_CITY = [
  ...['AccessRuleInput.tierId', 'AccessRuleInput.organizationId', 'ApiKeyInput.organizationId', 'MembershipInput.organizationId'],
  ...['MembershipInput.tierId', 'MembershipInput.atCollaborationId', 'MembershipTransitionInput.membershipId'],
  ...['MembershipTransitionInput.tierId', 'MembershipTransitionInput.atCollaborationId', 'CommitmentUpdateInput.commitmentId'],
  ...['FollowUpRecordInput.followUpId', 'FollowUpRecordInput.eventId', 'RelatedCollaborationInput.collaborationId'],
  ...[
    'ResourceInput.publisherId',
    'RosterRowDecisionInput.rowId',
    'RosterRowDecisionInput.organizationId',
    'SubgraphInput.ownerId',
    'WebhookInput.organizationId',
  ],
  ...['CityFilter.memberOfAny', 'CityFilter.memberOfAll', 'CityFilter.memberOfNone', 'Network.overlapWith(organizationId)'],
  ...['Query.changes(organizationId)', 'Query.association(id)', 'Query.network(id)', 'Query.institution(id)', 'Query.source(id)'],
  ...['Query.resourceAccess(resourceId)', 'Query.overlapMatrix(organizationIds)', 'Query.rosterImport(id)'],
  ...['Subscription.changeRecorded(organizationId)', 'Subscription.becameOverdue(organizationId)'],
  ...['Subscription.membershipChanged(organizationId)', 'Subscription.rosterImportProgressed(id)'],
  ...['Mutation.confirmMembership(membershipId)', 'Mutation.erasePerson(personId)', 'Mutation.decideProposal(proposalId)'],
  ...['Mutation.revokeApiKey(id)', 'Mutation.deleteWebhook(id)', 'Mutation.testWebhook(id)', 'Mutation.reviewRosterRows(importId)'],
  ...['OrganizationUpdateInput.id', 'TierInput.organizationId', 'TierUpdateInput.id'],
  ...['Mutation.applyRosterImport(importId)', 'Mutation.revertRosterImport(importId)'],
];

/** Codes and ids of countries, regions and themes, and Wikidata items of organisations. */
const IS_CODE =
  /\b(country|countries|region|theme|memberCountry|memberRegion|themeIds|regionIds)\b|\((isoAlpha2|code)\)|^Query\.(association|network|institution)\(wikidataId\)$|^Organization(Update)?Input\.wikidataId$/;

/** Every argument and input field of the schema that takes ids. */
function placesOf(type: GraphQLNamedType): string[] {
  if (isInputObjectType(type))
    return Object.values(type.getFields()).flatMap((field) =>
      getNamedType(field.type) === GraphQLID ? [`${type.name}.${field.name}`] : [],
    );
  if (!isObjectType(type) || type.name.startsWith('__')) return [];
  return Object.values(type.getFields()).flatMap(({ name, args }) =>
    args.flatMap((arg) => (getNamedType(arg.type) === GraphQLID ? [`${type.name}.${name}(${arg.name})`] : [])),
  );
}

describe('The id of a city that was merged leads to the one that is kept', () => {
  it('wherever an id can come in: a new place must be named here', async () => {
    const places = Object.values((await testSchema()).getTypeMap()).flatMap(placesOf);
    const told = [...Object.keys(READS), ...Object.keys(WRITES), ...ELSEWHERE, ...NEVER_A_CITY];
    expect(places.filter((place) => !IS_CODE.test(place)).sort()).toEqual(told.sort());
  });

  it.each(Object.keys(READS))('read by %s', async (place) => {
    const [merged, kept] = [await READS[place]!(city(MERGED)), await READS[place]!(city(KEPT))];
    const answer = await hub.send(undefined, merged);
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).toContain(city(KEPT));
    expect(answer.data).toEqual((await hub.send(undefined, kept)).data);
  });

  it.each(Object.keys(WRITES))('written by %s', async (place) => {
    const said = JSON.stringify(await WRITES[place]!(MERGED));
    expect([said.includes(city(KEPT)), said.includes(city(MERGED))]).toEqual([true, false]);
  });

  it('followed by membershipChanged(memberId)', async () => {
    const told = overWebSocket(hub.hub.url, `subscription { membershipChanged(memberId: "${city(MERGED)}") { member { id } } }`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await recordSpans(hub.db, hub.field, [{ member: KEPT, organization: 10, tier: null, status: 'ACTIVE', from: 2016, to: null }]);
    expect((await told.until(1))[0].data.membershipChanged.member.id).toBe(city(KEPT));
    told.leave();
  });

  it('in a decision of a roster, by mutation and by review file', async () => {
    const slug = hub.field.actors[MERGED]!;
    const [{ slug: organization } = { slug: '' }] = await hub.db.rows<{ slug: string }>(
      sql`SELECT slug FROM organization WHERE id = ${hub.organizationUuid(4)}`,
    );
    const sent = (path: string, body: string) =>
      fetch(`${hub.hub.url}${path}`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'text/csv' },
      });
    const upload = await sent(`/imports?organization=${organization}&asOf=2026-01-01`, 'City\nNobody\nNowhere\n');
    const { id } = (await upload.json()) as { id: string };
    const rows = `query { rosterImport(id: "${id}") { status rows(first: 2) { nodes { id nameAsListed result { city { id } } } } } }`;
    const read = async () => (await hub.send(ADMIN_KEY, rows)).data.rosterImport;
    while ((await read()).status !== 'REVIEW') await new Promise((resolve) => setTimeout(resolve, 50));
    const [first] = (await read()).rows.nodes;
    const review = `mutation ($id: ID!, $decisions: [RosterRowDecisionInput!]!) { reviewRosterRows(importId: $id, decisions: $decisions) { userErrors { message } } }`;
    const decisions = [{ rowId: first.id, resolution: 'CORRECTED', cityId: city(MERGED) }];
    expect(await hub.write(ADMIN_KEY, review, { id, decisions })).toEqual({ userErrors: [] });
    const file = `line,name_as_listed,resolution,city\n3,Nowhere,CORRECTED,${slug}\n`;
    expect((await sent(`/imports/${id}/review`, file)).status).toBe(200);
    const held = await hub.db.rows<{ city: string }>(sql`
      SELECT resolved_city_id AS city FROM roster_row WHERE name_as_listed IN ('Nobody', 'Nowhere')`);
    expect(held.map((row) => row.city)).toEqual([hub.field.actors[KEPT], hub.field.actors[KEPT]]);
  });

  it.each<[string, (id: string, slug: string) => string]>([
    ['preview', (id) => `/reconcile/preview?id=${id}`],
    ['page', (id) => `/reconcile/view/${id}`],
    ['suggestion by id', (id) => `/reconcile/suggest/entity?prefix=${id}`],
    ['suggestion by slug', (_id, slug) => `/reconcile/suggest/entity?prefix=${slug}`],
    ['suggestion by GeoNames id', () => '/reconcile/suggest/entity?prefix=4711001'],
    ['suggestion by Wikidata item', () => '/reconcile/suggest/entity?prefix=Q4711001'],
    ['suggestion by name', () => '/reconcile/suggest/entity?prefix=Qasr&type=City'],
    ['query', (id) => `/reconcile?queries=${encodeURIComponent(JSON.stringify({ q0: { query: id } }))}`],
  ])('in the reconciliation service: %s', async (_what, path) => {
    const answer = await fetch(`${hub.hub.url}${path(city(MERGED), hub.field.actors[MERGED]!)}`);
    const body = await answer.text();
    expect([answer.status, body.includes('City 0')]).toEqual([200, true]);
    expect(body).not.toContain('City 2');
  });

  it('in data extension, under the id that was asked', async () => {
    const extend = { ids: [city(MERGED), city(KEPT)], properties: [{ id: 'slug' }, { id: 'memberships' }] };
    const { rows } = (await (
      await fetch(`${hub.hub.url}/reconcile`, { method: 'POST', body: new URLSearchParams({ extend: JSON.stringify(extend) }) })
    ).json()) as Data;
    expect(rows[city(MERGED)].memberships.length).toBeGreaterThan(0);
    expect(rows[city(MERGED)]).toEqual(rows[city(KEPT)]);
  });

  it.each([
    ['id', () => city(MERGED)],
    ['geonamesId', () => '4711001'],
    ['wikidataId', () => 'Q4711001'],
    ['unlocode', () => 'MAZZZ'],
  ])('as an entity of the subgraph, by %s', async (key, value) => {
    const query = 'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on City { id } } }';
    const answer = await fetch(`${hub.hub.url}/subgraph`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { keys: [{ __typename: 'City', [key]: value() }] } }),
    });
    expect(((await answer.json()) as Data).data).toEqual({ _entities: [{ id: city(KEPT) }] });
  });
});
