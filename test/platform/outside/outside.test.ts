import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { outsideAddress, refuseUnlessPublic } from '../../../src/platform/outside/addresses';
import { Outside } from '../../../src/platform/outside/outside';

describe('An address given from outside', () => {
  it.each([
    ['http://example.org/', 'https'],
    ['ftp://example.org/', 'https'],
    ['javascript:alert(1)', 'https'],
    ['https://user:word@example.org/', 'password'],
    ['https://localhost/', 'local network'],
    ['https://db.internal/', 'local network'],
    ['https://printer.local./', 'local network'],
    ['https://intranet/', 'local network'],
    ['https://127.0.0.1/', 'not allowed'],
    ['https://2130706433/', 'not allowed'],
    ['https://0x7f.1/', 'not allowed'],
    ['https://0177.0.0.1/', 'not allowed'],
    ['https://10.1.2.3/', 'not allowed'],
    ['https://172.20.0.1/', 'not allowed'],
    ['https://192.168.1.1/', 'not allowed'],
    ['https://169.254.169.254/latest/meta-data', 'not allowed'],
    ['https://100.64.0.1/', 'not allowed'],
    ['https://0.0.0.0/', 'not allowed'],
    ['https://224.0.0.1/', 'not allowed'],
    ['https://[::1]/', 'not allowed'],
    ['https://[::]/', 'not allowed'],
    ['https://[fe80::1]/', 'not allowed'],
    ['https://[fd00::1]/', 'not allowed'],
    ['https://[::ffff:127.0.0.1]/', 'not allowed'],
    ['https://[::ffff:a9fe:a9fe]/', 'not allowed'],
    ['https://[64:ff9b::7f00:1]/', 'not allowed'],
    ['not a url', 'not a URL'],
    [`https://example.org/${'x'.repeat(2_000)}`, 'not a URL'],
  ])('%s is refused', (address, reason) => {
    expect(() => outsideAddress(address, 'public')).toThrow(reason);
  });

  it.each(['https://hub.example.org/graphql', 'https://8.8.8.8:8443/', 'https://[2606:4700::1111]/'])('%s is taken', (address) => {
    expect(outsideAddress(address, 'public').href).toBe(address);
  });

  it('is refused in whatever way a private one is written', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const written = fc.constantFrom(
      (a: number) => `${a}`,
      (a: number) => `0x${a.toString(16)}`,
      (a: number) => `0${a.toString(8)}`,
    );
    fc.assert(
      fc.property(fc.constantFrom(10, 127), octet, octet, octet, written, (a, b, c, d, as) => {
        const parts = [a, b, c, d].map(as).join('.');
        const whole = as(((a * 256 + b) * 256 + c) * 256 + d);
        for (const host of [parts, whole]) expect(() => outsideAddress(`https://${host}/`, 'public')).toThrow();
        expect(() => refuseUnlessPublic(`::ffff:${a}.${b}.${c}.${d}`)).toThrow();
      }),
    );
  });
});

describe('A service outside', () => {
  let server: Server | undefined;
  const outside = new Outside('any');
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
    server = undefined;
  });
  afterAll(() => outside.close());

  async function serving(listener: RequestListener): Promise<string> {
    server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }
  const ask = (url: string) => outside.ask(url, { body: '{}', deadline: 400, most: 1_000 });

  it('is answered for with what it said', async () => {
    const url = await serving((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":1}'));
    expect(await ask(url)).toMatchObject({
      outcome: 'answered',
      status: 200,
      contentType: 'application/json',
      body: Buffer.from('{"a":1}'),
    });
  });

  it('is not followed when it redirects', async () => {
    const url = await serving((_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    expect(await ask(url)).toMatchObject({ outcome: 'answered', status: 302 });
  });

  it.each<[string, RequestListener, string]>([
    ['never answers', () => undefined, 'timeout'],
    [
      'sends a byte now and then',
      (_request, response) => {
        const drip = setInterval(() => response.write('x'), 50);
        response.once('close', () => clearInterval(drip));
      },
      'timeout',
    ],
    ['says too much', (_request, response) => response.end('x'.repeat(2_000)), 'too-large'],
    [
      'never ends',
      (_request, response) => {
        const flood = setInterval(() => response.write('x'.repeat(500)), 1);
        response.once('close', () => clearInterval(flood));
      },
      'too-large',
    ],
    ['compresses', (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x')), 'compressed'],
    ['hangs up', (request) => request.socket.destroy(), 'unreachable'],
  ])('that %s is given up', async (_what, listener, outcome) => {
    expect(await ask(await serving(listener))).toMatchObject({ outcome });
  });

  it('that is nowhere is unreachable, and one inside is refused by the public rules', async () => {
    expect(await ask('http://127.0.0.1:1/')).toMatchObject({ outcome: 'unreachable' });
    const careful = new Outside('public');
    expect(await careful.ask('https://127.0.0.1:1/', { deadline: 400, most: 10 })).toMatchObject({ outcome: 'refused' });
    await careful.close();
  });
});
