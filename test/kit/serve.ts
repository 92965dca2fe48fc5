import pino from 'pino';
import { readConfig } from '../../src/config';
import { hubServer } from '../../src/hub-server';
import { LocalMatcher } from '../../src/identity/local-matcher';
import type { HubDatabase } from '../../src/platform/database';
import { Outside } from '../../src/platform/outside/outside';
import type { Data } from './ask';
import { notificationsOf } from './notifications';

export interface ServedHub {
  readonly url: string;
  /** Asks over HTTP with a key, and gives the answer as it is. */
  send(query: string, options?: Sending): Promise<Sent>;
  /** Asks over HTTP; fails on any error in the answer. */
  ask(query: string, options?: { readonly variables?: Record<string, unknown>; readonly language?: string }): Promise<Data>;
  close(): Promise<void>;
}

export interface Sending {
  readonly variables?: Record<string, unknown>;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Sent {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[] | undefined;
}

async function send(url: string, query: string, { variables, key, headers }: Sending): Promise<Sent> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}), ...headers },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: response.status, ...((await response.json()) as Omit<Sent, 'status'>) };
}

/** The hub on a database, over HTTP on a free port. */
export async function serve(db: HubDatabase, adminKey?: string, settings: Record<string, string> = {}): Promise<ServedHub> {
  const config = readConfig({ PORT: '0', HUB_REQUESTS_PER_MINUTE: '100000', ...(adminKey && { HUB_ADMIN_KEY: adminKey }), ...settings });
  const matcher = new LocalMatcher(db);
  const notifications = await notificationsOf(db);
  const outside = new Outside(config.partnerAddresses);
  const server = await hubServer(config, pino({ level: 'silent' }), { db, description: 'PostgreSQL', matcher, notifications, outside });
  const url = await server.listen();
  return {
    url,
    send: (query, options = {}) => send(url, query, options),
    ask: async (query, { variables = {}, language } = {}) => {
      const { data, errors } = await send(url, query, { variables, headers: language ? { 'accept-language': language } : {} });
      if (errors) throw new Error(errors.map((error) => error.message).join('\n'));
      return data;
    },
    close: async () => {
      await server.close();
      await outside.close();
      await notifications.close();
    },
  };
}
