import { nextDay, recurrenceIn } from '../../../src/catalog/commitment/recurrence';
import { globalId } from '../../../src/platform/global-id';
import { sql } from '../../../src/platform/sql';
import { CITED, type Partners, partners } from '../../kit/partners';

let hub: Partners;
let keys: { network: string; association: string; stranger: string };
beforeAll(async () => {
  hub = await partners();
  const [network, association, stranger] = [
    await hub.key(0, 'PARTNER_EDITOR'),
    await hub.key(1, 'PARTNER_EDITOR'),
    await hub.key(2, 'PARTNER_ADMIN'),
  ];
  keys = { network, association, stranger };
});
afterAll(() => hub.close());

const RECORD = `mutation ($input: CollaborationInput!) { recordCollaboration(input: $input) {
  collaboration { id title status corroboration participants { nodes { role corroboration actor { name } } }
    commitments { nodes { id position text status recordedAt responsible { name } } }
    followUps { nodes { id status isPeriodic recurrence nextDueOn scheduledOn recordedAt } } related { relation isInverse collaboration { title } } }
  userErrors { code field message } } }`;
const UPDATE = `mutation ($input: CommitmentUpdateInput!) { updateCommitment(input: $input) {
  commitment { status recordedAt updates { nodes { status on note by { name } } } sources { source { url } } } userErrors { code field } } }`;
const FOLLOW = `mutation ($input: FollowUpRecordInput!) { recordFollowUp(input: $input) {
  followUp { status lastHeldOn nextDueOn isOverdue(on: "2030-01-01") recordedAt } userErrors { code field } } }`;
const PUBLISH = `mutation ($input: ResourceInput!) { publishResource(input: $input) {
  resource { id title accessRules { audience tier { code } organization { name } onwardSharing } } userErrors { code field } } }`;

const declaration = (more: object = {}) => ({
  ...{ kind: 'AGREEMENT', agreementKind: 'DECLARATION_OF_INTENT', status: 'ADOPTED', validFrom: '2026-02-01', citations: CITED },
  title: [
    { language: 'en', value: 'Declaration of intent' },
    { language: 'ar', value: 'إعلان نوايا' },
  ],
  participants: [
    { actorId: hub.organization(0), role: 'PARTY' },
    { actorId: hub.organization(1), role: 'PARTY' },
  ],
  commitments: [
    { text: [{ language: 'en', value: 'Share guides' }], kind: 'RESOURCE_ACCESS', responsibleIds: [hub.organization(0)], dueOn: '2026' },
    { text: [{ language: 'en', value: 'Meet' }], kind: 'JOINT_ACTIVITY', responsibleIds: [hub.organization(0), hub.organization(1)] },
  ],
  followUps: [{ kind: 'PERIODIC_MEETING', isPeriodic: true, recurrence: 'freq=monthly;interval=6', scheduledOn: '2026-03-15' }],
  ...more,
});
const record = (key: string, more: object = {}) => hub.write(key, RECORD, { input: declaration(more) });

async function factsThere(): Promise<number> {
  return (await hub.db.rows<{ count: number }>(sql`SELECT count(*)::int AS count FROM fact`))[0]!.count;
}

describe('Recording a collaboration', () => {
  it('keeps all that belongs to it, and links it to another', async () => {
    const meeting = await record(keys.association, {
      ...{ kind: 'EVENT', agreementKind: null, eventKind: 'REGIONAL_MEETING', status: 'COMPLETED', commitments: [], followUps: [] },
      title: [{ language: 'en', value: 'The meeting' }],
    });
    const { collaboration, userErrors } = await record(keys.association, {
      relatedTo: [{ collaborationId: meeting.collaboration.id, relation: 'ADOPTED_AT' }],
    });
    expect(userErrors).toEqual([]);
    expect(collaboration).toMatchObject({
      ...{ title: 'Declaration of intent', status: 'ADOPTED' },
      related: [{ relation: 'ADOPTED_AT', isInverse: false, collaboration: { title: 'The meeting' } }],
      followUps: { nodes: [{ status: 'PLANNED', recurrence: 'FREQ=MONTHLY;INTERVAL=6', nextDueOn: '2026-03-15' }] },
    });
    expect(collaboration.commitments.nodes.map(({ position, text, status }: Record<string, unknown>) => [position, text, status])).toEqual([
      [1, 'Share guides', 'OPEN'],
      [2, 'Meet', 'OPEN'],
    ]);
    const said = Object.fromEntries(
      collaboration.participants.nodes.map(({ actor, corroboration }: { actor: { name: string }; corroboration: string }) => [
        actor.name,
        corroboration,
      ]),
    );
    expect(said).toEqual({ 'Organisation 0': 'UNCONFIRMED', 'Organisation 1': 'MEMBER' });
  });

  it.each([
    ['BLANK', ['agreementKind'], { agreementKind: null }],
    ['INVALID', ['eventKind'], { eventKind: 'SUMMIT' }],
    ['INVALID', ['programme'], { programme: 'Interreg' }],
    ['BLANK', ['title'], { title: [] }],
    ['INVALID', ['title', '1', 'language'], { title: [1, 2].map(() => ({ language: 'fr', value: 'Deux' })) }],
    [
      'BLANK',
      ['commitments', '0', 'text', '0', 'value'],
      { commitments: [{ text: [{ language: 'en', value: ' ' }], kind: 'OTHER', responsibleIds: ['me'] }] },
    ],
    ['BLANK', ['commitments', '0', 'text'], { commitments: [{ text: [], kind: 'OTHER', responsibleIds: ['me'] }] }],
    [
      'BLANK',
      ['commitments', '0', 'responsibleIds'],
      { commitments: [{ text: [{ language: 'en', value: 'x' }], kind: 'OTHER', responsibleIds: [] }] },
    ],
    ['INVALID', ['followUps', '0', 'recurrence'], { followUps: [{ kind: 'ACTION', isPeriodic: false, recurrence: 'FREQ=DAILY' }] }],
    ['INVALID', ['followUps', '0', 'recurrence'], { followUps: [{ kind: 'ACTION', isPeriodic: true, recurrence: 'sometimes' }] }],
    ['NOT_FOUND', ['relatedTo', '0', 'collaborationId'], { relatedTo: [{ collaborationId: 'none', relation: 'FOLLOWS' }] }],
    ['NOT_FOUND', ['themeIds', '0'], { themeIds: ['no-such-theme'] }],
    ['PERIOD_INVALID', ['validTo'], { validTo: '2025' }],
    ['SOURCE_REQUIRED', ['citations'], { citations: [] }],
  ])('is refused, and nothing of it kept: %s at %j', async (code, field, wrong) => {
    const before = await factsThere();
    const me = hub.organization(0);
    const { collaboration, userErrors } = await record(keys.network, JSON.parse(JSON.stringify(wrong).replace('"me"', JSON.stringify(me))));
    expect(collaboration).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: ['input', ...field] }]);
    expect(await factsThere()).toBe(before);
  });

  it('tells everything that is wrong at once', async () => {
    const { userErrors } = await record(keys.network, { title: [], citations: [], validTo: '2025' });
    expect(userErrors.map(({ code }: { code: string }) => code).sort()).toEqual(['BLANK', 'PERIOD_INVALID', 'SOURCE_REQUIRED']);
  });

  it('is for those who take part', async () => {
    expect(await record(keys.stranger)).toBe('FORBIDDEN');
  });
});

describe('A commitment', () => {
  it('keeps what became of it, with what shows it and who noted it', async () => {
    const { collaboration } = await record(keys.network);
    const [{ id, recordedAt }] = collaboration.commitments.nodes;
    const input = {
      commitmentId: id,
      on: '2024-04',
      status: 'IN_PROGRESS',
      citations: [{ ...CITED[0], url: 'https://example.org/progress' }],
    };
    const first = await hub.write(keys.association, UPDATE, {
      input: { ...input, note: [{ language: 'en', value: 'Begun' }], expectedRecordedAt: recordedAt },
    });
    expect(first.commitment).toMatchObject({
      status: 'IN_PROGRESS',
      updates: { nodes: [{ status: 'IN_PROGRESS', on: '2024-04', note: 'Begun', by: { name: 'Organisation 1' } }] },
      sources: [{ source: { url: CITED[0]!.url } }, { source: { url: 'https://example.org/progress' } }],
    });
    const late = await hub.write(keys.network, UPDATE, { input: { ...input, status: 'FULFILLED', expectedRecordedAt: recordedAt } });
    expect(late.userErrors).toEqual([{ code: 'VERSION_CONFLICT', field: ['input', 'expectedRecordedAt'] }]);
    const again = await hub.write(keys.network, UPDATE, { input });
    expect(again.commitment).toMatchObject({ recordedAt: first.commitment.recordedAt, updates: { nodes: [{}, {}] } });
    expect(await hub.write(keys.stranger, UPDATE, { input })).toBe('FORBIDDEN');
    const refused = await hub.write(keys.network, UPDATE, { input: { ...input, status: 'OPEN', on: '2999' } });
    expect(refused.userErrors).toEqual([
      { code: 'INVALID', field: ['input', 'on'] },
      { code: 'STATUS_TRANSITION_NOT_ALLOWED', field: ['input', 'status'] },
    ]);
  });
});

describe('A follow-up', () => {
  it('that is repeated by a rule knows when the next one is due, held or missed', async () => {
    const { collaboration } = await record(keys.network);
    const input = { followUpId: collaboration.followUps.nodes[0].id, citations: CITED };
    const held = await hub.write(keys.network, FOLLOW, { input: { ...input, status: 'HELD', heldOn: '2020-03-20' } });
    expect(held.followUp).toMatchObject({ status: 'HELD', lastHeldOn: '2020-03-20', nextDueOn: '2020-09-20', isOverdue: true });
    const missed = await hub.write(keys.network, FOLLOW, { input: { ...input, status: 'MISSED' } });
    expect(missed.followUp).toMatchObject({ status: 'MISSED', lastHeldOn: '2020-03-20', nextDueOn: '2021-03-20' });
    const { data } = await hub.send(
      undefined,
      `query ($id: ID!) { node(id: $id) { ... on Agreement { followUps(where: { isOverdue: true }) { totalCount } } } }`,
      { id: collaboration.id },
    );
    expect(data.node.followUps.totalCount).toBe(1);
    const stopped = await hub.write(keys.network, FOLLOW, { input: { ...input, status: 'CANCELLED' } });
    expect(stopped.followUp).toMatchObject({ status: 'CANCELLED', nextDueOn: null, isOverdue: false });
    const after = await hub.write(keys.network, FOLLOW, { input: { ...input, status: 'HELD', heldOn: '2021-10' } });
    expect(after.userErrors).toMatchObject([{ code: 'STATUS_TRANSITION_NOT_ALLOWED' }]);
  });

  it('without a rule is due when somebody says so, or is left open', async () => {
    const followUps = [
      { kind: 'ACTION', isPeriodic: true },
      { kind: 'EVALUATION', isPeriodic: false },
    ];
    const { collaboration } = await record(keys.network, { followUps });
    const ids = collaboration.followUps.nodes.map(({ id }: { id: string }) => id);
    const periodic = collaboration.followUps.nodes.find(({ isPeriodic }: { isPeriodic: boolean }) => isPeriodic).id;
    const once = ids.find((id: string) => id !== periodic);
    const input = { citations: CITED, status: 'HELD', heldOn: '2024-03' };
    expect((await hub.write(keys.network, FOLLOW, { input: { ...input, followUpId: periodic } })).followUp.nextDueOn).toBeNull();
    const told = await hub.write(keys.network, FOLLOW, { input: { ...input, followUpId: periodic, nextDueOn: '2027' } });
    expect(told.followUp).toMatchObject({ nextDueOn: '2027', isOverdue: true });
    const refused = await hub.write(keys.network, FOLLOW, { input: { ...input, followUpId: once, nextDueOn: '2027' } });
    expect(refused.userErrors).toEqual([{ code: 'INVALID', field: ['input', 'nextDueOn'] }]);
  });

  it.each([
    ['BLANK', 'heldOn', { status: 'HELD' }],
    ['INVALID', 'heldOn', { status: 'HELD', heldOn: '2999' }],
    ['INVALID', 'heldOn', { status: 'MISSED', heldOn: '2024-01' }],
    ['PERIOD_INVALID', 'nextDueOn', { status: 'HELD', heldOn: '2024-03', nextDueOn: '2024-02' }],
    ['BLANK', 'nextDueOn', { status: 'PLANNED' }],
    ['NOT_FOUND', 'followUpId', { status: 'MISSED', followUpId: globalId('FollowUp', '00000000-0000-4000-8000-000000000000') }],
  ])('is refused: %s at %s', async (code, field, wrong) => {
    const { collaboration } = await record(keys.network);
    const key = await hub.key(null, 'CURATOR');
    const input = { followUpId: collaboration.followUps.nodes[0].id, citations: CITED, ...wrong };
    expect((await hub.write(key, FOLLOW, { input })).userErrors).toEqual([{ code, field: ['input', field] }]);
  });
});

describe('A recurrence', () => {
  it.each([
    ['FREQ=MONTHLY;INTERVAL=6', '2026-03-20', '2026-09-20'],
    ['FREQ=MONTHLY', '2026-01-31', '2026-03-31'],
    ['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=1MO', '2026-03', '2026-03-02'],
    ['freq=weekly;byday=MO', '2026-11-24', '2026-11-30'],
  ])('%s behind %s is on %s', (text, behind, next) => {
    expect(nextDay(recurrenceIn(text)!, behind)).toBe(next);
  });

  it.each([
    'FREQ=SECONDLY',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;INTERVAL=0',
    'FREQ=MONTHLY;FREQ=DAILY',
    'FREQ=MONTHLY;UNTIL=20260101',
    'FREQ=MONTHLY\nDTSTART:20260101',
    '__proto__=x',
    'INTERVAL=2',
    '',
  ])('is not %j', (text) => expect(recurrenceIn(text)).toBeNull());
});

describe('Publishing a resource', () => {
  const resource = (more: object = {}) => ({
    ...{
      title: [{ language: 'en', value: 'A guide' }],
      kind: 'GUIDE',
      publisherId: hub.organization(0),
      languages: ['en', 'ar'],
      citations: CITED,
    },
    ...{ accessRules: [{ audience: 'TIER', tierId: hub.tier(0, 2), onwardSharing: 'OWN_MEMBERS' }], ...more },
  });

  it('says who may use it', async () => {
    const { resource: shown } = await hub.write(keys.network, PUBLISH, { input: resource() });
    expect(shown.accessRules).toEqual([
      { audience: 'TIER', tier: { code: 'tier-2' }, organization: { name: 'Organisation 0' }, onwardSharing: 'OWN_MEMBERS' },
    ]);
  });

  it.each([
    ['BLANK', [], []],
    ['BLANK', ['0', 'tierId'], [{ audience: 'TIER', onwardSharing: 'NONE' }]],
    ['BLANK', ['0', 'organizationId'], [{ audience: 'MEMBERS', onwardSharing: 'NONE' }]],
    ['BLANK', ['0', 'actorIds'], [{ audience: 'NAMED', actorIds: [], onwardSharing: 'NONE' }]],
    ['INVALID', ['0', 'actorIds'], [{ audience: 'PUBLIC', actorIds: ['me'], onwardSharing: 'NONE' }]],
    ['NOT_FOUND', ['0', 'tierId'], [{ audience: 'TIER', tierId: 'me', onwardSharing: 'NONE' }]],
    ['INVALID', ['0', 'tierId'], [{ audience: 'TIER', tierId: 'tier', organizationId: 'me', onwardSharing: 'NONE' }]],
  ])('is refused: %s at %j', async (code, field, rules) => {
    const names: Record<string, string> = { me: hub.organization(1), tier: hub.tier(0, 1) };
    const accessRules = JSON.parse(JSON.stringify(rules), (_, value) => (typeof value === 'string' ? (names[value] ?? value) : value));
    const { userErrors } = await hub.write(keys.network, PUBLISH, { input: resource({ accessRules }) });
    expect(userErrors).toEqual([{ code, field: ['input', 'accessRules', ...field] }]);
  });

  it('is for its publisher', async () => {
    expect(await hub.write(keys.association, PUBLISH, { input: resource() })).toBe('FORBIDDEN');
  });
});
