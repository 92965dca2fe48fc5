import { type Background, startBackground } from '../../src/background';
import { createKeyCommand, remind } from '../../src/catalog';
import type { Notifications } from '../../src/changes/notifications';
import type { HubDatabase } from '../../src/platform/database';
import { Outside } from '../../src/platform/outside/outside';
import type { Data } from '../kit/ask';
import { overEvents, overWebSocket } from '../kit/live';
import { notificationsOf } from '../kit/notifications';
import { Receiver } from '../kit/receiver';
import { type ServedHub, serve } from '../kit/serve';
import { loadedWorld } from '../kit/world';

/* What follows on Valletta, written by the partners themselves: the association accepts, the network confirms, promises are kept and missed. */

let db: HubDatabase;
let hub: ServedHub;
let notifications: Notifications;
let background: Background;
let ampcc: string;
let scn: string;
let ids: Data;
const outside = new Outside('any');
const receiver = new Receiver();

beforeAll(async () => {
  db = await loadedWorld();
  hub = await serve(db, undefined, { HUB_PARTNER_ADDRESSES: 'any' });
  notifications = await notificationsOf(db);
  background = await startBackground({
    db,
    url: (db.source.options as { url: string }).url,
    notifications,
    outside,
    log: { warn: () => undefined },
  });
  await receiver.listening();
  [ampcc, scn] = [await keyOf('ampcc'), await keyOf('strong-cities-network')];
  ids = await hub.ask(`{
    tetouan: city(slug: "ma-tetouan") { id }
    association(slug: "ampcc") { id memberships(where: { status: [INVITED] }) { nodes { id } } }
    network(slug: "strong-cities-network") { id publishedResources(where: { text: "partner platform" }) { nodes { id } } }
    collaborations(where: { kind: [AGREEMENT], text: "declaration of intent" }, first: 1) { nodes {
      commitments(first: 1) { nodes { id } } followUps(first: 1) { nodes { id isPeriodic status } }
    } } }`);
}, 240_000);
afterAll(async () => {
  await hub.close();
  await background.stop();
  await notifications.close();
  await outside.close();
  await receiver.close();
  await db.close();
});

async function keyOf(organization: string): Promise<string> {
  const said: string[] = [];
  await createKeyCommand(db, { organization, role: 'PARTNER_ADMIN', name: 'Secretariat' }, (line) => said.push(line));
  return said.at(-1)!;
}

const citations = [{ kind: 'PARTNER_STATEMENT', title: 'Letter of the secretariat', publishedOn: '2026-11-20' }];

/** What a mutation answers, with the key of a partner; the code of the error when it is refused as a whole. */
async function write(key: string, query: string, input: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await hub.send(query, { key, variables: { input } });
  return errors ? errors[0]!.extensions.code : Object.values(data)[0];
}

const STEP = `mutation ($input: MembershipTransitionInput!) { transitionMembership(input: $input) { membership { status } userErrors { code message } } }`;
const access = async (language: string) => {
  const resource = ids.network.publishedResources.nodes[0].id;
  const { resourceAccess } = await hub.ask(
    `{ resourceAccess(actorId: "${ids.tetouan.id}", resourceId: "${resource}") { level missing explanation(language: "${language}") } }`,
  );
  return resourceAccess;
};
const statusAt = async (knownAt: string | null) => {
  const { association } = await hub.ask(
    `query ($at: DateTime) { association(slug: "ampcc") { memberships(where: { organizationId: { eq: "${ids.network.id}" } }, knownAt: $at) { nodes { status } } } }`,
    { variables: { at: knownAt } },
  );
  return association.memberships.nodes.map(({ status }: Data) => status);
};

let before: string;

it('AMPCC accepts the invitation by its own key, whoever follows hears of it, and Tetouan reaches the tools', async () => {
  before = new Date().toISOString();
  expect(await access('en')).toMatchObject({ level: 'NONE', missing: [expect.any(String)] });
  const created = await write(
    scn,
    `mutation ($input: WebhookInput!) { createWebhook(input: $input) { webhook { id } userErrors { code } } }`,
    { url: receiver.url, topics: ['MEMBERSHIP_CHANGED', 'COMMITMENT_OVERDUE', 'FOLLOW_UP_DUE'], organizationId: ids.network.id },
  );
  expect(created.userErrors).toEqual([]);
  const told = overWebSocket(
    hub.url,
    `subscription { membershipChanged(organizationId: "${ids.network.id}") { status member { name } } }`,
    {
      authorization: `Bearer ${scn}`,
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 500));

  const membershipId = ids.association.memberships.nodes[0].id;
  const step = { membershipId, to: 'ACTIVE', on: '2026-11-20', citations };
  // An invitation is accepted by who was invited, not by who invites.
  expect(await write(scn, STEP, step)).toBe('FORBIDDEN');
  expect(await write(ampcc, STEP, step)).toEqual({ membership: { status: 'ACTIVE' }, userErrors: [] });

  expect(await access('en')).toMatchObject({ level: 'VIA_CHAIN', missing: [] });
  expect((await access('ar')).explanation).toContain('المغربية');
  const [event] = await told.until(1);
  expect(event.data.membershipChanged).toMatchObject({ status: 'ACTIVE' });
  const [message] = await receiver.until(1);
  expect(message!.message).toMatchObject({ topic: 'MEMBERSHIP_CHANGED', entity: { id: membershipId } });
  told.leave();
});

it('the network confirms it, and both have said so', async () => {
  const membershipId = ids.association.memberships.nodes[0].id;
  const confirm = `mutation ($id: ID!) { confirmMembership(membershipId: $id, holds: true, note: "Welcome.") { membership { corroboration confidence } userErrors { code } } }`;
  const { data } = await hub.send(confirm, { key: scn, variables: { id: membershipId } });
  expect(data.confirmMembership).toMatchObject({ membership: { corroboration: 'BOTH' }, userErrors: [] });
});

it('a promise is followed up with evidence, by a party and by nobody else', async () => {
  const commitmentId = ids.collaborations.nodes[0].commitments.nodes[0].id;
  const update = `mutation ($input: CommitmentUpdateInput!) { updateCommitment(input: $input) { commitment { status updates(first: 1) { nodes { status evidence { source { title } } } } } userErrors { code message } } }`;
  const input = {
    commitmentId,
    status: 'IN_PROGRESS',
    on: '2026-11',
    note: [{ language: 'en', value: 'The tools are open to the association.' }],
    citations,
  };
  expect(await write(await keyOf('eurocities'), update, input)).toBe('FORBIDDEN');
  expect(await write(scn, update, input)).toMatchObject({
    commitment: {
      status: 'IN_PROGRESS',
      updates: { nodes: [{ status: 'IN_PROGRESS', evidence: [{ source: { title: 'Letter of the secretariat' } }] }] },
    },
    userErrors: [],
  });
});

it('a periodic meeting is held, and the next falls overdue when its day has passed', async () => {
  const [followUp] = ids.collaborations.nodes[0].followUps.nodes;
  const record = `mutation ($input: FollowUpRecordInput!) { recordFollowUp(input: $input) { followUp { status lastHeldOn nextDueOn } userErrors { code message } } }`;
  const input = { followUpId: followUp.id, status: 'HELD', heldOn: '2026-11-20', nextDueOn: '2027-05-20', citations };
  const { followUp: held, userErrors } = await write(scn, record, input);
  expect(userErrors).toEqual([]);
  expect(held).toMatchObject({ lastHeldOn: '2026-11-20', nextDueOn: '2027-05-20' });

  const told = overEvents(
    hub.url,
    `subscription { becameOverdue(organizationId: "${ids.network.id}") { ... on FollowUp { id nextDueOn isOverdue(on: "2027-05-21") } } }`,
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  await remind(db, '2027-05-20');
  await remind(db, '2027-05-21');
  const all = await told.until(1);
  while (!all.some(({ data }) => data.becameOverdue.id === followUp.id)) await told.until(all.length + 1);
  expect(all.find(({ data }) => data.becameOverdue.id === followUp.id)!.data.becameOverdue).toMatchObject({
    nextDueOn: '2027-05-20',
    isOverdue: true,
  });
  const isTold = () => receiver.received.some(({ message }) => message.topic === 'FOLLOW_UP_DUE' && message.entity.id === followUp.id);
  while (!isTold()) await receiver.until(receiver.received.length + 1);
  told.leave();
});

it('and everything can be read as it was known before', async () => {
  expect(await statusAt(null)).toEqual(['ACTIVE']);
  expect(await statusAt(before)).toEqual(['INVITED']);
});
