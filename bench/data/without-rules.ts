import type { ClientBase } from 'pg';

interface Definition {
  readonly drop: string;
  readonly create: string;
}

/** Runs work on tables without their foreign keys, exclusions and plain indexes, which then come back and are checked over every row. */
export async function withoutRules(client: ClientBase, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<Definition>(DEFINITIONS, [tables]);
  for (const { drop } of rows) await client.query(drop);
  await work();
  await client.query(`SET LOCAL maintenance_work_mem = '512MB'`);
  for (const { create } of [...rows].reverse()) await client.query(create);
}

/** Foreign keys are dropped first and come back last. */
const DEFINITIONS = /* sql */ `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS create
  FROM pg_constraint
  WHERE conrelid = ANY($1::text[]::regclass[]) AND contype IN ('f', 'x')
  UNION ALL
  SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
  FROM pg_index AS i
  WHERE i.indrelid = ANY($1::text[]::regclass[]) AND NOT i.indisunique AND NOT i.indisexclusion`;
