import { once } from 'node:events';
import { createServer } from 'node:net';
import type { HttpConfig } from './http';

/** Says that the address cannot be had before anything that takes its time. @throws Error with one clear sentence. */
export async function refuseTakenPort({ host, port }: HttpConfig): Promise<void> {
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
export function localName(address: string): string {
  return address.replace(/\/\/(127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):/, '//localhost:');
}
