import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Data } from './ask';

/** What a client of a stream has been told so far. */
export interface Told {
  readonly events: Data[];
  /** Resolves when so many events have come. */
  until(count: number): Promise<Data[]>;
  /** Resolves when the hub has ended the stream, to what it said, if anything. */
  readonly ended: Promise<unknown>;
  leave(): void;
}

class Telling {
  readonly events: Data[] = [];
  private waiting: (() => void)[] = [];

  push(event: Data): void {
    this.events.push(event);
    for (const wake of this.waiting.splice(0)) wake();
  }

  async until(count: number): Promise<Data[]> {
    while (this.events.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.events;
  }
}

/** Follows a subscription over WebSocket, as Apollo Sandbox does. */
export function overWebSocket(url: string, query: string, connectionParams: Record<string, unknown> = {}): Told {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams,
  });
  const told = new Telling();
  let leave = () => {};
  const ended = new Promise<unknown>((resolve) => {
    leave = client.subscribe({ query }, { next: (event) => told.push(event), error: resolve, complete: () => resolve('complete') });
  });
  return { events: told.events, until: (count) => told.until(count), ended, leave };
}

/** Follows a subscription over server-sent events, as `EventSource` does. */
export function overEvents(url: string, query: string, headers: Record<string, string> = {}): Told {
  const told = new Telling();
  const leaving = new AbortController();
  const ended = read(url, { query, headers, told, signal: leaving.signal }).catch((error: Error) => error);
  return { events: told.events, until: (count) => told.until(count), ended, leave: () => leaving.abort() };
}

interface Reading {
  readonly query: string;
  readonly headers: Record<string, string>;
  readonly told: Telling;
  readonly signal: AbortSignal;
}

async function read(url: string, { query, headers, told, signal }: Reading): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
    signal,
  });
  if (response.status !== 200) return response.text();
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const frames = text.split('\n\n');
    text = frames.pop()!;
    for (const frame of frames) if (frame.startsWith('event: next')) told.push(JSON.parse(frame.slice(frame.indexOf('data: ') + 6)));
    if (frames.some((frame) => frame.startsWith('event: complete'))) return 'complete';
  }
  return 'cut';
}
