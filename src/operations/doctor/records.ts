import type { Client } from 'pg';
import { bad, type Finding, good } from './finding';

/** Tables whose rows are never changed or removed. */
const KEPT = ['audit', 'change', 'citation'];

/** Whether what is to be kept for ever can still be trusted: the feed of changes, and the record of who made them. */
export async function recordFindings(client: Client): Promise<Finding[]> {
  const { rows } = await client.query<{ found: boolean }>(`SELECT to_regclass('audit') IS NOT NULL AS found`);
  if (!rows[0]?.found) return [];
  return [await guards(client), await feed(client), await attribution(client)];
}

/** A table whose guard was removed or switched off may have been changed since. */
async function guards(client: Client): Promise<Finding> {
  const name = 'guards of the records';
  const { rows } = await client.query<{ relname: string }>(
    `SELECT c.relname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
     WHERE t.tgname = 'nothing_is_ever_removed' AND t.tgenabled IN ('O', 'A') AND c.relname = ANY ($1)`,
    [KEPT],
  );
  const missing = KEPT.filter((table) => !rows.some(({ relname }) => relname === table));
  if (missing.length === 0) return good(name, `${KEPT.join(', ')} can only be added to`);
  return bad(
    name,
    `nothing keeps ${missing.join(', ')} from being changed`,
    'Somebody with rights on the database removed the trigger nothing_is_ever_removed: find out who and why, compare with a backup, and enable it again.',
  );
}

async function feed(client: Client): Promise<Finding> {
  const name = 'change feed';
  const { rows } = await client.query<{ changes: string; first: string; newest: string; last: string }>(
    `SELECT count(*) AS changes, coalesce(min(sequence), 1) AS first, coalesce(max(sequence), 0) AS newest,
       (SELECT last FROM change_counter) AS last FROM change`,
  );
  const { changes, first, newest, last } = rows[0]!;
  if (changes === last && newest === last && first === '1') return good(name, `${changes} changes, without gaps`);
  return bad(
    name,
    `${changes} changes, numbered from ${first} to ${newest} of ${last}: some are missing`,
    'Restore a backup from before they went missing.',
  );
}

async function attribution(client: Client): Promise<Finding> {
  const name = 'audit record';
  const { rows } = await client.query<{ rows: string; refused: string; unnamed: string; past: string }>(
    `SELECT (SELECT count(*) FROM audit) AS rows, (SELECT count(*) FROM audit WHERE outcome = 'REFUSED') AS refused,
       (SELECT count(*) FROM change AS c WHERE NOT EXISTS (SELECT FROM audit AS a WHERE a.id = c.audit_id)) AS unnamed,
       (SELECT count(*) FROM audit WHERE caller LIKE 'database role %' AND action = 'statements') AS past`,
  );
  const { rows: all, refused, unnamed, past } = rows[0]!;
  if (unnamed !== '0') return bad(name, `${unnamed} changes are in no row of it`, 'Restore a backup from before its rows went missing.');
  return good(name, `${all} rows, ${refused} of them refusals, ${past} written past the hub; every change names its row`);
}
