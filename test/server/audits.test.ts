import { auditServer } from 'graphql-http';

import { startServer } from './kit';

/** As a client must that asks by GET: the header shows that no form or link of another site sent the request. */
function fetchWithPreflight(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, headers: { 'apollo-require-preflight': 'true', ...(init.headers as Record<string, string>) } });
}

it('speaks GraphQL over HTTP: every audit but the three that want a refusal to be a 200', async () => {
  const { server, url } = await startServer();
  const results = await auditServer({ url: `${url}/graphql`, fetchFn: fetchWithPreflight });
  await server.close();
  expect(results).toHaveLength(61);
  const failed = results.filter(({ status }) => status !== 'ok').map(({ status, name }) => `${status}: ${name}`);
  expect(failed).toEqual([
    'warn: SHOULD use 200 status code on document parsing failure when accepting application/json',
    'warn: SHOULD use 200 status code on document validation failure when accepting application/json',
    'warn: SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
  ]);
});

it('meets every MUST without that header too', async () => {
  const { server, url } = await startServer();
  const results = await auditServer({ url: `${url}/graphql` });
  await server.close();
  expect(results.filter(({ name, status }) => name.startsWith('MUST') && status !== 'ok')).toEqual([]);
});
