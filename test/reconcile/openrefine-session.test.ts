import type { HubDatabase } from '../../src/platform/database';
import type { Data } from '../kit/ask';
import { type ServedHub, serve } from '../kit/serve';
import { loadedWorld } from '../kit/world';
import { extensionSchema, manifestSchema, resultBatchSchema } from './schemas/schemas';

/**
 * What OpenRefine sends, in the order it does: its page from the browser, by jQuery, and its program from Java, by forms.
 *
 * Whatever the page asks of the service, the browser sends from another origin; a wrong answer is asked again as JSONP.
 */
let db: HubDatabase;
let hub: ServedHub;
beforeAll(async () => {
  db = await loadedWorld();
  hub = await serve(db);
}, 120_000);
afterAll(async () => {
  await hub.close();
  await db.close();
});

const PAGE = {
  origin: 'http://127.0.0.1:3333',
  referer: 'http://127.0.0.1:3333/',
  accept: 'application/json, text/javascript, */*; q=0.01',
};

/** As the page asks: JSON from another origin, or the browser keeps it. */
async function page(url: string): Promise<Data> {
  const answer = await fetch(url.startsWith('http') ? url : `${hub.url}${url}`, { headers: PAGE });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  return answer.json();
}

/** As the program asks, in Java: a form with one field, spaces as `+`. */
async function program(
  field: 'queries' | 'extend',
  value: object,
  type = 'application/x-www-form-urlencoded; charset=UTF-8',
): Promise<Data> {
  const body = `${field}=${encodeURIComponent(JSON.stringify(value)).replaceAll('%20', '+')}`;
  const headers = { 'content-type': type, accept: 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', 'user-agent': 'OpenRefine/3.9' };
  const answer = await fetch(`${hub.url}/reconcile`, { method: 'POST', body, headers });
  expect(answer.status).toBe(200);
  return answer.json();
}

/** The endpoint of a manifest with what the suggesting field adds to each request. */
const suggestion = ({ service_url, service_path }: Data, prefix: string, more = '') =>
  `${service_url}${service_path}?prefix=${encodeURIComponent(prefix)}&spell=always&exact=false&prefixed=true${more}`;

const COLUMN = ['Tangier', 'Rabat', 'فاس', 'Tétouan', 'Salé', 'Agadir', 'Marrakech', 'Oujda', 'Kénitra', 'Valletta'];

it('A column is reconciled, corrected and extended as OpenRefine does it', async () => {
  const manifest = manifestSchema.parse(await page('/reconcile')) as Data;
  // No key is asked for, so that OpenRefine shows no field for one.
  expect(manifest.authentication).toBeUndefined();

  // Of the first ten values of the column, three candidates each: the commonest type is offered first.
  const guess = Object.fromEntries(COLUMN.map((query, at) => [`q${at}`, { query, limit: 3 }]));
  const guessed = resultBatchSchema.parse(await program('queries', guess, 'application/x-www-form-urlencoded'));
  const types = Object.values(guessed).flatMap(({ result }) => result.map(({ type }) => (type as { id: string }[])[0]?.id));
  expect(Object.values(guessed).every(({ result }) => result.length <= 3)).toBe(true);
  expect(types.filter((type) => type === 'City').length).toBeGreaterThan(types.length / 2);

  const [city] = (await page(suggestion(manifest.suggest.type, 'cit'))).result;
  const [country] = (await page(suggestion(manifest.suggest.property, 'coun'))).result;
  expect([city.id, country.id]).toEqual(['City', 'country']);

  // Cells of other columns are texts, numbers, truths, days, or what was reconciled before; the limit is left out.
  const countries = await program('queries', { q0: { query: 'Maroc', type: 'Country', type_strict: 'should' } });
  const [morocco] = countries.q0.result;
  const values = [{ id: morocco.id, name: morocco.name }, 'MA', 'Morocco', 'المغرب'];
  const asked = Object.fromEntries(
    COLUMN.slice(0, 9).map((query, at) => [
      `q${at}`,
      {
        ...{ query, type: city.id, type_strict: 'should' },
        properties: [
          { pid: country.id, v: values[at % values.length] },
          { pid: 'population', v: 947_952 },
          { pid: 'noted', v: true },
          { pid: 'on', v: '2026-01-01T00:00:00Z' },
        ],
      },
    ]),
  );
  const batch = resultBatchSchema.parse(await program('queries', asked));
  const firsts = Object.values(batch).map(({ result: [first] }) => first!);
  expect(firsts.map(({ match }) => match)).toEqual(firsts.map(() => true));

  // "Search for match", where the pointer rests, and the page behind a click.
  const [found] = (await page(suggestion(manifest.suggest.entity, 'Tangie', `&type=${city.id}&type_strict=should`))).result;
  expect(found.id).toBe(firsts[0]!.id);
  for (const [address, isFramed] of [
    [manifest.preview.url, true],
    [manifest.view.url, false],
  ] as const) {
    const shown = await fetch(address.replace('{{id}}', found.id));
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(shown.headers.get('x-frame-options')).toBe(isFramed ? null : 'DENY');
    expect(await shown.text()).toContain('Tangier');
  }

  // Columns to add: those of the type, and each id with a list for each of them.
  const { properties } = await page(`${manifest.extend.propose_properties.service_url}/reconcile/properties?type=${city.id}`);
  const ids = firsts.map(({ id }) => id);
  const extend = { ids, properties: properties.map(({ id }: Data) => ({ id, settings: {} })) };
  const { meta, rows } = extensionSchema.parse(await program('extend', extend)) as Data;
  expect(meta.map(({ id }: Data) => id)).toEqual(properties.map(({ id }: Data) => id));
  for (const id of ids) for (const { id: property } of properties) expect(Array.isArray(rows[id][property])).toBe(true);
  expect(rows[ids[0]!].country).toEqual([{ id: morocco.id, name: 'Morocco' }]);

  // What was fetched as reconciled is a column that can be extended in its turn.
  const organizations = ids.flatMap((id) => rows[id].memberships.map((one: Data) => one.id));
  const further = await program('extend', { ids: organizations.slice(0, 10), properties: [{ id: 'acronym' }] });
  expect(Object.keys(further.rows).sort()).toEqual([...new Set(organizations.slice(0, 10))].sort());
});

it('A service that is asked as JSONP, which OpenRefine tries when JSON has failed, says why not', async () => {
  const answer = await fetch(`${hub.url}/reconcile?callback=jQuery3510_1&_=1`, { headers: PAGE });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([400, '*']);
  expect(await answer.text()).toContain('JSONP');
});

it('A batch of forms that browsers send from a page is let through before it is sent', async () => {
  const preflight = await fetch(`${hub.url}/reconcile`, {
    method: 'OPTIONS',
    headers: { ...PAGE, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type');
});
