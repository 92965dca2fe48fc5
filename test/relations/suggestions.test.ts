import fc from 'fast-check';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { answer, ask, type Data } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { loadedWorld } from '../kit/world';
import { anySpans, anyTies, CITIES, newField, ORGANIZATIONS, recordSpans, recordTies, type SpanGiven, type TieGiven } from './field';

const CITIES_OF_FIELD = Array.from({ length: CITIES }, (_, city) => city);
/** Every second organisation is a network; the first one invites. */
const NETWORKS = Array.from({ length: ORGANIZATIONS }, (_, at) => CITIES + at).filter((at) => (at - CITIES) % 2 === 0);
const [INVITING] = NETWORKS as [number, ...number[]];

/** What is so today, when all that ends has ended. */
function factsOf(spans: readonly SpanGiven[], ties: readonly TieGiven[]) {
  const rosters = new Map(NETWORKS.map((network) => [network, new Set<number>()]));
  for (const { member, organization, status, to } of spans) if (status === 'ACTIVE' && to === null) rosters.get(organization)?.add(member);
  const networksOf = (actor: number, but?: number) => NETWORKS.filter((network) => network !== but && rosters.get(network)!.has(actor));
  const twinned = ties.filter(({ kind, status, to }) => kind === 'TWINNING' && status === 'ONGOING' && to === null);
  const met = ties.filter(
    ({ kind, status }) => ['EVENT', 'JOINT_PROJECT', 'AGREEMENT'].includes(kind) && ['ONGOING', 'LAPSED'].includes(status),
  );
  const areTied = (some: readonly TieGiven[], one: number, other: number) =>
    one !== other && some.some(({ actors }) => actors.includes(one) && actors.includes(other));
  return {
    rosters,
    networksOf,
    areTwins: (one: number, other: number) => areTied(twinned, one, other),
    haveMet: (one: number, other: number) => areTied(met, one, other),
  };
}

function standing(spans: readonly SpanGiven[], city: number): 'CURRENT' | 'FORMER' | null {
  const own = spans.filter(({ member, organization }) => member === city && organization === INVITING);
  if (own.length === 0) return null;
  return own.some(({ to, status }) => to === null && status !== 'EXPIRED') ? 'CURRENT' : 'FORMER';
}

describe('Suggestions in any field', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await migratedDatabase();
  }, 60_000);
  afterAll(() => db.close());

  it('whom to invite: never who is in or on the way in, best first, introduced by members', async () => {
    await fc.assert(
      fc.asyncProperty(anySpans, anyTies, fc.boolean(), async (spans, ties, includeFormer) => {
        const field = await newField(db);
        await recordSpans(db, field, spans);
        await recordTies(db, field, ties);
        const { rosters, networksOf, areTwins, haveMet } = factsOf(spans, ties);
        const members = rosters.get(INVITING)!;
        const share = (network: number) => {
          const roster = [...rosters.get(network)!];
          return roster.length === 0 ? 0 : roster.filter((one) => members.has(one)).length / roster.length;
        };
        const expected = new Map<string, number>();
        for (const city of CITIES_OF_FIELD) {
          const stands = standing(spans, city);
          if (stands === 'CURRENT' || (stands === 'FORMER' && !includeFormer)) continue;
          const close = networksOf(city, INVITING).filter((network) => share(network) > 0);
          const isTwin = [...members].some((member) => areTwins(member, city));
          if (close.length === 0 && !isTwin && !haveMet(city, INVITING)) continue;
          const apart = close.reduce((product, network) => product * (1 - share(network)), 1);
          expected.set(
            globalId('City', field.actors[city]!),
            0.6 * (1 - apart) + 0.25 * Number(haveMet(city, INVITING)) + 0.15 * Number(isTwin),
          );
        }
        const { node } = await answer(
          db,
          `query ($id: ID!, $former: Boolean) { node(id: $id) { ... on Network { invitationCandidates(includeFormer: $former) {
            totalCount edges { score reasons node { id } introducers(first: 10) { length steps { from { id } to { id } } } } } } } }`,
          { variables: { id: globalId('Network', field.actors[INVITING]!), former: includeFormer } },
        );
        const { totalCount, edges } = node.invitationCandidates;
        expect(totalCount).toBe(expected.size);
        expect(edges.map((edge: Data) => edge.node.id).sort()).toEqual([...expected.keys()].sort());
        const memberIds = [...members].map((member) => field.actors[member]!);
        for (const { score, node: city, reasons, introducers } of edges) {
          expect(score).toBeCloseTo(expected.get(city.id)!, 5);
          expect(reasons.length).toBeGreaterThan(0);
          const from = introducers.map(({ steps }: Data) => Buffer.from(steps[0].from.id, 'base64url').toString().split(':')[1]);
          expect(new Set(from).size).toBe(from.length);
          for (const one of from) expect(memberIds).toContain(one);
          for (const { steps } of introducers) expect(steps.at(-1).to.id).toBe(city.id);
        }
        const scores = edges.map(({ score }: Data) => score);
        expect(scores).toEqual([...scores].sort((left, right) => right - left));
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('who is like a city, and what it could join as they did', async () => {
    await fc.assert(
      fc.asyncProperty(anySpans, anyTies, async (spans, ties) => {
        const field = await newField(db);
        await recordSpans(db, field, spans);
        await recordTies(db, field, ties);
        const { networksOf, areTwins, rosters } = factsOf(spans, ties);
        const people = (city: number) => (city % 3 ? 1000 * city : null);
        const [own, ...others] = CITIES_OF_FIELD as [number, ...number[]];
        const expected = new Map<number, number>();
        for (const city of others) {
          const shared = networksOf(own).filter((network) => networksOf(city).includes(network)).length;
          const either = new Set([...networksOf(own), ...networksOf(city)]).size;
          const isOfCountry = city % 2 === own % 2;
          if (shared === 0 && !areTwins(own, city) && !(isOfCountry && networksOf(city).length > 0)) continue;
          const [a, b] = [people(own), people(city)];
          const isOfSize = a !== null && b !== null && Math.max(a, b) <= 2 * Math.min(a, b);
          expected.set(
            city,
            (either === 0 ? 0 : (0.6 * shared) / either) +
              0.2 * Number(areTwins(own, city)) +
              0.1 * (Number(isOfSize) + Number(isOfCountry)),
          );
        }
        const { node } = await answer(
          db,
          `query ($id: ID!) { node(id: $id) { ... on City {
            peers { totalCount edges { score reasons sharedNetworks { id } sharedThemes { code } node { id } } }
            suggestedNetworks { edges { score similarMembers reasons node { id } } } } } }`,
          { variables: { id: globalId('City', field.actors[own]!) } },
        );
        const told = node.peers.edges.map(({ node: city, score }: Data) => [city.id, score]);
        const wanted = [...expected].map(([city, score]) => [globalId('City', field.actors[city]!), Math.round(score * 1e6) / 1e6]);
        expect(told.sort()).toEqual(wanted.sort());
        expect(node.peers.totalCount).toBe(expected.size);
        const had = spans.filter(({ member }) => member === own).map(({ organization }) => organization);
        const all = [...expected.values()].reduce((sum, score) => sum + score, 0);
        const open = NETWORKS.filter((network) => !had.includes(network)).flatMap((network) => {
          const similar = [...expected].filter(([city]) => rosters.get(network)!.has(city));
          if (similar.length === 0) return [];
          return [
            {
              id: globalId('Network', field.actors[network]!),
              similar: similar.length,
              score: similar.reduce((sum, [, score]) => sum + score, 0),
            },
          ];
        });
        const suggested = node.suggestedNetworks.edges;
        expect(suggested.map((edge: Data) => [edge.node.id, edge.similarMembers]).sort()).toEqual(
          open.map(({ id, similar }) => [id, similar]).sort(),
        );
        for (const { node: network, score } of suggested)
          expect(score).toBeCloseTo((open.find(({ id }) => id === network.id)!.score || 0) / (all || 1), 4);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

describe('Suggestions in the default world', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await loadedWorld();
  }, 120_000);
  afterAll(() => db.close());

  it('say why in the four languages of the hub, and page', async () => {
    const query = `query ($after: String) { city(slug: "ma-tangier") {
      peers(first: 3, after: $after) { pageInfo { endCursor hasNextPage } edges { node { slug } sharedNetworks { name } sharedThemes { code } en: reasons(language: "en") fr: reasons(language: "fr") es: reasons(language: "es") ar: reasons(language: "ar") } }
      suggestedNetworks(first: 3) { edges { node { slug } score en: reasons(language: "en") ar: reasons(language: "ar") } } } }`;
    const { city } = await answer(db, query);
    expect(city.peers.edges).toHaveLength(3);
    for (const { en, fr, es, ar, sharedNetworks } of city.peers.edges) {
      expect(new Set([en.length, fr.length, es.length, ar.length]).size).toBe(1);
      expect(sharedNetworks.length === 0 || /^Networks in common: ./.test(en[0])).toBe(true);
      expect(new Set([en[0], fr[0], es[0], ar[0]]).size).toBe(4);
      for (const reason of [...en, ...fr, ...es, ...ar]) expect(reason).not.toMatch(/[{}]/);
    }
    expect(city.suggestedNetworks.edges.length).toBeGreaterThan(0);
    const next = (await answer(db, query, { variables: { after: city.peers.pageInfo.endCursor } })).city.peers.edges;
    const slugs = [...city.peers.edges, ...next].map(({ node }: Data) => node.slug);
    expect(new Set(slugs).size).toBe(6);
  });

  it('whom Strong Cities could invite in Morocco, and who would introduce it; in as many statements for many as for one', async () => {
    const asked = (first: number) =>
      ask(
        db,
        `{ network(slug: "strong-cities-network") { invitationCandidates(first: ${first}, where: { country: ["MA"] }) { totalCount
          edges { score reasons node { slug memberships(where: { status: [ACTIVE] }) { nodes { organization { slug } } } } introducers(first: 2) { explanation } } } } }`,
      );
    const [many, one] = [await asked(20), await asked(1)];
    expect(many.errors).toBeUndefined();
    const { edges } = many.data.network.invitationCandidates;
    expect(edges.length).toBeGreaterThan(2);
    for (const { node } of edges) {
      expect(node.slug).toMatch(/^ma-/);
      expect(node.memberships.nodes.map(({ organization }: Data) => organization.slug)).not.toContain('strong-cities-network');
    }
    expect(edges.some(({ introducers }: Data) => introducers.length > 0)).toBe(true);
    expect(many.statements).toBeLessThanOrEqual(one.statements + 1);
    const refused = await ask(
      db,
      '{ network(slug: "strong-cities-network") { invitationCandidates { edges { introducers(first: 11) { length } } } } }',
    );
    expect(refused.errors?.[0]?.message).toBe('"first" takes 1 to 10, not 11.');
  });
});
