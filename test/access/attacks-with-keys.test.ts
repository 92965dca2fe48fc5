import { Writable } from 'node:stream';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { hubServer } from '../../src/hub-server';
import { LocalMatcher } from '../../src/identity/local-matcher';
import { Outside } from '../../src/platform/outside/outside';
import { sql } from '../../src/platform/sql';
import { notificationsOf } from '../kit/notifications';
import { ADMIN_KEY, audited, CITED, type Partners, partners } from '../kit/partners';

let hub: Partners;
let key: string;
beforeAll(async () => {
  hub = await partners();
  key = await hub.key(0, 'PARTNER_EDITOR');
});
afterAll(() => hub.close());

const RECORD =
  'mutation ($input: MembershipInput!) { recordMembership(input: $input) { membership { id confidence corroboration } userErrors { code } } }';
const membership = (more: object = {}) => ({
  input: { memberId: hub.city(1), organizationId: hub.organization(0), status: 'ACTIVE', citations: CITED, ...more },
});

it.each([
  ['how sure it is', { confidence: 1 }],
  ['who confirmed it', { corroboration: 'BOTH' }],
  ['when it was recorded', { recordedAt: '2001-01-01T00:00:00Z' }],
  ['on whose behalf it is written', { onBehalfOf: 'another' }],
])('nobody sets %s by naming it in an input', async (_what, extra) => {
  const { data, errors } = await hub.send(key, RECORD, membership(extra));
  expect(data).toBeUndefined();
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

it('an input names no other caller: what is written is on behalf of the organisation of the key', async () => {
  expect((await hub.write(key, RECORD, membership())).userErrors).toEqual([]);
  const [change] = await hub.db.rows(sql`
    SELECT c.on_behalf_of_id AS "onBehalfOf", a.organization_id AS organization, a.action FROM change AS c JOIN audit AS a ON a.id = c.audit_id
    WHERE c.entity_type = 'Membership' ORDER BY c.sequence DESC LIMIT 1`);
  expect(change).toEqual({ onBehalfOf: hub.organizationUuid(0), organization: hub.organizationUuid(0), action: 'recordMembership' });
});

it.each(['key', 'token', 'access_token', 'api_key', 'authorization'])('a key in the address (%s) is none', async (name) => {
  const query = encodeURIComponent('{ viewer { name } }');
  const headers = { 'apollo-require-preflight': 'true' };
  const response = await fetch(`${hub.hub.url}/graphql?query=${query}&${name}=${encodeURIComponent(key)}`, { headers });
  expect(await response.json()).toMatchObject({ data: { viewer: null } });
});

it('another organisation in the arguments of another mutation of the same request is refused, and recorded', async () => {
  const both = `mutation ($own: MembershipInput!, $foreign: MembershipInput!) {
    own: recordMembership(input: $own) { userErrors { code } } foreign: recordMembership(input: $foreign) { userErrors { code } } }`;
  const variables = {
    own: membership({ memberId: hub.city(2) }).input,
    foreign: membership({ organizationId: hub.organization(2) }).input,
  };
  const { data, errors } = await hub.send(key, both, variables);
  expect([data ?? null, errors?.map(({ extensions }) => extensions.code)]).toEqual([null, ['FORBIDDEN']]);
  expect(await audited(hub.db, 2)).toEqual(['recordMembership DONE', 'recordMembership REFUSED FORBIDDEN']);
});

it('no key is in the log, whatever is asked with it and however it fails', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) }));
  const [notifications, outside] = [await notificationsOf(hub.db), new Outside('public')];
  const config = readConfig({ PORT: '0', HUB_ADMIN_KEY: ADMIN_KEY });
  const server = await hubServer(config, log, { db: hub.db, description: 'x', matcher: new LocalMatcher(hub.db), notifications, outside });
  const url = await server.listen();
  const made: string[] = [];
  for (const sent of [key, ADMIN_KEY, `${key.slice(0, -3)}xyz`, 'a-wrong-key-0123456789']) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${sent}` };
    const query = 'mutation { createApiKey(input: { name: "Logged", scopes: [], role: CURATOR }) { token } }';
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    made.push(((await response.json()) as { data?: { createApiKey?: { token?: string } } }).data?.createApiKey?.token ?? sent);
    await fetch(`${url}/imports?organization=x&asOf=no`, { method: 'POST', headers, body: 'City' });
    await fetch(`${url}/nothing-here`, { headers });
  }
  await server.close();
  await outside.close();
  await notifications.close();
  const written = lines.join('\n');
  expect(made[1]).toMatch(/^hub_/);
  expect(lines).not.toHaveLength(0);
  for (const secret of [...made, ADMIN_KEY, key]) expect(written).not.toContain(secret.slice(13));
});
