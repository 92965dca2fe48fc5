import { sql } from '../../../src/platform/sql';
import { CITED, type Partners, partners } from '../../kit/partners';

let hub: Partners;
let keys: { network: string; stranger: string; curator: string };
beforeAll(async () => {
  hub = await partners();
  const [network, stranger, curator] = [
    await hub.key(0, 'PARTNER_EDITOR'),
    await hub.key(2, 'PARTNER_ADMIN'),
    await hub.key(null, 'CURATOR'),
  ];
  keys = { network, stranger, curator };
});
afterAll(() => hub.close());

const SHOWN = `organization { id slug acronym website updatedAt ar: name(language: "ar") en: name(language: "en")
  ... on Network { scope foundedOn wikidataId seat { id } themes { id } } ... on Institution { kind } }
  userErrors { code field message }`;
const RECORD = `mutation ($input: OrganizationInput!) { recordOrganization(input: $input) { ${SHOWN} } }`;
const UPDATE = `mutation ($input: OrganizationUpdateInput!) { updateOrganization(input: $input) { ${SHOWN} } }`;

const name = (en: string) => [{ language: 'en', value: en }];
const record = (input: object, key = keys.curator) =>
  hub.write(key, RECORD, { input: { kind: 'NETWORK', scope: 'REGIONAL', citations: CITED, ...input } });
const update = (key: string, input: object) => hub.write(key, UPDATE, { input: { id: hub.organization(0), citations: CITED, ...input } });
const feedOf = (sequence: string) =>
  hub.db.rows<{ kind: string; type: string; fields: string[] }>(sql`
    SELECT kind, entity_type AS type, fields FROM change WHERE sequence > ${sequence}::bigint ORDER BY sequence`);
const last = async () => (await hub.db.rows<{ last: string }>(sql`SELECT last FROM change_counter`))[0]!.last;

describe('Recording an organisation', () => {
  it('keeps what is said of it, in every language, and it can be found, matched and joined at once', async () => {
    const { organization, userErrors } = await record({
      ...{
        name: [...name('Network of River Ports'), { language: 'ar', value: 'شبكة الموانئ النهرية' }],
        acronym: 'NRP',
        seatId: hub.city(0),
      },
      ...{ foundedOn: '2013-05', website: 'https://rivers.example', wikidataId: 'Q900001' },
    });
    expect(userErrors).toEqual([]);
    expect(organization).toMatchObject({
      ...{ slug: 'network-of-river-ports', acronym: 'NRP', ar: 'شبكة الموانئ النهرية', scope: 'REGIONAL', foundedOn: '2013-05' },
      seat: { id: hub.city(0) },
    });
    const { id } = organization;
    const { membership } = await hub.write(
      keys.curator,
      'mutation ($input: MembershipInput!) { recordMembership(input: $input) { membership { id } userErrors { message } } }',
      { input: { memberId: hub.city(1), organizationId: id, status: 'ACTIVE', citations: CITED } },
    );
    expect(membership).not.toBeNull();
    const { data } = await hub.send(
      undefined,
      '{ network(wikidataId: "Q900001") { id memberCount } search(query: "river ports", first: 3) { nodes { ... on Network { id } } } }',
    );
    expect(data.network).toEqual({ id, memberCount: 1 });
    expect(data.search.nodes[0]).toEqual({ id });
  });

  it('makes a slug of names in any script, or asks for one', async () => {
    expect((await record({ name: [{ language: 'fr', value: 'Réseau des Îles' }] })).organization.slug).toBe('reseau-des-iles');
    const arabic = [{ language: 'ar', value: 'شبكة الواحات' }];
    expect((await record({ name: arabic })).userErrors).toMatchObject([{ code: 'BLANK', field: ['input', 'slug'] }]);
    expect((await record({ name: arabic, slug: 'oases' })).organization).toMatchObject({ slug: 'oases', en: 'شبكة الواحات' });
  });

  it('that is there already is refused with its id, also when two send it at once', async () => {
    const both = await Promise.all([
      record({ name: name('Mountain Towns') }),
      record({ name: name('Mountain  TOWNS'), slug: 'mountains' }),
    ]);
    const [made] = both.flatMap(({ organization }) => organization ?? []);
    expect(both.filter(({ organization }) => organization)).toHaveLength(1);
    const [refusal] = both.flatMap(({ userErrors }) => userErrors);
    expect(refusal).toMatchObject({ code: 'TAKEN' });
    expect(refusal.message).toContain(made.id);
    const again = await record({ name: name('Another'), slug: made.slug });
    expect(again.userErrors).toMatchObject([{ code: 'TAKEN', field: ['input', 'slug'] }]);
  });

  it.each([
    ['BLANK', ['scope'], { scope: null }],
    ['BLANK', ['institutionKind'], { kind: 'INSTITUTION' }],
    ['INVALID', ['institutionKind'], { institutionKind: 'NGO' }],
    ['INVALID', ['kind'], { kind: 'CITY' }],
    ['INVALID', ['slug'], { slug: 'Not A Slug' }],
    ['INVALID', ['wikidataId'], { wikidataId: 'P31' }],
    ['NOT_FOUND', ['country'], { country: 'XX' }],
    ['NOT_FOUND', ['seatId'], { seatId: 'bm90aGluZw' }],
    ['BLANK', ['name'], { name: [] }],
    ['SOURCE_REQUIRED', ['citations'], { citations: [] }],
  ])('is refused: %s at %j', async (code, field, wrong) => {
    const { organization, userErrors } = await record({ name: name('Never recorded'), ...wrong });
    expect(organization).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: ['input', ...field] }]);
  });

  it('is for curators', async () => {
    expect(await record({ name: name('Mine') }, keys.network)).toBe('FORBIDDEN');
  });
});

describe('Updating an organisation', () => {
  it('changes what is given, leaves what is not, and tells the feed what was there before', async () => {
    await update(keys.network, { acronym: 'OLD', foundedOn: '1999', website: 'https://old.example' });
    const before = await last();
    const { organization, userErrors } = await update(keys.network, {
      name: [{ language: 'ar', value: 'شبكة' }],
      acronym: 'NEW',
      foundedOn: null,
    });
    expect(userErrors).toEqual([]);
    expect(organization).toMatchObject({
      acronym: 'NEW',
      ar: 'شبكة',
      foundedOn: null,
      website: 'https://old.example',
      scope: expect.any(String),
    });
    const changes = await feedOf(before);
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'CREATED', type: 'Name' }));
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'UPDATED', type: 'Name', fields: ['value'] }));
    expect(changes).toContainEqual({ kind: 'UPDATED', type: 'Network', fields: ['acronym', 'founded_on'] });
  });

  it('of one without an English name changes what it is listed as, too', async () => {
    const { organization } = await record({
      name: [
        { language: 'fr', value: 'Réseau des Ponts' },
        { language: 'es', value: 'Red de Puentes' },
      ],
    });
    const renamed = async (language: string, value: string) =>
      (await update(keys.curator, { id: organization.id, name: [{ language, value }] })).organization.en;
    expect(organization.en).toBe('Réseau des Ponts');
    expect(await renamed('fr', 'Réseau des Ponts et Passerelles')).toBe('Réseau des Ponts et Passerelles');
    expect(await renamed('es', 'Red de Puentes y Pasarelas')).toBe('Réseau des Ponts et Passerelles');
    expect(await renamed('en', 'Network of Bridges')).toBe('Network of Bridges');
    expect(await renamed('fr', 'Réseau des Ponts')).toBe('Network of Bridges');
  });

  it('that says nothing new changes nothing', async () => {
    await update(keys.network, { acronym: 'SAME', name: name('The Same') });
    const before = await last();
    expect((await update(keys.network, { acronym: 'SAME', name: name('The Same') })).userErrors).toEqual([]);
    expect(await feedOf(before)).toEqual([]);
  });

  it('an acronym that is given up is no name any more', async () => {
    await update(keys.network, { acronym: 'GONE' });
    await update(keys.network, { acronym: null });
    const names = await hub.db.rows(sql`
      SELECT FROM actor_name WHERE actor_id = ${hub.organizationUuid(0)} AND kind = 'ACRONYM' AND superseded_at = 'infinity'`);
    expect(names).toEqual([]);
  });

  it('of two editors who saw the same, the second is told, and nothing of the first is lost', async () => {
    const { organization } = await update(keys.network, { acronym: 'SEEN' });
    const both = await Promise.all(
      ['ONE', 'TWO'].map((acronym) => update(keys.network, { acronym, expectedUpdatedAt: organization.updatedAt })),
    );
    const [kept] = both.flatMap((answer) => answer.organization ?? []);
    expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([
      { code: 'VERSION_CONFLICT', field: ['input', 'expectedUpdatedAt'] },
    ]);
    const { data } = await hub.send(undefined, `{ node(id: "${hub.organization(0)}") { ... on Network { acronym updatedAt } } }`);
    expect(data.node).toEqual({ acronym: kept.acronym, updatedAt: kept.updatedAt });
    // Names count as well, although they are facts of their own.
    await update(keys.network, { name: name('Renamed') });
    const late = await update(keys.network, { website: 'https://late.example', expectedUpdatedAt: kept.updatedAt });
    expect(late.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  });

  it.each([
    ['BLANK', ['scope'], { scope: null }],
    ['INVALID', ['institutionKind'], { institutionKind: 'NGO' }],
    ['BLANK', ['acronym'], { acronym: ' ' }],
    ['TAKEN', ['wikidataId'], { wikidataId: 'Q900001' }],
    ['NOT_FOUND', ['themeIds', '0'], { themeIds: ['no-such-theme'] }],
    ['SOURCE_REQUIRED', ['citations'], { citations: [] }],
  ])('is refused: %s at %j', async (code, field, wrong) => {
    const { organization, userErrors } = await update(keys.network, wrong);
    expect(organization).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: ['input', ...field] }]);
  });

  it('is for its own people and for curators', async () => {
    expect(await update(keys.stranger, { acronym: 'HA' })).toBe('FORBIDDEN');
    expect((await update(keys.curator, { acronym: 'CUR' })).userErrors).toEqual([]);
    expect(await update(keys.curator, { id: hub.city(0) })).toMatchObject({ organization: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });
});
