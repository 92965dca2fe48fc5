import { HubError } from '../../src/platform/errors';
import { startServer } from './kit';

async function scrape(url: string): Promise<{ type: string | null; lines: string[] }> {
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(200);
  return { type: response.headers.get('content-type'), lines: (await response.text()).split('\n') };
}

/** The value of a metric with these labels, in the order they are written in. */
function value({ lines }: { lines: string[] }, metric: string): number | undefined {
  const line = lines.find((one) => one.startsWith(`${metric} `));
  return line === undefined ? undefined : Number(line.slice(metric.length + 1));
}

describe('/metrics', () => {
  let hub: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    hub = await startServer({
      city: () => ({ id: '1' }),
      wrong: () => {
        throw new Error('secret of the house');
      },
      refused: () => {
        throw new HubError('NOT_FOUND', 'No such city: "Atlantis".');
      },
    });
  });
  afterAll(() => hub.server.close());

  it('tells how many requests were answered and in what time, by route and status', async () => {
    for (let asked = 0; asked < 3; asked += 1) await hub.ask({ query: '{ city(slug: "x") { id } }' });
    await hub.ask({ query: '{ nothing }' });
    await fetch(`${hub.url}/no/such/page/42`);
    const found = await scrape(hub.url);
    expect(found.type).toMatch(/^text\/plain; version=0\.0\.4/);
    const count = (labels: string) => value(found, `hub_http_request_duration_seconds_count{${labels}}`);
    expect(count('method="POST",route="/graphql",status="200"')).toBe(3);
    expect(count('method="POST",route="/graphql",status="400"')).toBe(1);
    expect(count('method="GET",route="none",status="404"')).toBe(1);
    expect(value(found, 'hub_http_request_duration_seconds_bucket{le="+Inf",method="POST",route="/graphql",status="200"}')).toBe(3);
  });

  it('counts errors by code, those of the hub itself among them', async () => {
    const counted = async (code: string) => value(await scrape(hub.url), `hub_errors_total{code="${code}"}`) ?? 0;
    const before = await counted('NOT_FOUND');
    await hub.ask({ query: '{ wrong }' });
    for (let asked = 0; asked < 2; asked += 1) await hub.ask({ query: '{ refused }' });
    expect(await counted('INTERNAL')).toBe(1);
    expect((await counted('NOT_FOUND')) - before).toBe(2);
  });

  it('counts each error once, wherever an operation was stopped', async () => {
    const counted = async () => {
      const found = await scrape(hub.url);
      const codes = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];
      return codes.map((code) => value(found, `hub_errors_total{code="${code}"}`) ?? 0);
    };
    const before = await counted();
    await hub.ask({ query: '{' });
    await hub.ask({ query: '{ nothing }' });
    await hub.ask({ query: 'query A { city(slug: "x") { id } } query B { city(slug: "x") { id } }', operationName: 'C' });
    await fetch(`${hub.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":' });
    expect((await counted()).map((count, place) => count - before[place]!)).toEqual([1, 1, 2]);
  });

  it('repeats nothing a caller sent: no path, query, key or message', async () => {
    await fetch(`${hub.url}/private-path?q=private-word`, { headers: { authorization: 'Bearer private-key' } });
    await hub.ask({ query: 'query PrivateName { refused }' });
    const { lines } = await scrape(hub.url);
    expect(lines.join('\n')).not.toMatch(/private|Atlantis|secret/i);
  });
});
