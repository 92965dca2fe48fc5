import { randomUUID } from 'node:crypto';
import type { HubDatabase } from '../../src/platform/database';
import { fold } from '../../src/platform/fold';
import { sql } from '../../src/platform/sql';
import { answer, ask, type Data } from '../kit/ask';
import { loadedWorld } from '../kit/world';

let db: HubDatabase;
beforeAll(async () => {
  db = await loadedWorld();
}, 120_000);
afterAll(() => db.close());

async function count(list: string, where: string): Promise<number> {
  return (await answer(db, `{ ${list}(where: ${where}) { totalCount } }`))[list].totalCount;
}

describe('What is filtered and what is not add up', () => {
  it.each([
    ['memberships', '{ tierCategory: [PARTNER_PLATFORM] }'],
    ['memberships', '{ memberCountry: ["MA"] }'],
    ['memberships', '{ memberRegion: ["hub:MENA"], status: [ACTIVE] }'],
    ['memberships', '{ validFrom: { from: "2015-01-01", to: "2016-12-31" } }'],
    ['collaborations', '{ country: ["MA"] }'],
    ['collaborations', '{ theme: ["hate-polarisation-extremism"] }'],
    ['collaborations', '{ text: "strong cities" }'],
    ['collaborations', '{ hasOpenCommitments: true }'],
    ['cities', '{ population: { gte: 0 } }'],
    ['cities', '{ near: { latitude: 35.9, longitude: 14.5, kilometres: 100 } }'],
  ])('%s where %s', async (list, where) => {
    const all = await count(list, '{}');
    const some = await count(list, where);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    expect(await count(list, `{ not: ${where} }`)).toBe(all - some);
    expect(await count(list, `{ or: [${where}, { not: ${where} }] }`)).toBe(all);
    expect(await count(list, `{ and: [${where}, { not: ${where} }] }`)).toBe(0);
  });

  it('with and without a participant', async () => {
    const { network } = await answer(db, '{ network(slug: "strong-cities-network") { id collaborations { totalCount } } }');
    const [all, without] = [
      await count('collaborations', '{}'),
      await count('collaborations', `{ participantId: { notIn: ["${network.id}"] } }`),
    ];
    expect(without).toBe(all - network.collaborations.totalCount);
  });

  it('with and without a tier', async () => {
    const { network } = await answer(db, '{ network(slug: "strong-cities-network") { tiers { id } } }');
    const id = network.tiers[0].id;
    expect(
      (await count('memberships', `{ tierId: { eq: "${id}" } }`)) + (await count('memberships', `{ tierId: { notIn: ["${id}"] } }`)),
    ).toBe(await count('memberships', '{}'));
  });
});

describe('A city', () => {
  it('is in the list of its country, the largest first', async () => {
    const { country } = await answer(
      db,
      '{ country(isoAlpha2: "MA") { cities(first: 3) { totalCount nodes { name country { isoAlpha2 } } } } }',
    );
    expect(country.cities.nodes.map((city: Data) => city.name)).toContain('Casablanca');
    expect(country.cities.totalCount).toBeGreaterThan(200);
  });

  it.each([
    ['eq', '"طنجه"'],
    ['eq', '"TANGER"'],
    ['in', '["Oslo", "Tánger"]'],
    ['startsWith', '"tangi"'],
    ['contains", "x', null],
  ])('is found by name: %s %s', async (operator, value) => {
    if (value === null) return;
    const { cities } = await answer(db, `{ cities(where: { country: ["MA"], name: { ${operator}: ${value} } }) { nodes { slug } } }`);
    expect(cities.nodes).toContainEqual({ slug: 'ma-tangier' });
  });

  it('that no gazetteer has is found like any other', async () => {
    const { cities } = await answer(
      db,
      '{ cities(where: { name: { eq: "Juana Koslay" } }) { nodes { slug geonamesId names { value language } } } }',
    );
    expect(cities.nodes).toEqual([{ slug: 'ar-juana-koslay', geonamesId: null, names: [{ value: 'Juana Koslay', language: 'und-Latn' }] }]);
    const { search } = await answer(db, '{ search(query: "Juana Koslay", first: 1) { nodes { ... on City { slug } } } }');
    expect(search.nodes).toEqual([{ slug: 'ar-juana-koslay' }]);
  });

  it('across the date line and around the pole is where it is', async () => {
    const box = await answer(
      db,
      '{ cities(where: { country: ["FJ"], within: { west: 176, south: -20, east: -178, north: -15 } }) { totalCount } }',
    );
    expect(box.cities.totalCount).toBeGreaterThan(0);
    const far = await answer(
      db,
      '{ cities(where: { near: { latitude: 89.9, longitude: 0, kilometres: 2000 } }) { nodes { coordinates { latitude } } } }',
    );
    for (const city of far.cities.nodes) expect(city.coordinates.latitude).toBeGreaterThan(71);
  });

  it('had no population before its source spoke', async () => {
    const { city } = await answer(
      db,
      '{ city(slug: "ma-tangier") { earlier: population(asOf: "1900-01-01") { value } now: population { value } } }',
    );
    expect(city).toEqual({ earlier: null, now: { value: 688356 } });
  });
});

describe('A name', () => {
  it('is in English for readers of English who also read other languages', async () => {
    const query = '{ cities(where: { country: ["MA"] }, first: 40) { nodes { name } } }';
    const { cities } = await answer(db, query, { acceptLanguage: 'en-US,en;q=0.9,ar;q=0.8' });
    for (const { name } of cities.nodes) expect(name).toMatch(/\p{Script=Latin}/u);
  });

  it.each([
    ['ma-tangier', 'ar', 'طنجة'],
    ['ma-tangier', 'ar-MA', 'طنجة'],
    ['ma-tangier', 'fr', 'Tanger'],
    ['ma-tangier', 'es', 'Tánger'],
    ['ma-tangier', 'en', 'Tangier'],
    ['rs-belgrade', 'sr-Latn', 'Belgrade'],
    ['jp-tokyo', 'ja', '東京'],
    ['gr-athens', 'el', 'Αθήνα'],
    ['mt-valletta', 'fr', 'La Valette'],
  ])('of %s in %s is %s', async (slug, language, name) => {
    const { city } = await answer(db, `{ city(slug: "${slug}") { name(language: "${language}") } }`);
    expect(city.name).toBe(name);
  });

  it('tells its script and its direction', async () => {
    const { city } = await answer(db, '{ city(slug: "ma-tangier") { names(language: "ar") { value script isRightToLeft } } }');
    expect(city.names).toContainEqual({ value: 'طنجة', script: 'Arab', isRightToLeft: true });
  });

  it('is no code of an airport', async () => {
    const { city } = await answer(db, '{ city(slug: "ma-tangier") { names { value } } }');
    expect(city.names).not.toContainEqual({ value: 'TNG' });
  });
});

describe('A search', () => {
  it.each([
    ['طنجه', 'City', 'ma-tangier'],
    ['Marrakech', 'City', 'ma-marrakesh'],
    ['AMPCC', 'Association', 'ampcc'],
    ['c40', 'Network', 'c40'],
    ['uclg', 'Network', 'uclg'],
    ['strong cities network', 'Network', 'strong-cities-network'],
    ['São Paulo', 'City', 'br-sao-paulo'],
    ['東京', 'City', 'jp-tokyo'],
    ['ICLEI', 'Network', 'iclei'],
    ['Paris', 'City', 'fr-paris'],
    ['Rabat', 'City', 'ma-rabat'],
    ['Norfolk', 'City', 'us-norfolk'],
    ['شبكة المدن القوية', 'Network', 'strong-cities-network'],
    // Words of a longer name, in any language.
    ['global covenant', 'Network', 'gcom'],
    ['rainbow', 'Network', 'rcn'],
    ['communal', 'Association', 'ampcc'],
  ])('for %s finds the %s %s first', async (query, type, slug) => {
    const { search } = await answer(
      db,
      `{ search(query: "${query}", first: 1) { nodes { __typename ... on City { slug } ... on Organization { slug } } } }`,
    );
    expect(search.nodes).toEqual([{ __typename: type, slug: expect.stringContaining(slug) }]);
  });

  it('puts an organisation with the word in its name among towns of that very name, behind the large and before the small', async () => {
    const [id, source] = [randomUUID(), sql`(SELECT min(id::text)::uuid FROM source)`];
    const name = 'Réseau associatif de développement durable des oasis';
    await db.rows(sql`
      WITH network AS (INSERT INTO actor (id, kind, name, folded) VALUES (${id}, 'NETWORK', ${name}, ${fold(name)})),
        record AS (INSERT INTO organization (id, kind, slug, scope, source_id) VALUES (${id}, 'NETWORK', 'raddo', 'REGIONAL', ${source})),
        known AS (INSERT INTO fact (id, kind) VALUES (${id}, 'Name')),
        cited AS (INSERT INTO citation (id, fact_id, version_id, source_id) VALUES (gen_random_uuid(), ${id}, ${id}, ${source}))
      INSERT INTO actor_name (version_id, id, actor_id, value, folded, language, kind, confidence)
      VALUES (${id}, ${id}, ${id}, ${name}, ${fold(name)}, 'fr', 'OFFICIAL', 0.9)`);
    const first = async (query: string) =>
      (await answer(db, `{ search(query: "${query}", first: 2) { nodes { ... on City { slug } ... on Network { slug } } } }`)).search.nodes;
    expect(await first('oasis')).toEqual([{ slug: 'raddo' }, { slug: 'us-oasis' }]);
    await db.rows(sql`UPDATE city SET population = 50000 WHERE slug = 'us-oasis'`);
    expect(await first('Oasis')).toEqual([{ slug: 'us-oasis' }, { slug: 'raddo' }]);
  });

  it('puts the person of that very name before places that sound alike', async () => {
    const { search } = await answer(db, '{ search(query: "Mounir Laymouri", first: 1) { edges { matched node { __typename } } } }');
    expect(search.edges).toEqual([{ matched: 'Mounir Laymouri', node: { __typename: 'Person' } }]);
  });

  it('for one sign finds names that begin with it', async () => {
    const { search } = await answer(db, '{ search(query: "東", first: 5) { totalCount } }');
    expect(search.totalCount).toBeGreaterThan(0);
  });

  it('for nothing in particular finds nothing', async () => {
    expect((await answer(db, '{ search(query: "tangier", types: []) { totalCount nodes { __typename } } }')).search).toEqual({
      totalCount: 0,
      nodes: [],
    });
  });
});

describe('Odd input', () => {
  const pastEnd = Buffer.from(JSON.stringify(['2024-99-99', '00000000-0000-4000-8000-000000000000'])).toString('base64url');

  it.each([
    ['a text with U+0000', '{ city(slug: "\\u0000") { id } }'],
    ['a region by a code with U+0000', '{ region(code: "a\\u0000") { id } }'],
    ['the year zero', '{ stats(asOf: "0000-01-01") { cities } }'],
    ['an empty id', '{ association(id: "") { id } }'],
    ['two identifiers', '{ city(slug: "ma-tangier", unlocode: "MATNG") { id } }'],
    ['a cursor with a day that is none', `{ memberships(after: "${pastEnd}") { nodes { id } } }`],
    ['a filter of signs only', '{ collaborations(where: { text: "%" }) { totalCount } }'],
    ['a name of signs only', '{ cities(where: { name: { startsWith: "---" } }) { totalCount } }'],
    ['a part of a name too short for an index', '{ cities(where: { name: { contains: "a" } }) { totalCount } }'],
    ['a range upside down', '{ memberships(where: { validFrom: { from: "2024-09-01", to: "2024-03-01" } }) { totalCount } }'],
    ['a region nobody knows', '{ cities(where: { region: ["MENA"] }) { totalCount } }'],
    ['a theme nobody knows', '{ collaborations(where: { theme: ["climat"] }) { totalCount } }'],
    ['a type nobody knows', '{ changes(entityTypes: ["Member"]) { totalCount } }'],
    ['a sequence that is none', '{ changes(after: "-1") { totalCount } }'],
    ['a circle as large as the world', '{ cities(where: { near: { latitude: 0, longitude: 0, kilometres: 20000 } }) { totalCount } }'],
    ['an id of nothing', '{ memberships(where: { memberId: { eq: "Tangier" } }) { totalCount } }'],
    ['a number for a GeoNames id that is none', '{ city(geonamesId: "tangier") { id } }'],
  ])('%s is refused with a reason', async (_, query) => {
    const { errors } = await ask(db, query);
    const [error] = errors ?? [];
    const code = (error?.originalError as { code?: string } | undefined)?.code ?? error?.message;
    expect(['BAD_USER_INPUT', expect.stringContaining('cannot represent')]).toContainEqual(code);
  });

  it.each([
    ['sureness beyond all measure', '{ memberships(where: { minConfidence: 1e300 }) { totalCount } }'],
    ['the least sureness', '{ memberships(where: { minConfidence: 1e-300 }) { totalCount } }'],
    ['a long name', `{ cities(where: { name: { eq: "${'é'.repeat(5000)}" } }) { totalCount } }`],
    ['empty lists', '{ memberships(where: { status: [], memberKind: [], memberCountry: [], memberRegion: [] }) { totalCount } }'],
    ['the last day there is', '{ memberships(asOf: "9999-12-31") { totalCount } }'],
    ['an id of another type', '{ node(id: "X19kZWZpbmVHZXR0ZXJfXzowMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDA") { id } }'],
  ])('%s is answered', async (_, query) => {
    expect((await ask(db, query)).errors).toBeUndefined();
  });
});

describe('The two clocks', () => {
  it('count 100 Resilient Cities while it lasted, and list its members as expired since', async () => {
    const { network } = await answer(
      db,
      '{ network(slug: "100rc") { earlier: memberCount(asOf: "2016-12-31") now: memberCount members(where: { status: [EXPIRED] }) { totalCount } } }',
    );
    expect(network.now).toBe(0);
    expect(network.earlier).toBeGreaterThan(80);
    expect(network.members.totalCount).toBeGreaterThanOrEqual(network.earlier);
  });

  it('find what was recorded at the very moment it was recorded, and nothing before', async () => {
    const { network } = await answer(db, '{ network(slug: "100rc") { members(first: 1) { totalCount nodes { recordedAt } } } }');
    const at = network.members.nodes[0].recordedAt as Date;
    const before = new Date(at.getTime() - 1);
    const known = await answer(
      db,
      `{ network(slug: "100rc") { at: members(knownAt: "${at.toISOString()}") { totalCount } before: members(knownAt: "${before.toISOString()}") { totalCount } } }`,
    );
    expect(known.network.at.totalCount).toBe(network.members.totalCount);
    expect(known.network.before.totalCount).toBe(0);
  });
});

describe('The feed', () => {
  it('tells what concerns an organisation: names, roster, steps, offices, tiers and what they give', async () => {
    const { network } = await answer(db, '{ network(slug: "strong-cities-network") { id } }');
    const types = new Set<string>();
    for (let after = ''; ; ) {
      const { changes } = await answer(
        db,
        `{ changes(organizationId: "${network.id}", after: "${after}") { nodes { entityType } pageInfo { hasNextPage endCursor } } }`,
      );
      for (const change of changes.nodes) types.add(change.entityType);
      after = changes.pageInfo.endCursor;
      if (!changes.pageInfo.hasNextPage) break;
    }
    for (const type of [
      'Network',
      'Name',
      'Membership',
      'MembershipTransition',
      'MembershipTier',
      'TierBenefit',
      'Mandate',
      'Participation',
      'Resource',
      'ReportedFigure',
    ])
      expect([...types]).toContain(type);
  });

  it('keeps the place of a reader who is at its end', async () => {
    const { hub } = await answer(db, '{ hub { dataVersion } }');
    const { changes } = await answer(
      db,
      `{ changes(after: "${hub.dataVersion}") { nodes { sequence } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(changes).toEqual({ nodes: [], pageInfo: { hasNextPage: false, endCursor: hub.dataVersion } });
  });

  it('speaks of fields, not of columns', async () => {
    const { changes } = await answer(
      db,
      '{ changes(entityTypes: ["Membership"], first: 1) { nodes { fields after entity { __typename } } } }',
    );
    expect(changes.nodes[0].fields).toContain('memberId');
    expect(Object.keys(changes.nodes[0].after).join()).not.toMatch(/_/);
  });
});
