import { Agent, type Dispatcher, request } from 'undici';
import { AddressRefused, type AddressRules, outsideAddress, resolved } from './addresses';

/** Why a service outside could not be asked. */
export type OutsideFault =
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'timeout' }
  | { readonly outcome: 'unreachable' }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'compressed' };

export interface OutsideAnswer {
  readonly outcome: 'answered';
  /** Redirects are answers like others: none is followed. */
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

export interface OutsideRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds for all of it, from the name to the last byte. */
  readonly deadline: number;
  /** Most bytes of the answer that are read. */
  readonly most: number;
  readonly signal?: AbortSignal;
}

const CONNECT_WITHIN = 1_500;

/**
 * Asks services of others, as if they were hostile: addresses are resolved once, checked, and connected to as they were checked; nothing
 * is followed, decompressed or waited for without a limit.
 */
export class Outside {
  private readonly agent: Agent;

  constructor(readonly rules: AddressRules) {
    this.agent = new Agent({
      connect: { timeout: CONNECT_WITHIN, lookup: (hostname, options, done) => lookedUp(hostname, rules, options.all === true, done) },
      connections: 64,
      pipelining: 1,
      maxHeaderSize: 16 * 1024,
      keepAliveTimeout: 4_000,
    });
  }

  async ask(address: string, asked: OutsideRequest): Promise<OutsideAnswer | OutsideFault> {
    const deadline = deadlineOf(asked.deadline);
    try {
      const url = outsideAddress(address, this.rules);
      const signal = asked.signal ? AbortSignal.any([deadline.signal, asked.signal]) : deadline.signal;
      const response = await request(url, {
        ...{ dispatcher: this.agent, method: asked.method ?? 'POST', signal, headersTimeout: 0, bodyTimeout: 0 },
        headers: { 'user-agent': 'city-federation-hub', ...asked.headers, 'accept-encoding': 'identity' },
        ...(asked.body !== undefined && { body: asked.body }),
      });
      return await answerOf(response, asked.most);
    } catch (error) {
      return faultOf(error, deadline.signal.aborted);
    } finally {
      clearTimeout(deadline.timer);
    }
  }

  /**
   * As `ask`, for what may be asked twice: a connection that was kept may have been closed by the other side the moment it was used.
   */
  async askAgain(address: string, asked: OutsideRequest): Promise<OutsideAnswer | OutsideFault> {
    const start = performance.now();
    const first = await this.ask(address, asked);
    const left = asked.deadline - Math.ceil(performance.now() - start);
    return first.outcome === 'unreachable' && left > 0 ? this.ask(address, { ...asked, deadline: left }) : first;
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

/** Ends a request when its time is over; what has come by then is still read, however busy this process was in between. */
function deadlineOf(milliseconds: number): { readonly signal: AbortSignal; readonly timer: NodeJS.Timeout } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  return { signal: controller.signal, timer: setTimeout(() => setImmediate(abort), milliseconds) };
}

type Done = (error: NodeJS.ErrnoException | null, address: never, family?: number) => void;

function lookedUp(hostname: string, rules: AddressRules, all: boolean, done: Done): void {
  resolved(hostname, rules).then(
    (found) => {
      const [first] = found;
      if (!first) return done(new Error('no address'), undefined as never);
      return all ? done(null, found as never) : done(null, first.address as never, first.family);
    },
    (error: Error) => done(error, undefined as never),
  );
}

async function answerOf({ statusCode, headers, body }: Dispatcher.ResponseData, most: number): Promise<OutsideAnswer | OutsideFault> {
  const [encoding, length] = [headers['content-encoding'], Number(headers['content-length'])];
  if (encoding !== undefined && encoding !== 'identity') return ended(body, { outcome: 'compressed' });
  if (length > most) return ended(body, { outcome: 'too-large' });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size > most) return ended(body, { outcome: 'too-large' });
    chunks.push(chunk as Buffer);
  }
  return { outcome: 'answered', status: statusCode, contentType: String(headers['content-type'] ?? ''), body: Buffer.concat(chunks) };
}

/** Closes the connection: what is left of the answer is not read. */
function ended(body: Dispatcher.ResponseData['body'], fault: OutsideFault): OutsideFault {
  body.on('error', () => undefined);
  body.destroy();
  return fault;
}

function faultOf(error: unknown, isLate: boolean): OutsideFault {
  const refused = [error, (error as { cause?: unknown }).cause].find((each) => each instanceof AddressRefused);
  if (refused instanceof AddressRefused) return { outcome: 'refused', reason: refused.message };
  const code = (error as { code?: string }).code ?? '';
  return isLate || /TIMEOUT/.test(code) ? { outcome: 'timeout' } : { outcome: 'unreachable' };
}
