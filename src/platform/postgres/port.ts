import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Home } from './home';

export const HOST = '127.0.0.1';

/**
 * The port the server shall listen on: the one asked for, otherwise the one it had last time if it is free, otherwise any.
 *
 * @throws in one sentence when the one asked for is taken.
 */
export async function choosePort(home: Home, asked: number | undefined): Promise<number> {
  if (asked !== undefined) {
    if (await isFree(asked)) return asked;
    throw new Error(`Port ${asked} is taken by another program; stop that program, or let the database choose a port.`);
  }
  const last = rememberedPort(home);
  return last && (await isFree(last)) ? last : anyPort();
}

export function rememberPort(home: Home, port: number): void {
  if (rememberedPort(home) !== port) writeFileSync(home.port, `${port}\n`, { mode: 0o600 });
}

export function rememberedPort(home: Home): number | undefined {
  try {
    const port = Number(readFileSync(home.port, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined;
  } catch {
    return undefined;
  }
}

export async function isFree(port: number): Promise<boolean> {
  try {
    await listenBriefly(port);
    return true;
  } catch {
    return false;
  }
}

const anyPort = (): Promise<number> => listenBriefly(0);

/** The port it could listen on; rejects when it could not. */
function listenBriefly(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
