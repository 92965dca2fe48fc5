import type { Logger } from 'pino';
import { Attempts } from './access/attempts';
import { callerOf } from './access/caller';
import { loadByKey, serveCalendars, tailOf } from './catalog';
import { noticesOf } from './changes/notices';
import type { Notifications } from './changes/notifications';
import type { Config } from './config';
import { features } from './features';
import { hubAlone, subgraphSchema } from './federation';
import { goldenQuestions } from './golden-questions';
import { contextMaker } from './hub-context';
import type { Matcher } from './identity';
import type { Outside } from './platform/outside/outside';
import { VERSION } from './platform/project';
import { sql } from './platform/sql';
import type { Storage } from './platform/storage';
import { serveReconcile } from './reconcile';
import { LiveRelations } from './relations';
import { serveImports } from './roster';
import { createServer, type HubServer } from './server/http';
import { hashOf, hubSchema, printed } from './server/schema';

/** What the features are served from. */
interface Served extends Pick<Storage, 'db' | 'description'> {
  readonly matcher: Matcher;
  readonly notifications: Notifications;
  readonly outside: Outside;
}

/** The hub's features on a database, ready to listen. */
export async function hubServer(
  config: Config,
  log: Logger,
  { db, description, matcher, notifications, outside }: Served,
): Promise<HubServer> {
  const schema = await hubSchema(features.resolvers, features.types);
  const sdl = printed(schema);
  const feed = tailOf(db, notifications, ({ message }) => log.warn({ message }, 'the change feed could not be read'));
  const notices = noticesOf(db, notifications, ({ message }) => log.warn({ message }, 'the notices could not be read'));
  const relations = new LiveRelations(db);
  // The first to ask should not have to wait, and a hub that cannot answer should not begin.
  await relations.current();
  // So that a request usually finds nothing left to read.
  notifications.on('hub_change', () => {
    relations.current().catch(({ message }: Error) => log.warn({ message }, 'the graph of relations could not be brought up to date'));
  });
  const shared = { db, matcher, feed, notifications, notices, outside, relations };
  const keyRing = { db, adminKey: config.adminKey, attempts: new Attempts() };
  const about = { version: VERSION, schemaHash: hashOf(sdl), storage: description };
  const server = await createServer({
    config,
    schema,
    subgraph: subgraphSchema(schema, loadByKey),
    log,
    makeContext: contextMaker({ ...shared, config, keyRing, about }),
    checks: { database: () => db.rows(sql`SELECT 1`) },
    schemaFiles: { '/schema.graphql': () => sdl, '/supergraph.graphql': once(() => hubAlone(schema, subgraphUrl(config))) },
    questions: goldenQuestions,
  });
  serveImports(server.app, { db, matcher, callerOf: (credentials) => callerOf(keyRing, credentials) });
  serveCalendars(server.app, db);
  serveReconcile(server.app, { db, matcher, publicUrl: ({ protocol, host }) => config.publicUrl ?? `${protocol}://${host}` });
  return server;
}

/** Where a router finds the hub's own subgraph. */
function subgraphUrl({ publicUrl, host, port }: Config): string {
  return `${publicUrl ?? `http://${host}:${port}`}/subgraph`;
}

/** Composed when first asked for: most hubs serve nobody who does. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
