import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from './config';
import { features } from './features';
import { goldenQuestions } from './golden-questions';
import { type Matcher, WorkerMatcher } from './identity';
import { acceptedLanguages } from './platform/language';
import { Loaders } from './platform/loaders';
import { migrate } from './platform/migrate';
import { VERSION } from './platform/project';
import { sql } from './platform/sql';
import { openStorage, type Storage } from './platform/storage';
import { type HttpConfig, type HubServer, createServer as serverOf } from './server/http';
import { hashOf, hubSchema, printed } from './server/schema';
import { ensureWorld } from './world';

export interface Hub {
  /** Where it serves. */
  readonly url: string;
  /** Answers what is in flight, then closes the server and the database. */
  stop(): Promise<void>;
}

/** Starts the hub: database, migrations, default world, server. @throws Error with one clear sentence when it cannot. */
export async function startHub(config: Config, log: Logger, say: (line: string) => void): Promise<Hub> {
  await refuseTakenPort(config);
  let ready = false;
  // Until it is ready, whatever breaks ends the start, and is told then.
  const onFault = ({ message }: Error) => ready && log.error({ message }, 'database connection lost');
  let matcher: Matcher | undefined;
  const storage = await openStorage({ ...config, ...features, purpose: 'serve', say, onFault });
  try {
    await migrate(storage.db);
    if (config.seed === 'world') await ensureWorld(storage.db, say);
    matcher = new WorkerMatcher(storage.url);
    const server = await hubServer(config, log, { ...storage, matcher });
    const url = localName(await server.listen());
    ready = true;
    const stop = async () => {
      await server.close();
      await matcher?.close();
      await storage.close();
    };
    return { url, stop };
  } catch (error) {
    await matcher?.close();
    await storage.close();
    throw error;
  }
}

/** Before anything that takes its time. */
async function refuseTakenPort({ host, port }: Config): Promise<void> {
  const probe = createServer();
  const listening = once(probe, 'listening');
  probe.listen(port, host);
  await listening.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new Error(`Port ${port} on ${host} is in use by another program; choose another with PORT.`);
    if (error.code === 'EACCES') throw new Error(`Port ${port} may not be used by this account; choose one above 1023 with PORT.`);
    throw new Error(`HOST is "${host}", which is no address of this machine (${error.code}).`);
  });
  probe.close();
  await once(probe, 'close');
}

/** An address to click on: that of this machine by its usual name. */
function localName(address: string): string {
  return address.replace(/\/\/(127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):/, '//localhost:');
}

/** What the features are served from. */
interface Served extends Pick<Storage, 'db' | 'description'> {
  readonly matcher: Matcher;
}

/** The hub's features on a database, ready to listen. */
export async function hubServer(config: HttpConfig, log: Logger, { db, description, matcher }: Served): Promise<HubServer> {
  const schema = await hubSchema(features.resolvers, features.types);
  const sdl = printed(schema);
  const about = { version: VERSION, schemaHash: hashOf(sdl), storage: description };
  return serverOf({
    config,
    schema,
    log,
    makeContext: ({ headers }) => ({ loaders: new Loaders(db), accepted: acceptedLanguages(headers['accept-language']), about, matcher }),
    checks: { database: () => db.rows(sql`SELECT 1`) },
    schemaFiles: { '/schema.graphql': () => sdl },
    questions: goldenQuestions,
  });
}
