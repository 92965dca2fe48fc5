import { sql } from '../../src/platform/sql';
import { ADMIN_KEY, audited, type Partners, partners } from '../kit/partners';

let hub: Partners;
let keys: { own: string; other: string; narrow: string; contributor: string };
beforeAll(async () => {
  hub = await partners();
  const [own, other, contributor] = [
    await hub.key(0, 'PARTNER_EDITOR'),
    await hub.key(1, 'PARTNER_ADMIN'),
    await hub.key(0, 'CONTRIBUTOR'),
  ];
  const input = { name: 'Narrow', role: 'PARTNER_EDITOR', scopes: ['membership:write'], organizationId: hub.organization(0) };
  const { data } = await hub.send(ADMIN_KEY, 'mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { token } }', { input });
  keys = { own, other, contributor, narrow: data.createApiKey.token };
});
afterAll(() => hub.close());

async function upload(
  key: string,
  slug = hub.organizationUuid(0),
  asOf = '2026-01-31',
): Promise<{ status: number; id: string; text: string }> {
  const response = await fetch(`${hub.hub.url}/imports?organization=${slug}&asOf=${asOf}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...(key && { authorization: `Bearer ${key}` }) },
    body: 'City,Country\nNowhere on Earth,XA\n',
  });
  const text = await response.text();
  return { status: response.status, text, id: response.status === 202 ? JSON.parse(text).id : '' };
}

/** An import of organisation 0 that waits for a person. */
async function imported(asOf: string): Promise<{ id: string; rowId: string }> {
  const { id } = await upload(keys.own, undefined, asOf);
  for (;;) {
    const { data } = await hub.send(keys.own, 'query ($id: ID!) { rosterImport(id: $id) { status rows { nodes { id } } } }', { id });
    if (data.rosterImport.status === 'REVIEW') return { id, rowId: data.rosterImport.rows.nodes[0].id };
    if (data.rosterImport.status === 'FAILED') throw new Error('The file was not read.');
  }
}

const APPLY = 'mutation ($id: ID!) { applyRosterImport(importId: $id) { rosterImport { status createdBy } userErrors { code } } }';
const REVERT = 'mutation ($id: ID!) { revertRosterImport(importId: $id) { rosterImport { status } userErrors { code } } }';
const SKIP = `mutation ($id: ID!, $row: ID!) { reviewRosterRows(importId: $id, decisions: [{ rowId: $row, resolution: SKIPPED }]) { userErrors { code } } }`;

it('a partner uploads, reviews, applies and reverts the roster of its own organisation, and each is in the audit record', async () => {
  const { id, rowId } = await imported('2026-02-01');
  expect((await hub.write(keys.own, APPLY, { id })).userErrors).toEqual([{ code: 'ROSTER_NOT_REVIEWED' }]);
  expect(await hub.write(keys.own, SKIP, { id, row: rowId })).toEqual({ userErrors: [] });
  expect(await hub.write(keys.own, APPLY, { id })).toMatchObject({
    rosterImport: { status: 'APPLIED', createdBy: expect.stringContaining('hub_') },
  });
  expect(await hub.write(keys.own, REVERT, { id })).toMatchObject({ rosterImport: { status: 'REVERTED' } });
  expect(await audited(hub.db, 5)).toEqual([
    'importRoster DONE',
    'applyRosterImport REFUSED ROSTER_NOT_REVIEWED',
    'reviewRosterRows DONE',
    'applyRosterImport DONE',
    'revertRosterImport DONE',
  ]);
});

it('what is sent again with the same Idempotency-Key, at once or later, is done once and answered alike', async () => {
  const { id, rowId } = await imported('2026-02-15');
  const send = (query: string, variables: object, word: string) =>
    hub.hub.send(query, { key: keys.own, variables: { ...variables }, headers: { 'idempotency-key': word } });
  expect((await send(SKIP, { id, row: rowId }, 'skip')).errors).toBeUndefined();
  expect((await send(SKIP, { id, row: rowId }, 'skip')).data.reviewRosterRows).toEqual({ userErrors: [] });
  const first = await send(APPLY, { id }, 'apply');
  const again = await send(APPLY, { id }, 'apply');
  expect(first.data.applyRosterImport).toMatchObject({ rosterImport: { status: 'APPLIED' }, userErrors: [] });
  expect(again.data).toEqual(first.data);
  expect((await hub.write(keys.own, APPLY, { id })).userErrors).toEqual([{ code: 'STATUS_TRANSITION_NOT_ALLOWED' }]);
  expect((await send(REVERT, { id }, 'apply')).errors?.[0]?.extensions.code).toBe('CONFLICT');
  const reverted = await Promise.all([1, 2, 3].map(() => send(REVERT, { id }, 'revert')));
  // Whoever came while it was being reverted is told so, and has the answer when it asks again.
  for (const { data } of reverted)
    if (data.revertRosterImport.userErrors.length > 0) expect(data.revertRosterImport.userErrors).toEqual([{ code: 'VERSION_CONFLICT' }]);
  expect((await send(REVERT, { id }, 'revert')).data.revertRosterImport).toEqual({ rosterImport: { status: 'REVERTED' }, userErrors: [] });
  expect((await audited(hub.db, 3)).filter((said) => said === 'revertRosterImport DONE')).toHaveLength(1);
});

it.each([
  ['another organisation', () => keys.other],
  ['a scope for something else', () => keys.narrow],
  ['a role that keeps no rosters', () => keys.contributor],
])('a key of %s uploads none for it', async (_who, key) => {
  const { status, text } = await upload(key());
  expect([status, text]).toEqual([403, expect.stringContaining('FORBIDDEN')]);
  expect(await audited(hub.db, 1)).toEqual(['importRoster REFUSED FORBIDDEN']);
});

it('whether an organisation exists is not told to whom it does not concern', async () => {
  expect((await upload(keys.other, 'no-such-organisation')).status).toBe(403);
  expect((await upload(ADMIN_KEY, 'no-such-organisation')).status).toBe(404);
});

it("a partner reads, reviews, applies and reverts nothing of another's", async () => {
  const { id, rowId } = await imported('2026-03-01');
  const code = async (query: string, variables: object, key: string | undefined = keys.other) => {
    const { errors } = await hub.send(key, query, { ...variables });
    return errors?.[0]?.extensions.code;
  };
  expect(await code('query ($id: ID!) { rosterImport(id: $id) { status } }', { id })).toBe('FORBIDDEN');
  expect(await code('query ($id: ID!) { node(id: $id) { id } }', { id })).toBe('FORBIDDEN');
  expect(await code('query ($id: ID!) { node(id: $id) { id } }', { id: rowId })).toBe('FORBIDDEN');
  for (const mutation of [APPLY, REVERT]) expect(await code(mutation, { id })).toBe('FORBIDDEN');
  expect(await code(SKIP, { id, row: rowId })).toBe('FORBIDDEN');
  for (const method of ['GET', 'POST']) {
    const body = method === 'POST' ? { body: 'row,decision\n' } : {};
    const headers = { authorization: `Bearer ${keys.other}`, 'content-type': 'text/csv' };
    expect((await fetch(`${hub.hub.url}/imports/${id}/review`, { method, headers, ...body })).status).toBe(403);
  }
  const [held] = await hub.db.rows(
    sql`SELECT resolution FROM roster_row WHERE import_id = (SELECT id FROM roster_import ORDER BY created_at DESC LIMIT 1)`,
  );
  expect(held).toEqual({ resolution: null });
});
