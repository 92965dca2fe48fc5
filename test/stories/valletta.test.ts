import type { HubDatabase } from '../../src/platform/database';
import { type ServedHub, serve } from '../kit/serve';
import { loadedWorld } from '../kit/world';

/*
 * Valletta, 31 January and 1 February 2024: a network of cities and an institute meet about hate and extremism; Morocco takes part through
 * its association of councils; Tangier joins; the association is invited, and a declaration of intent is adopted.
 * Every row of the story is asked over HTTP, in English and in Arabic.
 */

let db: HubDatabase;
let hub: ServedHub;

beforeAll(async () => {
  db = await loadedWorld();
  hub = await serve(db);
}, 120_000);
afterAll(async () => {
  await hub.close();
  await db.close();
});

const MEETING = `collaborations(where: { kind: [EVENT], region: ["hub:MENA"], text: "valletta" }) { nodes {
  __typename title
  ... on Event { eventKind validFrom validTo location { name country { isoAlpha2 name } } }
  themes { code name } regions { code name }
  organizers: participants(role: ORGANIZER) { nodes { actor { __typename name } } }
  participants(role: PARTICIPANT) { nodes { actor { __typename name } onBehalfOf { __typename name } sources { source { language kind } } confidence } }
} }`;

it('was a regional meeting in Valletta, on a theme, for a region', async () => {
  const { collaborations } = await hub.ask(`{ ${MEETING} }`);
  expect(collaborations.nodes).toHaveLength(1);
  expect(collaborations.nodes[0]).toMatchObject({
    __typename: 'Event',
    eventKind: 'REGIONAL_MEETING',
    validFrom: '2024-01-31',
    validTo: '2024-02-01',
    location: { name: 'Valletta', country: { isoAlpha2: 'MT', name: 'Malta' } },
    regions: [{ code: 'hub:MENA', name: 'Middle East and North Africa' }],
  });
  expect(collaborations.nodes[0].themes.map((theme: { code: string }) => theme.code)).toContain('hate-polarisation-extremism');
});

it('tells the meeting in Arabic', async () => {
  const { collaborations } = await hub.ask(`{ ${MEETING} }`, { language: 'ar' });
  expect(collaborations.nodes[0]).toMatchObject({
    title: 'ورشة إقليمية حول دور المدن في مواجهة الكراهية والاستقطاب والتطرف (فاليتا)',
    location: { name: 'فاليتا', country: { name: 'مالطا' } },
    regions: [{ code: 'hub:MENA', name: expect.stringMatching(/\p{Script=Arabic}/u) }],
  });
});

it('had two organisers, one of them neither network nor association', async () => {
  const { collaborations } = await hub.ask(`{ ${MEETING} }`);
  const organizers = collaborations.nodes[0].organizers.nodes.map(({ actor }: { actor: object }) => actor);
  expect(organizers).toEqual(
    expect.arrayContaining([
      { __typename: 'Network', name: 'Strong Cities Network' },
      { __typename: 'Institution', name: 'International Institute for Justice and the Rule of Law' },
    ]),
  );
  expect(organizers).toHaveLength(2);
});

it('saw Morocco take part through its association, as the Arabic article says', async () => {
  const { collaborations } = await hub.ask(`{ ${MEETING} }`);
  const ampcc = collaborations.nodes[0].participants.nodes.find(
    ({ actor }: { actor: { __typename: string } }) => actor.__typename === 'Association',
  );
  expect(ampcc).toMatchObject({
    actor: { name: 'Moroccan Association of Presidents of Communal Councils' },
    onBehalfOf: { __typename: 'Country', name: 'Morocco' },
    sources: [{ source: { language: 'ar', kind: 'NEWS_ARTICLE' } }],
    confidence: 0.4,
  });
});

it('knows that the president of the association is the mayor of Tangier', async () => {
  const PRESIDENT = `{ association(slug: "ampcc") { officeHolders(role: PRESIDENT) { person { name } title byVirtueOf { role at { __typename name } } } } }`;
  const english = await hub.ask(PRESIDENT);
  expect(english.association.officeHolders).toEqual([
    { person: { name: 'Mounir Laymouri' }, title: 'president', byVirtueOf: { role: 'MAYOR', at: { __typename: 'City', name: 'Tangier' } } },
  ]);
  const arabic = await hub.ask(PRESIDENT, { language: 'ar-MA' });
  expect(arabic.association.officeHolders).toMatchObject([{ title: 'رئيس الجمعية', byVirtueOf: { at: { name: 'طنجة' } } }]);
});

it('knows who presided before', async () => {
  const { association } = await hub.ask(
    `{ association(slug: "ampcc") { officeHolders(role: PRESIDENT, asOf: "2018-06-01") { person { name } } } }`,
  );
  expect(association.officeHolders).toEqual([{ person: { name: 'Mohamed Boudra' } }]);
});

const SCN = (selection: string) => `{ network(slug: "strong-cities-network") { id ${selection} } }`;

it('made Tangier a member, with the meeting at which it joined', async () => {
  const { city } =
    await hub.ask(`{ city(geonamesId: "2530335") { slug name(language: "ar") memberships(where: { validFrom: { from: "2024-01-01", to: "2024-02-29" } }) { nodes {
    status validFrom organization { slug } transitions { from to on at { __typename title(language: "en") } sources { source { language } } }
    sources { quote quoteLanguage source { url } } corroboration } } } }`);
  expect(city).toMatchObject({ slug: 'ma-tangier', name: 'طنجة' });
  expect(city.memberships.nodes).toMatchObject([
    {
      status: 'ACTIVE',
      validFrom: '2024-01-31',
      organization: { slug: 'strong-cities-network' },
      transitions: [
        { from: null, to: 'ACTIVE', on: '2024-01-31', at: { __typename: 'Event', title: expect.stringContaining('Valletta') } },
      ],
    },
  ]);
  expect(city.memberships.nodes[0].sources.length).toBeGreaterThanOrEqual(3);
});

it('keeps the 224 cities of the press apart from what the network says and from what the hub can count', async () => {
  const { network } = await hub.ask(
    SCN(`memberCount inRegion: reportedFigures(metric: MEMBER_CITIES_IN_REGION) { value qualifier asPrinted on sources { source { language } } }
    worldwide: reportedFigures(metric: MEMBER_CITIES) { value qualifier on }`),
  );
  expect(network.inRegion).toContainEqual({
    value: 224,
    qualifier: 'EXACT',
    asPrinted: '224',
    on: '2024-02',
    sources: [{ source: { language: 'ar' } }],
  });
  expect(network.worldwide).toContainEqual({ value: 220, qualifier: 'MORE_THAN', on: '2023' });
  expect(network.worldwide).toContainEqual({ value: 230, qualifier: 'MORE_THAN', on: '2024-02-27' });
  expect(network.memberCount).toBeGreaterThan(50);
  expect(network.memberCount).toBeLessThan(224);
});

it('does not take the invitation of the association for a membership', async () => {
  const { association } = await hub.ask(`{ association(slug: "ampcc") {
    memberships(where: { status: [INVITED] }) { totalCount nodes { status confidence organization { slug } tier { code name category } transitions { to on at { title } } } } } }`);
  expect(association.memberships.totalCount).toBe(1);
  expect(association.memberships.nodes[0]).toMatchObject({
    status: 'INVITED',
    confidence: 0.4,
    organization: { slug: 'strong-cities-network' },
    tier: { code: 'friend', name: 'Friend of Strong Cities', category: 'PARTNER_PLATFORM' },
    transitions: [{ to: 'INVITED', on: '2024-01-31', at: { title: expect.stringContaining('Valletta') } }],
  });
  const { network } = await hub.ask(
    SCN('memberCount(where: { memberKind: [ASSOCIATION], tierCategory: [PARTNER_PLATFORM] }) tiers { code memberCount }'),
  );
  expect(network).toMatchObject({ memberCount: 0, tiers: [{ code: 'friend', memberCount: 0 }] });
});

it('knows what the tier would give: tools to share with the own members, and contact with other associations', async () => {
  const { network } = await hub.ask(
    SCN('tiers { name category openTo benefits { kind onwardSharing description sources { source { kind language } } } }'),
    { language: 'ar' },
  );
  expect(network.tiers).toMatchObject([
    {
      name: 'صديقة للمدن القوية',
      category: 'PARTNER_PLATFORM',
      openTo: ['ASSOCIATION', 'NETWORK'],
      benefits: [
        { kind: 'RESOURCE_ACCESS', onwardSharing: 'OWN_MEMBERS', description: expect.stringMatching(/\p{Script=Arabic}/u) },
        { kind: 'PEER_COMMUNICATION', onwardSharing: 'NONE' },
      ],
    },
  ]);
  for (const benefit of network.tiers[0].benefits)
    expect(benefit.sources).toMatchObject([{ source: { kind: 'NEWS_ARTICLE', language: 'ar' } }]);
});

const DECLARATION = `{ association(slug: "ampcc") { collaborations(where: { kind: [AGREEMENT], region: ["hub:MENA"] }, first: 2) { nodes {
  __typename title ... on Agreement { agreementKind adoptedOn } status confidence
  related(relation: ADOPTED_AT) { collaboration { __typename ... on Event { location { slug } } } }
  parties: participants(role: PARTY) { nodes { actor { name ... on Organization { slug } } } }
  commitments { totalCount nodes { position kind text levels status isOverdue places { name } responsible { ... on Organization { slug } } beneficiaries { ... on Organization { slug } } partiesText } }
  followUps { nodes { kind isPeriodic recurrence nextDueOn status isOverdue description assignees { ... on Organization { slug } } } }
  sources { source { kind language } } } } } }`;

it('records the declaration of intent with its promises, numbered, by whom, where and at which levels', async () => {
  const { association } = await hub.ask(DECLARATION);
  const [declaration] = association.collaborations.nodes;
  expect(declaration).toMatchObject({
    __typename: 'Agreement',
    agreementKind: 'DECLARATION_OF_INTENT',
    adoptedOn: '2024-01-31',
    status: 'ADOPTED',
    confidence: 0.4,
    related: [{ collaboration: { __typename: 'Event', location: { slug: 'mt-valletta' } } }],
    sources: [{ source: { kind: 'NEWS_ARTICLE', language: 'ar' } }],
  });
  const [first, second, third] = declaration.commitments.nodes;
  expect(first).toMatchObject({
    position: 1,
    kind: 'RESOURCE_ACCESS',
    status: 'OPEN',
    responsible: [{ slug: 'strong-cities-network' }],
    beneficiaries: [{ slug: 'ampcc' }],
  });
  expect(second).toMatchObject({ position: 2, kind: 'JOINT_ACTIVITY', places: [{ name: 'Morocco' }] });
  expect(third).toMatchObject({ position: 3, kind: 'PARTICIPATION_SUPPORT', levels: ['LOCAL', 'REGIONAL', 'INTERNATIONAL'] });
  expect(first.partiesText).toBeTruthy();
});

it('records the promises in Arabic', async () => {
  const { association } = await hub.ask(DECLARATION, { language: 'ar' });
  const [declaration] = association.collaborations.nodes;
  expect(declaration.title).toBe('إعلان نوايا بين شبكة المدن القوية والجمعية المغربية لرؤساء مجالس الجماعات');
  expect(declaration.commitments.nodes[1]).toMatchObject({ text: 'تنظيم أنشطة مشتركة في المغرب', places: [{ name: 'المغرب' }] });
});

it('leaves the interval of the periodic meetings unknown, and accuses nobody of missing one', async () => {
  const { association } = await hub.ask(DECLARATION);
  expect(association.collaborations.nodes[0].followUps.nodes).toMatchObject([
    { kind: 'PERIODIC_MEETING', isPeriodic: true, recurrence: null, nextDueOn: null, status: 'PLANNED', isOverdue: false },
  ]);
});

it('keeps what the article claims of Morocco as offices held by a country', async () => {
  const HELD = (slug: string) =>
    `{ institution(slug: "${slug}") { name officeHolders { role person { name } holder { __typename name } sources { source { language kind } } } } }`;
  const slugs = (
    await hub.ask(`{ search(query: "Human Rights Council", types: [INSTITUTION], first: 3) { nodes { ... on Institution { slug } } } }`)
  ).search.nodes;
  const council = await hub.ask(HELD(slugs[0].slug));
  expect(council.institution.officeHolders).toMatchObject([
    {
      role: 'PRESIDENT',
      person: null,
      holder: { __typename: 'Country', name: 'Morocco' },
      sources: [{ source: { language: 'ar', kind: 'NEWS_ARTICLE' } }],
    },
  ]);
});

it('leads from the Arabic article to every fact that rests on it', async () => {
  const { association } = await hub.ask(
    `{ association(slug: "ampcc") { memberships(where: { status: [INVITED] }) { nodes { sources { source { id } } } } } }`,
  );
  const { source } = await hub.ask(
    `query Facts($id: ID!) { source(id: $id) { kind language title publishedOn facts(first: 100) { totalCount nodes { __typename ... on Commitment { text } ... on Membership { status } } } } }`,
    { variables: { id: association.memberships.nodes[0].sources[0].source.id } },
  );
  expect(source).toMatchObject({ kind: 'NEWS_ARTICLE', language: 'ar', publishedOn: '2024-02' });
  const kinds = source.facts.nodes.map((fact: { __typename: string }) => fact.__typename);
  expect(new Set(kinds)).toEqual(new Set(['Agreement', 'Commitment', 'FollowUp', 'Mandate', 'Membership', 'Participation', 'Resource']));
  expect(source.facts.totalCount).toBe(kinds.length);
});
