import type { Caller } from '../../src/access/caller';
import { transitionMembership } from '../../src/catalog/membership/transition-membership';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { answer, type Data } from '../kit/ask';
import { loadedWorld } from '../kit/world';
import { written } from '../relations/field';

const CURATOR: Caller = { keyId: null, name: 'A curator', role: 'CURATOR', scopes: [], organizationId: null };
const ARTICLE = [{ url: 'https://example.org/accepted', title: 'It accepts', kind: 'NEWS_ARTICLE' as const, publishedOn: '2026-03-02' }];

let db: HubDatabase;
let ids: Data;
beforeAll(async () => {
  db = await loadedWorld();
  ids = await answer(
    db,
    `{ tetouan: city(slug: "ma-tetouan") { id } tangier: city(slug: "ma-tangier") { id }
       association(slug: "ampcc") { id memberships(where: { status: [INVITED] }) { nodes { id } } }
       network(slug: "strong-cities-network") { id publishedResources(where: { text: "partner platform" }) { nodes { id } } } }`,
  );
}, 120_000);
afterAll(() => db.close());

const access = () =>
  answer(
    db,
    `{ resourceAccess(actorId: "${ids.tetouan.id}", resourceId: "${ids.network.publishedResources.nodes[0].id}") {
      level missing rule { audience onwardSharing tier { code } } chain { length steps { from { name } relation(language: "en") to { name } link { __typename } } }
      en: explanation(language: "en") fr: explanation(language: "fr") es: explanation(language: "es") ar: explanation(language: "ar") } }`,
  ).then((data) => data.resourceAccess);

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

describe('Tetouan and the tools for Friends of Strong Cities', () => {
  it('cannot use them while AMPCC is only invited, and hears why', async () => {
    const { level, missing, chain, rule, en } = await access();
    expect({ level, chain, rule }).toEqual({ level: 'NONE', chain: null, rule: null });
    expect(missing.map(plain)).toEqual([
      'Moroccan Association of Presidents of Communal Councils has not yet accepted the invitation of Strong Cities Network',
    ]);
    expect(plain(en)).toContain('does not reach Friend of Strong Cities partner platform now');
  });

  it('may use them through AMPCC once it accepts, and not on a day before', async () => {
    const [before] = [
      await answer(db, `{ resources(where: { text: "partner platform" }) { nodes { reach { directCities viaChainCities } } } }`),
    ];
    expect(before.resources.nodes[0].reach).toEqual({ directCities: 0, viaChainCities: 0 });
    const membershipId = ids.association.memberships.nodes[0].id;
    const step = { membershipId, to: 'ACTIVE' as const, on: '2026-03-01', citations: ARTICLE };
    expect(await written(db, (tx) => transitionMembership(tx, CURATOR, step))).toMatchObject({ userErrors: [] });

    const { level, missing, chain, rule, ...explained } = await access();
    expect({ level, missing, rule }).toEqual({
      level: 'VIA_CHAIN',
      missing: [],
      rule: { audience: 'TIER', onwardSharing: 'OWN_MEMBERS', tier: { code: 'friend' } },
    });
    expect(chain.steps).toMatchObject([
      {
        from: { name: 'Tetouan' },
        relation: 'is a member of',
        to: { name: expect.stringContaining('Moroccan') },
        link: { __typename: 'Membership' },
      },
      { relation: 'is a partner of', to: { name: 'Strong Cities Network' } },
    ]);
    expect(plain(explained.en)).toBe(
      'Tetouan reaches Friend of Strong Cities partner platform because it belongs to Moroccan Association of Presidents of Communal Councils, which is Friend of Strong Cities of Strong Cities Network and may share with its members.',
    );
    expect(plain(explained.fr)).toContain('Association marocaine des présidents des conseils communaux, au titre de Ami de Strong Cities');
    expect(plain(explained.es)).toContain('por su condición de Amigo de Strong Cities');
    expect(plain(explained.ar)).toContain(
      'بفضل العضوية في الجمعية المغربية لرؤساء مجالس الجماعات، ولها صفة صديقة للمدن القوية لدى شبكة المدن القوية',
    );
    expect(explained.ar.match(/\u2068/g)).toHaveLength(5);

    const { city } = await answer(
      db,
      `{ city(slug: "ma-tetouan") { accessibleResources(where: { level: [VIA_CHAIN] }, language: "fr") { totalCount nodes { level explanation resource { title(language: "fr") } } } } }`,
    );
    expect(city.accessibleResources).toMatchObject({
      totalCount: 1,
      nodes: [{ level: 'VIA_CHAIN', resource: { title: expect.stringContaining('Plateforme') } }],
    });
    expect(plain(city.accessibleResources.nodes[0].explanation)).toMatch(/^Tétouan a accès à/);
    const { association } = await answer(
      db,
      '{ association(slug: "ampcc") { shareableResources { totalCount nodes { level resource { title } } } } }',
    );
    expect(association.shareableResources).toMatchObject({ totalCount: 1, nodes: [{ level: 'DIRECT' }] });
    const { reach, accessFor } = (
      await answer(
        db,
        `{ resources(where: { text: "partner platform" }) { nodes { reach { publicAccess directCities viaChainCities byCountry { count country { isoAlpha2 } } } accessFor(actorId: "${ids.tetouan.id}", asOf: "2026-02-28") { level missing } } } }`,
      )
    ).resources.nodes[0];
    expect(accessFor.level).toBe('NONE');
    expect(reach).toMatchObject({ publicAccess: false, directCities: 0 });
    expect(reach.byCountry[0].country.isoAlpha2).toBe('MA');
    expect(reach.viaChainCities).toBeGreaterThan(20);
  });

  it('leaves the life of the membership as it was: invited, then active, each with its sources', async () => {
    const { node } = await answer(
      db,
      `{ node(id: "${ids.association.memberships.nodes[0].id}") { ... on Membership { status validFrom sources { source { kind } } transitions { from to on sources { source { kind } } } } } }`,
    );
    expect(node).toMatchObject({ status: 'ACTIVE', validFrom: '2026-03-01', sources: [{ source: { kind: 'NEWS_ARTICLE' } }] });
    expect(node.transitions.map(({ to }: { to: string }) => to)).toEqual(['INVITED', 'ACTIVE']);
    const { association } = await answer(
      db,
      '{ association(slug: "ampcc") { memberships(asOf: "2025-01-01", where: { status: [INVITED] }) { nodes { validTo } } } }',
    );
    expect(association.memberships.nodes).toEqual([{ validTo: '2026-02-28' }]);
  });

  it.each([
    [{ to: 'INVITED' as const }, 'STATUS_TRANSITION_NOT_ALLOWED', 'to'],
    [{ to: 'WITHDRAWN' as const, on: '2026' }, 'PERIOD_INVALID', 'on'],
    [{ to: 'WITHDRAWN' as const, citations: [] }, 'SOURCE_REQUIRED', 'citations'],
    [
      { to: 'WITHDRAWN' as const, membershipId: globalId('Membership', '00000000-0000-4000-8000-000000000000') },
      'NOT_FOUND',
      'membershipId',
    ],
  ])('is not taken further by %j', async (wrong, code, field) => {
    const step = { membershipId: ids.association.memberships.nodes[0].id, on: '2026-05', citations: ARTICLE, ...wrong };
    const before = await db.rows(sql`SELECT last FROM change_counter`);
    const { userErrors } = await written(db, (tx) => transitionMembership(tx, CURATOR, step));
    expect(userErrors).toMatchObject([{ code, field: ['input', field] }]);
    expect(await db.rows(sql`SELECT last FROM change_counter`)).toEqual(before);
  });
});
