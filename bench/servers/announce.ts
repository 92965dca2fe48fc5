import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Tells the runner where a server listens, in the words of the hub. */
export function announce(server: Server): void {
  process.stdout.write(`Hub ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
}
