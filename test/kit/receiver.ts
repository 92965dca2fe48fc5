import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Data } from './ask';

export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly message: Data;
}

/** Somebody else's service: notes what it is sent, and answers with these codes in turn, then with 200. */
export class Receiver {
  readonly received: Received[] = [];
  private readonly server: Server;

  constructor(private readonly codes: number[] = []) {
    this.server = createServer(async (request, response) => {
      const body = await text(request);
      this.received.push({ headers: request.headers, body, message: JSON.parse(body) });
      response.writeHead(this.codes.shift() ?? 200).end();
    }).listen(0, '127.0.0.1');
  }

  async listening(): Promise<void> {
    if (!this.server.listening) await once(this.server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async until(count: number): Promise<Received[]> {
    while (this.received.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
    return this.received;
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
