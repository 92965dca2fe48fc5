import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Database } from '../../platform/database';
import { sql } from '../../platform/sql';

/** An operation as it is remembered: by hash, with what it names of the schema. Nothing of its values. */
interface Remembered {
  readonly hash: string;
  readonly name: string | null;
  readonly coordinates: readonly string[];
}

interface Counted extends Remembered {
  readonly client: string;
  requests: number;
  lastSeenAt: Date;
}

/** Milliseconds between two writes; operations and clients counted in between, beyond which new ones are not. */
const WRITE_EVERY = 5_000;
const MOST_COUNTED = 2_000;
const LONGEST_NAME = 80;

/** Counts which operations ask partners, by client, and writes it down now and then, off the way of the requests. */
export class Usage {
  private readonly known = new WeakMap<DocumentNode, Remembered>();
  private counted = new Map<string, Counted>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly db: Database,
    private readonly onFault: (error: Error) => void,
  ) {
    this.timer = setInterval(() => void this.write(), WRITE_EVERY).unref();
  }

  note(
    schema: GraphQLSchema,
    document: DocumentNode,
    asked: { readonly operationName: string | undefined; readonly client: string },
  ): void {
    const operation = this.known.get(document) ?? remembered(schema, document, asked.operationName);
    this.known.set(document, operation);
    const key = `${operation.hash} ${asked.client}`;
    const counted = this.counted.get(key);
    if (counted) {
      counted.requests += 1;
      counted.lastSeenAt = new Date();
    } else if (this.counted.size < MOST_COUNTED)
      this.counted.set(key, { ...operation, client: asked.client, requests: 1, lastSeenAt: new Date() });
  }

  /** Writes down what was counted since the last time. What cannot be written is lost: it is a count of what is used, not a record. */
  async write(): Promise<void> {
    const all = [...this.counted.values()];
    if (all.length === 0) return;
    this.counted = new Map();
    await this.db.rows(insertion(all)).catch(this.onFault);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }
}

function insertion(all: readonly Counted[]) {
  const rows = all.map(({ hash, client, name, coordinates, requests, lastSeenAt }) => ({
    hash,
    client,
    name,
    coordinates,
    requests,
    lastSeenAt,
  }));
  return sql`
    INSERT INTO operation_usage (hash, day, client, name, coordinates, requests, last_seen_at)
    SELECT u.hash, (u."lastSeenAt" AT TIME ZONE 'UTC')::date, u.client, u.name, u.coordinates, u.requests, u."lastSeenAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS u (hash text, client text, name text, coordinates text[], requests bigint, "lastSeenAt" timestamptz)
    ON CONFLICT (hash, day, client) DO UPDATE SET requests = operation_usage.requests + EXCLUDED.requests,
      last_seen_at = greatest(operation_usage.last_seen_at, EXCLUDED.last_seen_at)`;
}

/** Forgets what was used longer ago than anybody asks. */
export async function tidyUsage(db: Database): Promise<void> {
  await db.rows(sql`DELETE FROM operation_usage WHERE day < current_date - 31`);
}

function remembered(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Remembered {
  const hash = createHash('sha256').update(print(document)).digest('hex');
  return { hash, name: operationName?.slice(0, LONGEST_NAME) ?? null, coordinates: [...coordinatesIn(schema, document)] };
}

/** Types, fields, arguments and values a document names; of an input all fields, as they may come by variables. */
function coordinatesIn(schema: GraphQLSchema, document: DocumentNode): Set<string> {
  const info = new TypeInfo(schema);
  const found = new Set<string>();
  const addInput = () => {
    const type = getNamedType(info.getInputType());
    if (!type) return;
    found.add(type.name);
    if (isInputObjectType(type)) for (const name of Object.keys(type.getFields())) found.add(`${type.name}.${name}`);
    if (isEnumType(type)) for (const { name } of type.getValues()) found.add(`${type.name}.${name}`);
  };
  const enter = {
    Field: () => {
      const [parent, field] = [info.getParentType(), info.getFieldDef()];
      if (!parent || !field || field.name.startsWith('__')) return;
      for (const name of [parent.name, getNamedType(field.type).name, `${parent.name}.${field.name}`]) found.add(name);
    },
    Argument: () => {
      found.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}.${info.getArgument()?.name}`);
      addInput();
    },
    VariableDefinition: addInput,
  };
  visit(document, visitWithTypeInfo(info, enter));
  return found;
}
