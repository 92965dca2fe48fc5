import { randomUUID } from 'node:crypto';
import { buildSchema, type GraphQLSchema, graphql } from 'graphql';
import type { Caller } from '../../src/access/caller';
import { guardMutations } from '../../src/access/guard-mutations';
import { type HubRole, scopesOf } from '../../src/access/roles';
import type { WriteRule } from '../../src/access/rule';
import type { HubDatabase } from '../../src/platform/database';
import { sql } from '../../src/platform/sql';
import { migratedDatabase } from '../kit/database';
import { smallWorld } from '../kit/facts';

let db: HubDatabase;
let mine: string;
let other: string;
beforeAll(async () => {
  db = await migratedDatabase();
  [mine, other] = [(await smallWorld(db)).network, (await smallWorld(db)).network];
});
afterAll(() => db.close());

interface Args {
  readonly organization: string;
}

const RULE: WriteRule<Args> = {
  scope: 'membership:write',
  own: 'PARTNER_EDITOR',
  any: 'CURATOR',
  about: async ({ organization }) => [organization],
};

function guarded(rule: WriteRule<Args> | undefined, answer: unknown = { userErrors: [] }): GraphQLSchema {
  const schema = buildSchema(
    'type Query { a: Int } type Mutation { rename(organization: String!): Payload } type Payload { done: Boolean }',
  );
  const field = schema.getMutationType()!.getFields().rename!;
  Object.assign(field, { extensions: rule ? { access: rule } : {}, resolve: () => answer });
  guardMutations(schema);
  return schema;
}

function keyOf(role: HubRole, scopes = scopesOf(role)): Caller {
  return { keyId: null, name: `a ${role}`, role, scopes, organizationId: mine };
}

async function codeOf(schema: GraphQLSchema, caller: Caller | null, organization: string): Promise<string> {
  const contextValue = { caller, hub: db, idempotencyKey: undefined, renew: () => undefined };
  const { errors } = await graphql({ schema, source: `mutation { rename(organization: "${organization}") { done } }`, contextValue });
  const [error] = errors ?? [];
  if (!error) return 'done';
  return (error.originalError as { code?: string } | undefined)?.code ?? error.message;
}

describe('A mutation', () => {
  it.each<[HubRole, string, string]>([
    ['READER', 'FORBIDDEN', 'FORBIDDEN'],
    ['CONTRIBUTOR', 'FORBIDDEN', 'FORBIDDEN'],
    ['PARTNER_EDITOR', 'done', 'FORBIDDEN'],
    ['PARTNER_ADMIN', 'done', 'FORBIDDEN'],
    ['CURATOR', 'done', 'done'],
    ['ADMIN', 'done', 'done'],
  ])('answers a %s: own %s, foreign %s', async (role, own, foreign) => {
    const schema = guarded(RULE);
    expect([await codeOf(schema, keyOf(role), mine), await codeOf(schema, keyOf(role), other)]).toEqual([own, foreign]);
  });

  it('takes a key, and the scope', async () => {
    const schema = guarded(RULE);
    expect(await codeOf(schema, null, mine)).toBe('UNAUTHENTICATED');
    expect(await codeOf(schema, keyOf('ADMIN', ['roster:write']), mine)).toBe('FORBIDDEN');
  });

  it('without a rule does not come into the schema', () => {
    expect(() => guarded(undefined)).toThrow('"rename" does not say who may call it');
  });

  it('leaves nothing behind when it is refused, but the record of it', async () => {
    const source = randomUUID();
    const schema = guarded(RULE);
    const field = schema.getMutationType()!.getFields().rename!;
    const write = async (_root: unknown, _args: unknown, { tx }: { tx: HubDatabase }) => {
      await tx.rows(sql`INSERT INTO source (id, kind, title) VALUES (${source}, 'WEBSITE', '{"en": "A page"}')`);
      return { userErrors: [{ code: 'INVALID' }] };
    };
    Object.assign(field, { resolve: write });
    guardMutations(schema);
    await codeOf(schema, keyOf('CURATOR'), mine);
    expect(await db.rows(sql`SELECT FROM source WHERE id = ${source}`)).toEqual([]);
    const [last] = await db.rows(sql`SELECT caller, action, outcome, code, concerns FROM audit ORDER BY id DESC LIMIT 1`);
    expect(last).toEqual({ caller: 'a CURATOR', action: 'rename', outcome: 'REFUSED', code: 'INVALID', concerns: [mine] });
  });
});
