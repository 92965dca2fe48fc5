import type { HubDatabase } from '../../src/platform/database';
import { parseGlobalId } from '../../src/platform/global-id';
import { loadedWorld } from '../kit/world';
import { type Service, serviceOn } from './kit';
import {
  extensionSchema,
  manifestSchema,
  proposalSchema,
  suggestEntitiesSchema,
  suggestPropertiesSchema,
  suggestTypesSchema,
} from './schemas/schemas';

let db: HubDatabase;
let hub: Service;
beforeAll(async () => {
  db = await loadedWorld();
  hub = await serviceOn(db);
}, 120_000);
afterAll(async () => {
  await hub.close();
  await db.close();
});

const idOf = async (query: object) => (await hub.reconcile({ q: query })).q?.[0]?.id ?? '';
const tangier = () => idOf({ query: 'Tangier', type: 'City', properties: [{ pid: 'country', v: 'MA' }] });

describe('adding the service', () => {
  it('tells what it offers, with addresses a program can follow', async () => {
    const manifest = manifestSchema.parse((await hub.get('/reconcile')).json());
    expect(manifest.defaultTypes.map(({ id }) => id)).toEqual(['City', 'Association', 'Network', 'Country']);
    for (const { service_url, service_path } of [...Object.values(manifest.suggest), manifest.extend.propose_properties]) {
      expect(service_url).toBe('https://hub.example');
      expect((await hub.get(`${service_path}?prefix=&type=City`)).statusCode).toBe(200);
    }
    expect(manifest.view.url).toBe('https://hub.example/reconcile/view/{{id}}');
  });

  it('lets a page of any origin read it, without credentials', async () => {
    for (const path of ['/reconcile', '/reconcile/suggest/type?prefix=c', '/reconcile?queries=nonsense', '/reconcile/preview?id=x']) {
      const { headers } = await hub.get(path, { origin: 'https://openrefine.example' });
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    }
    const preflight = await hub.ask('/reconcile/suggest/entity', { method: 'OPTIONS' });
    expect([preflight.statusCode, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
  });
});

describe('reconciling a column', () => {
  it('guesses the types of a column from candidates of any type', async () => {
    const results = await hub.reconcile({
      q0: { query: 'Strong Cities Network', limit: 3 },
      q1: { query: 'Rabat', limit: 3 },
      q2: { query: 'المغرب', limit: 3 },
    });
    expect(results.q0?.[0]).toMatchObject({ match: true, type: [{ id: 'Network' }, { id: 'Organization' }] });
    expect(results.q1?.[0]).toMatchObject({ name: 'Rabat', type: [{ id: 'City' }] });
    expect(results.q2?.[0]).toMatchObject({ name: 'Morocco', match: true, type: [{ id: 'Country' }] });
  });

  it('finds cities in any script, with ids that GraphQL takes', async () => {
    const results = await hub.reconcile({
      en: { query: 'Tangier', type: 'City', type_strict: 'should', limit: 5, properties: [{ pid: 'country', v: 'Morocco' }] },
      ar: { query: 'طنجة', type: 'City', properties: [{ pid: 'country', v: 'المغرب' }] },
      fr: { query: 'Tanger', type: ['City'], properties: [{ pid: 'country', v: ['MA'] }] },
    });
    const ids = Object.values(results).map(([first]) => first?.id);
    expect(new Set(ids).size).toBe(1);
    expect(parseGlobalId(ids[0] ?? '')?.type).toBe('City');
    expect(results.ar?.[0]).toMatchObject({ name: 'Tangier', match: true, description: expect.stringContaining('Morocco') });
  });

  it('answers in the language of the address, for programs that name none', async () => {
    const { q } = await hub.reconcile(
      { q: { query: 'Tangier', type: 'City', properties: [{ pid: 'country', v: 'MA' }] } },
      '/reconcile?language=ar',
    );
    expect(q?.[0]).toMatchObject({
      name: 'طنجة',
      description: expect.stringContaining('المغرب'),
      type: [{ name: 'مدينة أو جماعة محلية' }],
    });
  });

  it('leaves namesakes to a person, and takes a region, a position or an identifier as a hint', async () => {
    const athens = { query: 'Athens', type: 'City' };
    const results = await hub.reconcile({
      region: {
        ...athens,
        properties: [
          { pid: 'country', v: 'US' },
          { pid: 'region', v: 'Georgia' },
        ],
      },
      position: {
        ...athens,
        properties: [
          { pid: 'country', v: 'US' },
          { pid: 'coordinates', v: '33.96, -83.38' },
        ],
      },
      geonames: { query: 'Tanger', type: 'City', properties: [{ pid: 'geonamesId', v: { id: 'https://www.geonames.org/2530335/' } }] },
      springfield: { query: 'Springfield', type: 'City' },
    });
    expect(results.position?.[0]?.id).toBe(results.region?.[0]?.id);
    expect(results.geonames?.[0]).toMatchObject({ id: await tangier(), match: true });
    expect(results.springfield?.some(({ match }) => match)).toBe(false);
    expect(results.springfield?.length).toBe(5);
  });

  it('takes a country that was reconciled before as the hint', async () => {
    const morocco = await idOf({ query: 'Morocco', type: 'Country' });
    const { q } = await hub.reconcile({
      q: { query: 'Tétouan', type: 'City', properties: [{ pid: 'country', v: { id: morocco, name: 'whatever' } }] },
    });
    expect(q?.[0]).toMatchObject({ name: 'Tetouan', match: true });
  });

  it('knows an entity by its id, and by identifiers alone', async () => {
    const id = await tangier();
    const results = await hub.reconcile({
      id: { query: id },
      wikidata: { query: 'Q126148' },
      properties: { properties: [{ pid: 'unlocode', v: 'MA TNG' }] },
    });
    for (const candidates of Object.values(results)) expect(candidates[0]).toMatchObject({ id, score: 100, match: true });
  });

  it('keeps to the type asked for; an acronym, and a country misspelt, are for a person', async () => {
    const results = await hub.reconcile({
      network: { query: 'UCLG Africa', type: 'Network' },
      asCity: { query: 'Strong Cities Network', type: 'City' },
      both: { query: 'Strong Cities Network', type: ['Network', 'City'], type_strict: 'all' },
      organization: { query: 'Strong Cities Network', type: ['Network', 'Organization'], type_strict: 'all' },
      acronym: { query: 'SCN', type: 'Organization' },
      unknown: { query: 'Tangier', type: 'Q515' },
      country: { query: 'Moroco', type: 'Country' },
      code: { query: 'MAR', type: 'Country' },
      california: { query: 'CA' },
    });
    expect(results.network?.every(({ type }) => type[0]?.id === 'Network')).toBe(true);
    expect(results.asCity?.some(({ match }) => match)).toBe(false);
    expect(results.both).toEqual([]);
    expect(results.organization?.[0]?.match).toBe(true);
    expect(results.acronym?.[0]).toMatchObject({ name: 'Strong Cities Network', match: false });
    expect(results.unknown).toEqual([]);
    expect(results.country?.[0]).toMatchObject({ name: 'Morocco', match: false });
    expect(results.code?.[0]).toMatchObject({ name: 'Morocco', match: true });
    expect(results.california?.[0]).toMatchObject({ name: 'Canada', match: false });
  });

  it('chooses nothing when a city and a country have the name', async () => {
    const { q } = await hub.reconcile({ q: { query: 'Luxembourg' } });
    expect(new Set(q?.slice(0, 2).map(({ type }) => type[0]?.id))).toEqual(new Set(['City', 'Country']));
    expect(q?.some(({ match }) => match)).toBe(false);
  });

  it('answers a batch of GET as one of POST', async () => {
    const queries = JSON.stringify({ q: { query: 'Valletta', type: 'City', limit: 1 } });
    const read = await hub.get(`/reconcile?queries=${encodeURIComponent(queries)}`);
    expect(read.json()).toEqual((await hub.post({ queries })).json());
    expect(read.json().q.result).toHaveLength(1);
  });

  it('takes the same number of statements for one query as for a hundred', async () => {
    const countries = ['Morocco', 'Malta', 'Spain', 'Marocco', 'Frannce'];
    const batch = (size: number) =>
      Object.fromEntries(
        Array.from({ length: size }, (_, at) => [`q${at}`, { query: countries[at % 5], limit: 3, type: ['City', 'Country', 'Network'] }]),
      );
    const count = async (size: number) => {
      const before = hub.statements();
      await hub.reconcile(batch(size), '/reconcile?language=fr');
      return hub.statements() - before;
    };
    await count(1);
    const [few, many] = [await count(5), await count(100)];
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(6);
  });
});

describe('choosing by hand', () => {
  it('suggests entities by the beginning of any of their names, largest first', async () => {
    const suggest = async (query: string) =>
      suggestEntitiesSchema.parse((await hub.get(`/reconcile/suggest/entity?${query}`)).json()).result;
    expect((await suggest('prefix=tang&type=City')).map(({ name }) => name)).toContain('Tangier');
    expect((await suggest(`prefix=${encodeURIComponent('طنج')}`))[0]?.name).toBe('Tangier');
    expect((await suggest('prefix=strong')).map(({ name }) => name)).toContain('Strong Cities Network');
    expect((await suggest('prefix=to&type=City'))[0]).toMatchObject({ name: 'Tokyo', notable: [{ id: 'City' }] });
    expect((await suggest('prefix=sa&type=City')).filter(({ name }) => /^s[aã]/i.test(name)).length).toBeGreaterThan(7);
    expect((await suggest('prefix=ma-tangier'))[0]?.name).toBe('Tangier');
    expect((await suggest(`prefix=${await tangier()}`))[0]?.name).toBe('Tangier');
    const [first, second] = [await suggest('prefix=san&type=City'), await suggest('prefix=san&type=City&cursor=10')];
    expect(first).toHaveLength(10);
    expect(first.filter(({ id }) => second.some((other) => other.id === id))).toEqual([]);
    expect(await suggest('prefix=')).toEqual([]);
    expect(await suggest('prefix=tang&type=Nothing')).toEqual([]);
  });

  it('suggests types and properties by id or name, in four languages', async () => {
    const types = suggestTypesSchema.parse((await hub.get('/reconcile/suggest/type?prefix=vil', { 'accept-language': 'fr' })).json());
    expect(types.result[0]).toEqual({ id: 'City', name: 'Ville ou autre collectivité' });
    const properties = suggestPropertiesSchema.parse((await hub.get('/reconcile/suggest/property?prefix=geo')).json());
    expect(properties.result.map(({ id }) => id)).toEqual(['geonamesId']);
    expect(suggestPropertiesSchema.parse((await hub.get('/reconcile/suggest/property?prefix=')).json()).result.length).toBeGreaterThan(10);
  });

  it('shows a preview that fits its frame, in the language of the reader', async () => {
    const answer = await hub.get(`/reconcile/preview?id=${await tangier()}`, { 'accept-language': 'ar' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(answer.body).toContain('<html lang="ar" dir="rtl">');
    expect(answer.body).toContain('طنجة');
    expect(answer.body).not.toMatch(/<script|style=/);
  });
});

describe('adding columns', () => {
  it('proposes what there is to fetch of a type', async () => {
    const ids = async (query: string) =>
      proposalSchema.parse((await hub.get(`/reconcile/properties?${query}`)).json()).properties.map(({ id }) => id);
    expect(await ids('type=City')).toEqual(expect.arrayContaining(['geonamesId', 'wikidataId', 'memberships']));
    expect(await ids('type=City')).not.toContain('acronym');
    expect(await ids('type=Network')).not.toContain('population');
    expect(await ids('type=City&limit=2')).toHaveLength(2);
    expect(await ids('type=Nothing')).toEqual([]);
  });

  it('fetches values, and none of what is not known', async () => {
    const id = await tangier();
    const properties = ['name_ar', 'country', 'geonamesId', 'wikidataId', 'population', 'latitude', 'memberships', 'mayor'];
    const query = { ids: [id, 'nothing', '__proto__'], properties: properties.map((each) => ({ id: each, settings: { limit: 1 } })) };
    const { meta, rows } = extensionSchema.parse((await hub.post({ extend: JSON.stringify(query) })).json());
    expect(meta.map((column) => column.id)).toEqual(properties);
    expect(meta[1]?.type?.id).toBe('Country');
    expect(rows[id]).toMatchObject({
      name_ar: [{ str: 'طنجة' }],
      country: [{ name: 'Morocco' }],
      geonamesId: [{ str: '2530335' }],
      wikidataId: [{ str: 'Q126148' }],
      population: [{ int: expect.any(Number) }],
      latitude: [{ float: expect.any(Number) }],
      memberships: expect.arrayContaining([{ id: expect.any(String), name: 'Strong Cities Network' }]),
      mayor: [],
    });
    expect(Object.values(rows.nothing ?? {}).flat()).toEqual([]);
    const read = await hub.get(`/reconcile?extend=${encodeURIComponent(JSON.stringify(query))}`);
    expect(read.json().rows[id]).toEqual(rows[id]);
  });
});

describe('following an id', () => {
  it('shows a page about the entity, with its names and where it belongs', async () => {
    const id = await tangier();
    const answer = await hub.get(`/reconcile/view/${id}`, { 'accept-language': 'fr' });
    expect(answer.body).toContain('<html lang="fr" dir="ltr">');
    expect(answer.body).toMatch(/<h1[^>]*>Tanger<\/h1>/);
    expect(answer.body).toContain('<bdi lang="ar">طنجة</bdi>');
    expect(answer.body).toContain('Strong Cities Network');
    expect(answer.body).toContain('https://hub.example/explorer?query=');
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('says so when there is nothing with the id', async () => {
    for (const path of ['/reconcile/view/nothing', '/reconcile/preview', `/reconcile/preview?id=${encodeURIComponent('<script>')}`]) {
      const answer = await hub.get(path);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain('<script');
    }
  });
});
