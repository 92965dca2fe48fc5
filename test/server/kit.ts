import { type BaseContext } from '@apollo/server';
import { buildSchema, type GraphQLSchema } from 'graphql';
import pino from 'pino';
import { Registry } from 'prom-client';

import { createServer, type HubServer, type ServerOptions } from '../../src/server/http';

/** A small schema with connections, plain lists, a recursive filter and a mutation. */
export const SDL = /* GraphQL */ `
  "Ask and see."
  type Query {
    cities(where: CityFilter, first: Int, after: String, last: Int, before: String): CityConnection!
    city(slug: String!): City
    nodes(ids: [ID!]!): [City]!
    matchCities(inputs: [MatchInput!]!): [Match!]!
    slow(ms: Int!): String
    wrong: String
    refused: String
    size(of: Int! = 3): Int
  }
  type Mutation { rename(slug: String!, name: String!): City }
  type Subscription { renamed: City }
  input CityFilter { and: [CityFilter!], or: [CityFilter!], not: CityFilter, slug: String }
  input MatchInput { ref: String!, name: String!, country: String }
  type Match { ref: String!, city: City, candidates: [Candidate!]! }
  type Candidate { score: Float!, city: City! }
  interface Actor { id: ID!, name(language: String): String!, memberships(first: Int, last: Int): MembershipConnection! }
  type City implements Actor { id: ID!, slug: String!, name(language: String): String!, country: Country!, memberships(first: Int, last: Int): MembershipConnection!, twins: [City!]! }
  type Country implements Actor { id: ID!, name(language: String): String!, cities(first: Int, last: Int): CityConnection!, memberships(first: Int, last: Int): MembershipConnection! }
  type CityConnection { edges: [CityEdge!]!, nodes: [City!]!, pageInfo: PageInfo!, totalCount: Int! }
  type CityEdge { cursor: String!, node: City! }
  type PageInfo { hasNextPage: Boolean!, endCursor: String }
  type MembershipConnection { nodes: [Membership!]!, totalCount: Int! }
  type Membership { id: ID!, member: Actor!, status: String! }
`;

/** `SDL` with roots that answer by these functions. */
export function schemaWith(roots: Record<string, (args: Record<string, unknown>) => unknown> = {}): GraphQLSchema {
  const schema = buildSchema(SDL);
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const answer = roots[field.name];
      if (answer) field.resolve = (_root, args: Record<string, unknown>) => answer(args);
    }
  }
  return schema;
}

/** A server on a free port that answers by `roots`. */
export async function startServer(
  roots: Parameters<typeof schemaWith>[0] = {},
  options: Partial<ServerOptions<BaseContext>> & { requestsPerMinute?: number } = {},
): Promise<{ server: HubServer; url: string; ask: (body: unknown, headers?: Record<string, string>) => Promise<Answer> }> {
  const { requestsPerMinute = 100_000, ...rest } = options;
  const server = await createServer({
    config: { host: '127.0.0.1', port: 0, corsOrigins: ['https://studio.example'], trustProxy: false, requestsPerMinute },
    schema: schemaWith(roots),
    log: pino({ level: 'silent' }),
    metrics: new Registry(),
    makeContext: () => ({}),
    checks: {},
    schemaFiles: { '/schema.graphql': () => SDL },
    questions: [{ title: 'Which cities?', document: '{ cities(first: 2) { nodes { slug } } }' }],
    ...rest,
  });
  const url = await server.listen();
  return { server, url, ask: (body, headers) => ask(`${url}/graphql`, body, headers) };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: unknown;
  readonly errors: { message: string; path?: string[]; extensions: Record<string, unknown> }[];
  readonly code: unknown;
}

export async function ask(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text);
  return { status: response.status, headers: response.headers, text, data, errors, code: errors[0]?.extensions.code };
}
