import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isLeafType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { HubDatabase } from '../../src/platform/database';
import { answer, ask, type Data, testSchema } from '../kit/ask';
import { loadedWorld } from '../kit/world';

let db: HubDatabase;
beforeAll(async () => {
  db = await loadedWorld();
}, 120_000);
afterAll(() => db.close());

/** A field with some of what it shows; undefined when it cannot be asked for without arguments. */
function selected({ name, type, args }: GraphQLField<unknown, unknown>): string | undefined {
  if (args.some(isRequiredArgument)) return undefined;
  const shown = getNamedType(type);
  if (!isCompositeType(shown)) return name;
  const fields = isUnionType(shown) ? [] : Object.values(shown.getFields());
  const plain = fields.filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument));
  return `${name} { ${['__typename', ...plain.map((field) => field.name)].join(' ')} }`;
}

const SCN = 'network(slug: "strong-cities-network")';
/** Where the object is in an answer: each query shows one. */
const WAYS: [type: string, query: string, at: (data: Data) => Data][] = [
  ['City', 'city(slug: "ma-tangier") FIELDS', (data) => data.city],
  ['City', 'city(geonamesId: 2530335) FIELDS', (data) => data.city],
  ['City', 'cities(first: 1) { nodes FIELDS }', (data) => data.cities.nodes[0]],
  ['City', 'cities(first: 1) { edges { node FIELDS } }', (data) => data.cities.edges[0].node],
  ['City', 'search(query: "Tangier", types: [CITY], first: 1) { nodes FIELDS }', (data) => data.search.nodes[0]],
  ['City', 'institution(slug: "iij") { seat FIELDS }', (data) => data.institution.seat],
  [
    'City',
    `${SCN} { members(first: 1, where: { memberKind: [CITY] }) { nodes { member FIELDS } } }`,
    (data) => data.network.members.nodes[0].member,
  ],
  ['Country', 'country(isoAlpha2: "MA") FIELDS', (data) => data.country],
  ['Country', 'city(slug: "ma-tangier") { country FIELDS }', (data) => data.city.country],
  ['Country', 'countries(first: 1) { nodes FIELDS }', (data) => data.countries.nodes[0]],
  ['Network', `${SCN} FIELDS`, (data) => data.network],
  ['Network', 'organization(slug: "strong-cities-network") FIELDS', (data) => data.organization],
  ['Network', 'networks(first: 1) { nodes FIELDS }', (data) => data.networks.nodes[0]],
  ['Association', 'association(slug: "ampcc") FIELDS', (data) => data.association],
  ['Association', 'associations(first: 1) { edges { node FIELDS } }', (data) => data.associations.edges[0].node],
  ['Membership', `${SCN} { members(first: 1) { nodes FIELDS } }`, (data) => data.network.members.nodes[0]],
  ['Membership', 'memberships(first: 1) { edges { node FIELDS } }', (data) => data.memberships.edges[0].node],
];

describe('Rows are read with no more than what is selected', () => {
  it.each(WAYS)('and a %s shows each field asked for alone as one read whole does: %s', async (type, query, at) => {
    const one = async (selection: string) => {
      const { data, errors } = await ask(db, `{ ${query.replace('FIELDS', `{ ... on ${type} { ${selection} } }`)} }`);
      return { shown: data && at(data), errors: errors?.map(({ message }) => message) };
    };
    const { id } = (await one('id')).shown;
    const fields = Object.values(((await testSchema()).getType(type) as GraphQLObjectType).getFields());
    let told = 0;
    for (const field of fields) {
      const selection = selected(field);
      if (selection === undefined) continue;
      // The field "node" reads rows whole, whatever is selected.
      const { data, errors } = await ask(db, `{ node(id: "${id}") { ... on ${type} { ${selection} } } }`);
      expect(await one(selection)).toEqual({ shown: data?.node, errors: errors?.map(({ message }) => message) });
      if (data?.node && Object.values(data.node)[0] !== null) told += 1;
    }
    expect(told).toBeGreaterThan(5);
  });

  it('also when fragments bring the same field together with others, or in one place more than in the other', async () => {
    const { one, two, three } = await answer(
      db,
      `{
        one: city(slug: "ma-tangier") { ...Placed country { isoAlpha3 } }
        two: city(slug: "ma-tangier") { ...Placed }
        three: city(slug: "ma-tangier") { slug ... on Actor { website } ... @include(if: true) { unlocode } ...Placed country { name } }
      }
      fragment Placed on City { country { isoAlpha2 } coordinates { latitude } }`,
    );
    expect(one).toEqual({ country: { isoAlpha2: 'MA', isoAlpha3: 'MAR' }, coordinates: { latitude: expect.any(Number) } });
    expect(two).toEqual({ country: { isoAlpha2: 'MA' }, coordinates: one.coordinates });
    expect(three).toEqual({ ...two, slug: 'ma-tangier', website: null, unlocode: 'MATNG', country: { isoAlpha2: 'MA', name: 'Morocco' } });
  });

  it('one statement serves whoever asks at once, each with what it shows', async () => {
    const query = (member: string) => `{ ${SCN} { members(first: 3) { nodes { member ${member} organization { name } } } } }`;
    const [narrow, wide] = [await ask(db, query('{ id }')), await ask(db, query('{ id website updatedAt: name }'))];
    expect([narrow.statements, wide.statements]).toEqual([3, 3]);
  });
});
