import { heldRecords } from '../../../src/catalog/merging/check-records';
import { globalId } from '../../../src/platform/global-id';
import { sql } from '../../../src/platform/sql';
import { inTransaction } from '../../../src/platform/transaction';
import type { Data } from '../../kit/ask';
import { ADMIN_KEY, CITED, type Partners, partners } from '../../kit/partners';
import { newField } from '../../relations/field';

let hub: Partners;
let [kept, merged] = ['', ''];
beforeAll(async () => {
  hub = await partners();
});
afterAll(() => hub.close());
beforeEach(async () => {
  const { actors } = await newField(hub.db);
  [kept, merged] = [actors[6]!, actors[8]!];
});

const network = (id: string) => globalId('Network', id);

/** Until so many statements wait for somebody else's lock. */
async function waitingForLocks(many: number): Promise<void> {
  const [found] = await hub.db.rows<{ waiting: number }>(sql`
    SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
  if (found!.waiting >= many) return;
  await new Promise((resolve) => setTimeout(resolve, 20));
  return waitingForLocks(many);
}

/** A write that was sent while a merge held the records, and that waited for it. */
async function behindMerge(write: () => Promise<Data>): Promise<Data> {
  const late = await inTransaction(hub.db, async (tx) => {
    await heldRecords(tx, [merged]);
    const answer = write();
    await waitingForLocks(1);
    await tx.rows(sql`UPDATE actor SET merged_into_id = ${kept} WHERE id = ${merged}`);
    return { answer };
  });
  return late.answer;
}

describe('Two records of one organisation, while they are being merged,', () => {
  it('are written of as one by who had named the other', async () => {
    const update = `mutation ($input: OrganizationUpdateInput!) { updateOrganization(input: $input) { organization { id replaces } userErrors { message } } }`;
    const late = await behindMerge(() =>
      hub.write(ADMIN_KEY, update, { input: { id: network(merged), citations: CITED, website: 'https://late.example' } }),
    );
    expect(late).toEqual({ organization: { id: network(kept), replaces: [network(merged)] }, userErrors: [] });
    const [row] = await hub.db.rows(sql`SELECT website FROM actor WHERE id = ${kept}`);
    expect(row).toEqual({ website: 'https://late.example' });
  });

  it('are corrected as one by a proposal about the other that is accepted meanwhile', async () => {
    const create = `mutation ($input: ProposalInput!) { createProposal(input: $input) { proposal { id } userErrors { message } } }`;
    const decide = `mutation ($id: ID!) { decideProposal(proposalId: $id, accept: true) { proposal { status } userErrors { message } } }`;
    const input = { targetId: network(merged), summary: 'Its page', patch: { website: 'https://moved.example' }, citations: CITED };
    const { proposal } = await hub.write(await hub.key(null, 'CONTRIBUTOR'), create, { input });
    const late = await behindMerge(() => hub.write(ADMIN_KEY, decide, { id: proposal.id }));
    expect(late).toEqual({ proposal: { status: 'ACCEPTED' }, userErrors: [] });
    const rows = await hub.db.rows(sql`SELECT id, website FROM actor WHERE id = ANY(${[kept, merged]}::uuid[]) AND website IS NOT NULL`);
    expect(rows).toEqual([{ id: kept, website: 'https://moved.example' }]);
  });

  it('get no key in the name of the other', async () => {
    const create = 'mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { token userErrors { code } } }';
    const input = { name: 'Late', scopes: ['roster:write'], organizationId: network(merged) };
    expect(await behindMerge(() => hub.write(ADMIN_KEY, create, { input }))).toBe('CONFLICT');
    expect(await hub.db.rows(sql`SELECT FROM api_key WHERE organization_id = ${merged}`)).toEqual([]);
  });
});
