import { features } from '../../src/features';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { migratedDatabase } from '../kit/database';

let db: HubDatabase;
beforeAll(async () => {
  db = await migratedDatabase();
});
afterAll(() => db.close());

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** What only statements of our own read, and nothing shows as it is. */
const MACHINERY = [
  ...[
    'migrations',
    'change_counter',
    'actor_merge',
    'merge_effect',
    'superseded_now',
    'world_release',
    'api_key',
    'audit',
    'idempotent_write',
    'notice',
    'notice_counter',
    'reminder',
  ],
  ...['webhook_event', 'webhook_delivery', 'webhook_position'],
  ...['subgraph', 'subgraph_check', 'subgraph_version', 'supergraph_version', 'operation_usage'],
];

it('has an entity for every table, and every table has what its entity says: column, type, nullability', async () => {
  const rows = await db.rows<ColumnRow>(sql`
    SELECT c.table_name AS table, c.column_name AS column, is_nullable = 'YES' AS nullable,
      CASE WHEN data_type = 'ARRAY' THEN substr(udt_name, 2) || '[]' ELSE udt_name END AS type
    FROM information_schema.columns AS c JOIN information_schema.tables AS t USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
      AND table_name <> ALL(${MACHINERY})`);
  const inDatabase = rows.map(({ table, column, type, nullable }) => `${table}.${column} ${type}${nullable ? ' null' : ''}`);
  const inCode = db.source.entityMetadatas.flatMap(({ tableName, columns }) =>
    columns.map(
      (column) =>
        `${tableName}.${column.databaseName} ${postgresName(String(column.type))}${column.isArray ? '[]' : ''}${column.isNullable ? ' null' : ''}`,
    ),
  );
  expect(inCode.sort()).toEqual(inDatabase.sort());
});

it('lists every entity', () => {
  expect(new Set(features.entities).size).toBe(db.source.entityMetadatas.length);
});

/** PostgreSQL's own name of a type. */
function postgresName(type: string): string {
  const names: Record<string, string> = {
    boolean: 'bool',
    integer: 'int4',
    smallint: 'int2',
    bigint: 'int8',
    real: 'float4',
    'double precision': 'float8',
  };
  return names[type] ?? type;
}
