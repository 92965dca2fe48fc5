import type { ClientBase } from 'pg';

/** Where everything invented was read. */
export async function inventedSource(client: ClientBase, id: string): Promise<string> {
  await client.query(`INSERT INTO source (id, kind, title) VALUES ($1, 'DATASET', '{"en": "Invented for the benchmark"}')`, [id]);
  return id;
}

/** Tables filled with facts, and the kind of fact in each. */
const FACTS = {
  actor_name: `'Name'`,
  membership_tier: `'MembershipTier'`,
  resource: `'Resource'`,
  access_rule: `'AccessRule'`,
  membership: `'Membership'`,
  participation: `'Participation'`,
  collaboration: 'initcap(kind)',
};

/** The identity of every fact, and a citation for every version: the triggers that see to both are off while facts are invented. */
export async function citeAll(client: ClientBase, sourceId: string): Promise<void> {
  for (const [table, kind] of Object.entries(FACTS)) {
    const versions = `${table} AS v WHERE NOT EXISTS (SELECT FROM citation AS c WHERE c.version_id = v.version_id)`;
    await client.query(`INSERT INTO fact (id, kind) SELECT DISTINCT id, ${kind} FROM ${versions}`);
    await client.query(
      `INSERT INTO citation (id, fact_id, version_id, source_id) SELECT md5('citation ' || version_id)::uuid, id, version_id, $1 FROM ${versions}`,
      [sourceId],
    );
  }
}
