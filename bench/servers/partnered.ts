import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { PROJECT_FOLDER } from '../../src/platform/project';
import { PREFIX } from '../data/size';
import { HUB, type Running, start } from './processes';

const KEY = 'a-key-for-as-long-as-the-bench-runs-0123456789';

/**
 * The hub over a copy of the data, with an example partner in service: what a question of the hub alone costs here more than at the hub
 * beside it is the price of the gateway.
 */
export async function startPartnered(databaseUrl: string): Promise<Running> {
  const port = await freePort();
  const partner = spawn(process.execPath, [join(PROJECT_FOLDER, 'examples/partner-resilience/server.js'), String(port)], {
    stdio: 'ignore',
  });
  try {
    const env = { ...HUB.env, HUB_ADMIN_KEY: KEY, HUB_PARTNER_ADDRESSES: 'any' };
    const hub = await start({ ...HUB, name: 'hub with a partner', env }, await copyOf(databaseUrl));
    await publish(hub.url, `http://127.0.0.1:${port}/`);
    return { ...hub, stop: () => hub.stop().finally(() => end(partner)) };
  } catch (error) {
    end(partner);
    throw error;
  }
}

function end(partner: ChildProcess): void {
  partner.kill('SIGTERM');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Of another database on the same server, to which nobody is connected. @returns its url. */
async function copyOf(databaseUrl: string): Promise<string> {
  const url = new URL(databaseUrl);
  const source = url.pathname.slice(1);
  const name = source.replace(PREFIX, `${PREFIX}partner_`);
  const server = new URL(databaseUrl);
  server.pathname = '/postgres';
  const client = new Client({ connectionString: server.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await client.query(`CREATE DATABASE "${name}" TEMPLATE "${source}"`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

async function publish(hub: string, partner: string): Promise<void> {
  const { networks } = await asked(hub, '{ networks(first: 1) { nodes { id } } }');
  const { publishSubgraph } = await asked(
    hub,
    'mutation ($input: SubgraphInput!) { publishSubgraph(input: $input) { supergraph { number } userErrors { message } } }',
    { input: { name: 'resilience', ownerId: networks.nodes[0].id, url: partner } },
  );
  if (!publishSubgraph.supergraph) throw new Error(`The partner was refused: ${JSON.stringify(publishSubgraph.userErrors)}`);
}

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked for.
async function asked(hub: string, query: string, variables: object = {}): Promise<any> {
  const response = await fetch(`${hub}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}
