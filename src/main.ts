import type { Logger } from 'pino';
import { startBackground } from './background';
import { listen } from './changes/notifications';
import type { Config } from './config';
import { features } from './features';
import { hubServer } from './hub-server';
import { WorkerMatcher } from './identity';
import { migrate } from './platform/migrate';
import { Outside } from './platform/outside/outside';
import { openStorage } from './platform/storage';
import { localName, refuseTakenPort } from './server/address';
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
  const opened = new Opened();
  try {
    const storage = opened.add(await openStorage({ ...config, ...features, purpose: 'serve', say, onFault }));
    const { db, url: databaseUrl } = storage;
    await migrate(db);
    // Not before the world is there: it indexes the names it finds.
    let matcher: WorkerMatcher | undefined;
    const matching = () => {
      matcher ??= opened.add(new WorkerMatcher(databaseUrl));
      return matcher;
    };
    if (config.seed === 'world') await ensureWorld({ db, say, matcher: matching });
    const notifications = opened.add(await listen(databaseUrl, onFault));
    const outside = opened.add(new Outside(config.partnerAddresses));
    const background = await startBackground({ db, url: databaseUrl, notifications, outside, log });
    opened.add({ close: () => background.stop() });
    const server = opened.add(await hubServer(config, log, { ...storage, matcher: matching(), notifications, outside }));
    const url = localName(await server.listen());
    ready = true;
    // It reads all names for some seconds: not while the hub itself starts.
    matching().start();
    return { url, stop: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

interface Closable {
  close(): Promise<void>;
}

/** What was opened, to be closed in the opposite order. */
class Opened {
  private readonly all: Closable[] = [];

  add<Thing extends Closable>(thing: Thing): Thing {
    this.all.push(thing);
    return thing;
  }

  async close(): Promise<void> {
    for (const thing of this.all.splice(0).reverse()) await thing.close();
  }
}
