import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { Attempts } from './access/attempts';
import { callerOf } from './access/caller';
import { loadByKey, serveCalendars, tailOf } from './catalog';
import { noticesOf } from './changes/notices';
import type { Notifications } from './changes/notifications';
import type { Config } from './config';
import { features } from './features';
import { Gateway, HubAlone, subgraphSchema } from './federation';
import { goldenQuestions } from './golden-questions';
import { contextMaker } from './hub-context';
import type { Matcher } from './identity';
import { measureHub } from './operations/metrics';
import type { Outside } from './platform/outside/outside';
import { VERSION } from './platform/project';
import { sql } from './platform/sql';
import type { Storage } from './platform/storage';
import { serveReconcile } from './reconcile';
import { LiveRelations } from './relations';
import { serveImports } from './roster';
import { executed } from './server/execution/execute';
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
  const relations = new LiveRelations(db);
  // The first to ask should not have to wait, and a hub that cannot answer should not begin.
  const [schema] = await Promise.all([hubSchema(features), relations.current()]);
  const sdl = printed(schema);
  const feed = tailOf(db, notifications, ({ message }) => log.warn({ message }, 'the change feed could not be read'));
  const notices = noticesOf(db, notifications, ({ message }) => log.warn({ message }, 'the notices could not be read'));
  // So that a request usually finds nothing left to read.
  notifications.on('hub_change', () => {
    relations.current().catch(({ message }: Error) => log.warn({ message }, 'the graph of relations could not be brought up to date'));
  });
  const metrics = new Registry();
  measureHub(metrics, db, () => relations.sequence);
  const { gateway, registry, subgraph } = await federated(config, log, { db, notifications, outside, schema, metrics });
  const shared = { db, matcher, feed, notifications, notices, outside, relations, gateway, registry };
  const keyRing = { db, adminKey: config.adminKey, attempts: new Attempts() };
  const about = { version: VERSION, schemaHash: hashOf(sdl), storage: description };
  const server = await createServer({
    config,
    schema,
    execution: { onSchema: (tell) => gateway.onSchema(tell), execute: (operation) => gateway.execute(operation, executed) },
    subgraph,
    log,
    metrics,
    makeContext: contextMaker({ ...shared, config, keyRing, about }),
    checks: { database: () => db.rows(sql`SELECT 1`) },
    schemaFiles: { '/schema.graphql': remembered(() => gateway.schema, printed), '/supergraph.graphql': () => gateway.sdl() },
    questions: goldenQuestions,
  });
  serveImports(server.app, { db, matcher, callerOf: (credentials) => callerOf(keyRing, credentials) });
  serveCalendars(server.app, db);
  serveReconcile(server.app, { db, matcher, publicUrl: ({ protocol, host }) => config.publicUrl ?? `${protocol}://${host}` });
  const close = async () => {
    await server.close();
    await gateway.close();
  };
  return { ...server, close };
}

/** What joins the hub with the services of partners. */
async function federated(
  config: Config,
  log: Logger,
  { schema, ...means }: Pick<Served, 'db' | 'notifications' | 'outside'> & { readonly schema: GraphQLSchema; readonly metrics: Registry },
) {
  const subgraph = subgraphSchema(schema, loadByKey);
  const hub = new HubAlone(schema, subgraphUrl(config));
  const gateway = await Gateway.open({ ...means, hub, subgraph, log });
  return { subgraph, gateway, registry: { db: means.db, outside: means.outside, hub, tryOut: gateway.tryOut.bind(gateway) } };
}

/** Where a router finds the hub's own subgraph. */
function subgraphUrl({ publicUrl, host, port }: Config): string {
  return `${publicUrl ?? `http://${host}:${port}`}/subgraph`;
}

/** What is made of something, made again only when that has become something else. */
function remembered<Source, Made>(source: () => Source, make: (source: Source) => Made): () => Made {
  let last: { readonly source: Source; readonly made: Made } | undefined;
  return () => {
    const now = source();
    if (last?.source !== now) last = { source: now, made: make(now) };
    return last.made;
  };
}
