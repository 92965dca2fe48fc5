import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { accountForServer } from './account';
import { packageFolder } from './binaries';
import { dataVersion } from './cluster';
import { homeFor } from './home';
import { connect, usersOf } from './lease';
import { linksMissing } from './links';
import { type PidFile, runningServer } from './pid-file';
import { isFree, rememberedPort } from './port';

/** What can be said of an embedded database without starting or changing anything. */
export interface Inspection {
  readonly dataDir: string;
  readonly exists: boolean;
  /** The account of the data; undefined when there are none yet, or on a system without user numbers. */
  readonly owner: number | undefined;
  /** False when the data are there and closed to this account. */
  readonly readable: boolean;
  /** Major version that wrote the data. */
  readonly dataVersion: number | undefined;
  readonly server: PidFile | undefined;
  readonly port: number | undefined;
  /** Whether the port it had last time is free now; undefined when it never had one. */
  readonly portFree: boolean | undefined;
}

export async function inspectPostgres(dataDir: string): Promise<Inspection> {
  const home = homeFor(dataDir, accountForServer());
  const owner = statSync(home.cluster, { throwIfNoEntry: false })?.uid;
  const exists = existsSync(home.cluster);
  const port = rememberedPort(home);
  return {
    dataDir: home.dataDir,
    owner: process.getuid ? owner : undefined,
    exists,
    readable: !exists || mayRead(home.password),
    dataVersion: dataVersion(home),
    server: runningServer(home.data),
    port,
    portFree: port === undefined ? undefined : await isFree(port),
  };
}

/** The processes of the hub that use the running server, such as `hub serve 1234`; the serving one first. */
export async function usersOfServer(dataDir: string): Promise<string[]> {
  const home = homeFor(dataDir, accountForServer());
  const server = runningServer(home.data);
  const client = server && (await connect(home, server, 'command'));
  if (!client || typeof client === 'string') return [];
  try {
    return await usersOf(client);
  } finally {
    await client.end();
  }
}

/** How many links the installed package lacks; they are made at the start. @throws in one sentence without a package. */
export function packageLinksMissing(): number {
  return linksMissing(packageFolder());
}

function mayRead(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
