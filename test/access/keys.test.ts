import { createKeyCommand, listKeysCommand, revokeKeyCommand } from '../../src/catalog';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { migratedDatabase } from '../kit/database';
import { type SmallWorld, smallWorld } from '../kit/facts';
import { overWebSocket } from '../kit/live';
import { type Sending, type Sent, type ServedHub, serve } from '../kit/serve';

const ADMIN = 'an-administrator-key-of-the-tests-0123456789';

let db: HubDatabase;
let mine: SmallWorld;
let other: SmallWorld;
let hub: ServedHub;
beforeAll(async () => {
  db = await migratedDatabase();
  [mine, other] = [await smallWorld(db), await smallWorld(db)];
});
afterAll(() => db.close());
// A hub of its own for each test: it remembers addresses that sent wrong keys.
beforeEach(async () => {
  hub = await serve(db, ADMIN);
});
afterEach(() => hub.close());

const CREATE = `mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { token apiKey { id name prefix role scopes } userErrors { code field message } } }`;
const VIEWER = '{ viewer { name roles scopes organization { slug } apiKeys { name } } }';

function create(input: Record<string, unknown>, options: Sending = { key: ADMIN }): Promise<Sent> {
  return hub.send(CREATE, { variables: { input: { name: 'a program', scopes: [], ...input } }, ...options });
}

async function keyOf(world: SmallWorld, role: string): Promise<string> {
  const { data } = await create({ role, organizationId: globalId('Network', world.network) });
  return data.createApiKey.token;
}

async function audited(action: string) {
  return db.rows<{ caller: string; outcome: string; code: string | null }>(
    sql`SELECT caller, outcome, code FROM audit WHERE action = ${action} ORDER BY id DESC`,
  );
}

describe('A key', () => {
  it('is shown once, says who is asking, and is kept only as a hash', async () => {
    const token = await keyOf(mine, 'PARTNER_EDITOR');
    expect(token).toMatch(/^hub_[\w-]{8}_[\w-]{43}$/);
    const { data } = await hub.send(VIEWER, { key: token });
    expect(data.viewer).toMatchObject({ roles: ['PARTNER_EDITOR'], organization: { slug: mine.network } });
    expect(data.viewer.scopes).toContain('membership:write');
    expect(data.viewer.scopes).not.toContain('curation:write');
    const kept = JSON.stringify(await db.rows(sql`SELECT to_jsonb(k) AS row FROM api_key AS k`));
    expect(kept).not.toContain(token.slice(13));
  });

  it('ends at once when it is revoked, also for who follows something with it', async () => {
    const token = await keyOf(mine, 'PARTNER_EDITOR');
    const told = overWebSocket(hub.url, 'subscription { changeRecorded { sequence } }', { authorization: `Bearer ${token}` });
    const { data } = await hub.send('{ viewer { apiKeys { id } } }', { key: token });
    const revoke = 'mutation ($id: ID!) { revokeApiKey(id: $id) { apiKey { revokedAt } userErrors { code } } }';
    const revoked = await hub.send(revoke, { key: ADMIN, variables: { id: data.viewer.apiKeys[0].id } });
    expect(revoked.data.revokeApiKey.apiKey.revokedAt).toBeTruthy();
    expect(await hub.send(VIEWER, { key: token })).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    await smallWorld(db);
    const [first] = await told.until(1);
    expect(first.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    told.leave();
  });

  it('ends by itself on its day', async () => {
    const token = await keyOf(mine, 'PARTNER_EDITOR');
    await db.rows(sql`UPDATE api_key SET expires_at = now() - interval '1 second' WHERE prefix = ${token.slice(4, 12)}`);
    expect((await hub.send(VIEWER, { key: token })).status).toBe(401);
  });

  it.each([
    ['another secret behind the right prefix', (token: string) => `${token.slice(0, 13)}${'A'.repeat(43)}`],
    ['a part of it', (token: string) => token.slice(0, -1)],
    ['nothing like it', () => 'hello'],
  ])('is not %s', async (_what, forged) => {
    const token = await keyOf(mine, 'PARTNER_EDITOR');
    expect((await hub.send(VIEWER, { key: forged(token) })).status).toBe(401);
  });

  it('cannot be guessed: an address that sends wrong keys has to wait, also with the right one', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await hub.send(VIEWER, { key: `guess-${attempt}` })).status).toBe(401);
    expect(await hub.send(VIEWER, { key: ADMIN })).toMatchObject({ status: 429, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect((await hub.send(VIEWER)).data.viewer).toBeNull();
  });

  it('makes none that may do more than it may itself, nor for another organisation', async () => {
    const token = await keyOf(mine, 'PARTNER_ADMIN');
    const refused = await create({ role: 'CURATOR' }, { key: token });
    expect(refused.data.createApiKey).toMatchObject({ token: null, userErrors: [{ code: 'INVALID', field: ['input', 'role'] }] });
    const scoped = await create({ role: 'PARTNER_EDITOR', scopes: ['curation:write'] }, { key: token });
    expect(scoped.data.createApiKey.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'scopes'] }]);
    const foreign = await create({ role: 'PARTNER_EDITOR', organizationId: globalId('Network', other.network) }, { key: token });
    expect(foreign).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const own = await create({ role: 'PARTNER_EDITOR', scopes: ['roster:write'] }, { key: token });
    expect(own.data.createApiKey.apiKey).toMatchObject({ role: 'PARTNER_EDITOR', scopes: ['roster:write'] });
    expect((await audited('createApiKey')).slice(0, 4).map(({ outcome, code }) => [outcome, code])).toEqual([
      ['DONE', null],
      ['REFUSED', 'FORBIDDEN'],
      ['REFUSED', 'INVALID'],
      ['REFUSED', 'INVALID'],
    ]);
  });

  it('is made, listed and revoked from the terminal, while the hub serves', async () => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    await createKeyCommand(db, { organization: mine.network, role: 'partner_editor', name: 'From the terminal' }, say);
    const token = said.at(-1)!;
    expect((await hub.send(VIEWER, { key: token })).data.viewer.name).toContain('From the terminal');
    await listKeysCommand(db, mine.network, say);
    expect(said.join('\n')).toContain(token.slice(0, 12));
    await revokeKeyCommand(db, token.slice(0, 12), say);
    expect((await hub.send(VIEWER, { key: token })).status).toBe(401);
    await expect(createKeyCommand(db, { role: 'KING', name: 'x' }, say)).rejects.toThrow('--role takes CONTRIBUTOR');
    await expect(createKeyCommand(db, { role: 'PARTNER_EDITOR', name: 'x' }, say)).rejects.toThrow('for which organisation');
  });
});

describe('An Idempotency-Key', () => {
  const name = (input: string) => ({ name: input, role: 'CURATOR' });

  it('makes one of fifty requests at once, and one answer', async () => {
    const options = { key: ADMIN, headers: { 'idempotency-key': 'fifty-at-once' } };
    const sent = await Promise.all(Array.from({ length: 50 }, () => create(name('Once'), options)));
    const ids = new Set(sent.map(({ data }) => data.createApiKey.apiKey.id));
    expect(ids.size).toBe(1);
    expect(sent.filter(({ data }) => data.createApiKey.token !== null)).toHaveLength(1);
    expect(await db.rows(sql`SELECT id FROM api_key WHERE name = 'Once'`)).toHaveLength(1);
  });

  it('is remembered after the hub has stopped, and refuses another body', async () => {
    const options = { key: ADMIN, headers: { 'idempotency-key': 'after-a-restart' } };
    const first = await create(name('Again'), options);
    await hub.close();
    hub = await serve(db, ADMIN);
    const again = await create(name('Again'), options);
    expect(again.data.createApiKey.apiKey.id).toBe(first.data.createApiKey.apiKey.id);
    const another = await create(name('Something else'), options);
    expect(another).toMatchObject({ data: null, errors: [{ extensions: { code: 'CONFLICT' } }] });
    expect(await db.rows(sql`SELECT FROM api_key WHERE name = 'Something else'`)).toHaveLength(0);
  });

  it('keeps no refusal: what was mended goes through', async () => {
    const options = { key: ADMIN, headers: { 'idempotency-key': 'mended' } };
    expect((await create(name(' '), options)).data.createApiKey.userErrors[0].code).toBe('BLANK');
    expect((await create(name('Mended'), options)).data.createApiKey.userErrors).toEqual([]);
  });

  it('must be one', async () => {
    const sent = await create(name('x'), { key: ADMIN, headers: { 'idempotency-key': 'a b' } });
    expect(sent.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('The audit record', () => {
  it.each([
    ['changed', `UPDATE audit SET caller = 'nobody'`],
    ['shortened', 'DELETE FROM audit'],
    ['emptied', 'TRUNCATE audit CASCADE'],
  ])('cannot be %s', async (_how, statement) => {
    await expect(db.source.query(statement)).rejects.toThrow('never changed or removed');
  });

  it('names whoever wrote past the hub', async () => {
    await smallWorld(db);
    const [last] = await db.rows<{ caller: string; action: string }>(sql`
      SELECT a.caller, a.action FROM change AS c JOIN audit AS a ON a.id = c.audit_id ORDER BY c.sequence DESC LIMIT 1`);
    expect(last).toMatchObject({ caller: expect.stringContaining('database role'), action: 'statements' });
  });
});
