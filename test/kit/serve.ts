import pino from 'pino';
import { readConfig } from '../../src/config';
import { LocalMatcher } from '../../src/identity/local-matcher';
import { hubServer } from '../../src/main';
import type { HubDatabase } from '../../src/platform/database';
import type { Data } from './ask';
import { notificationsOf } from './notifications';

export interface ServedHub {
  readonly url: string;
  /** Asks over HTTP; fails on any error in the answer. */
  ask(query: string, options?: { readonly variables?: Record<string, unknown>; readonly language?: string }): Promise<Data>;
  close(): Promise<void>;
}

/** The hub on a database, over HTTP on a free port. */
export async function serve(db: HubDatabase): Promise<ServedHub> {
  const config = readConfig({ PORT: '0', HUB_REQUESTS_PER_MINUTE: '100000' });
  const matcher = new LocalMatcher(db);
  const notifications = await notificationsOf(db);
  const server = await hubServer(config, pino({ level: 'silent' }), { db, description: 'PostgreSQL', matcher, notifications });
  const url = await server.listen();
  return {
    url,
    ask: async (query, { variables, language } = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(language ? { 'accept-language': language } : {}) },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(20_000),
      });
      const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
      if (errors) throw new Error(errors.map((error) => error.message).join('\n'));
      return data;
    },
    close: async () => {
      await server.close();
      await notifications.close();
    },
  };
}
