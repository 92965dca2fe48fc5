import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HubDatabase } from '../../src/platform/database';
import { PROJECT_FOLDER } from '../../src/platform/project';

/** The program itself, as it is started, in a process of its own; built before, by `npm run check`. */
export interface Program {
  readonly process: ChildProcess;
  readonly url: string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Serves a database that is there already; resolves when it is ready. */
export async function program(db: HubDatabase, env: Readonly<Record<string, string>> = {}): Promise<Program> {
  const { url: databaseUrl } = db.source.options as { readonly url: string };
  const child = spawn(process.execPath, [join(PROJECT_FOLDER, 'dist/src/cli.js'), 'serve'], {
    env: { PATH: process.env.PATH, PORT: '0', DATABASE_URL: databaseUrl, HUB_SEED: 'none', HUB_LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /^Hub ready at (http:\/\/localhost:\d+)$/.exec(line)?.[1];
    if (url) return { process: child, url, kill };
  }
  throw new Error('The hub ended before it was ready.');
}
