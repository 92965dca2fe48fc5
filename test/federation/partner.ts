import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildASTSchema, execute, type GraphQLSchema, parse, validate } from 'graphql';

/** How a partner behaves instead of answering. */
export type Behaviour = (request: PartnerRequest, response: ServerResponse) => void | Promise<void>;

export interface PartnerRequest {
  readonly headers: IncomingMessage['headers'];
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

export interface TestPartner {
  readonly url: string;
  /** What it was asked, oldest first. */
  readonly requests: PartnerRequest[];
  sdl: string;
  /** Null: it answers as it should. */
  behaviour: Behaviour | null;
  close(): Promise<void>;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * A partner service over HTTP on a free port of this machine: graphql-js, a schema, and rows with `__typename`, found by whichever fields
 * a representation has.
 */
export async function startPartner(sdl: string, rows: readonly Row[], roots: Readonly<Record<string, unknown>> = {}): Promise<TestPartner> {
  const requests: PartnerRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const { query, variables = {} } = JSON.parse(await text(incoming)) as { query: string; variables?: Record<string, unknown> };
    const request = { headers: incoming.headers, query, variables };
    requests.push(request);
    if (partner.behaviour) return partner.behaviour(request, response);
    const rootValue = {
      _service: { sdl: partner.sdl },
      _entities: ({ representations }: { representations: Row[] }) => representations.map((each) => found(rows, each)),
      ...roots,
    };
    const [schema, document] = [served(partner.sdl), parse(query)];
    const errors = validate(schema, document);
    sendJson(response, errors.length > 0 ? { errors } : await execute({ schema, document, rootValue, variableValues: variables }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const partner: TestPartner = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    sdl,
    behaviour: null,
    close,
  };
  return partner;
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}

function found(rows: readonly Row[], representation: Row): Row | null {
  return rows.find((row) => Object.entries(representation).every(([name, value]) => String(row[name]) === String(value))) ?? null;
}

const schemas = new Map<string, GraphQLSchema>();

function served(sdl: string): GraphQLSchema {
  const entities = [...sdl.matchAll(/type (\w+)[^{]*@key/g)].map(([, name]) => name).join(' | ');
  const federation = `scalar _Any scalar FieldSet scalar Import type _Service { sdl: String }
    directive @key(fields: FieldSet!, resolvable: Boolean) repeatable on OBJECT directive @shareable on OBJECT | FIELD_DEFINITION
    directive @link(url: String!, import: [Import]) repeatable on SCHEMA
    ${entities && `union _Entity = ${entities}`} ${sdl.includes('type Query') ? 'extend type Query' : 'type Query'} {
      _service: _Service! ${entities && '_entities(representations: [_Any!]!): [_Entity]!'} }`;
  const schema =
    schemas.get(sdl) ?? buildASTSchema(mergedQuery(`${sdl.replace(/extend schema[^\n]*\n/, '')} ${federation}`), { assumeValidSDL: true });
  schemas.set(sdl, schema);
  return schema;
}

/** graphql-js builds no extensions. */
function mergedQuery(sdl: string) {
  const { definitions } = parse(sdl);
  const extensions = definitions.flatMap((node) => (node.kind === 'ObjectTypeExtension' ? (node.fields ?? []) : []));
  return {
    kind: 'Document' as const,
    definitions: definitions
      .filter(({ kind }) => kind !== 'ObjectTypeExtension')
      .map((node) =>
        node.kind === 'ObjectTypeDefinition' && node.name.value === 'Query'
          ? { ...node, fields: [...(node.fields ?? []), ...extensions] }
          : node,
      ),
  } as ReturnType<typeof parse>;
}
