/**
 * A partner service on GraphQL Yoga: the creative fields of cities. It finds cities by Wikidata item or GeoNames id, and adds to a network
 * of the hub, by its slug, what it knows of it.
 *
 *   node examples/partner-culture/server.js 4102
 */
const { createServer } = require('node:http');
const { createSchema, createYoga } = require('graphql-yoga');

/** What the hub composes. */
const SDL = /* GraphQL */ `
  type City @key(fields: "wikidataId") @key(fields: "geonamesId") {
    wikidataId: ID
    geonamesId: ID
    "Its fields in the UNESCO Creative Cities Network."
    cultureFields: [CultureField!]
  }
  type Network @key(fields: "slug") {
    slug: String!
    "Cities this service knows the fields of."
    cultureCities: [City!]
  }
  "A creative field of a city."
  type CultureField {
    name: String!
    "Day it was recognised. Null: the source does not say."
    since: String
    source: String!
  }
`;

/** What federation asks of every service. */
const FEDERATION = /* GraphQL */ `
  scalar _Any
  union _Entity = City | Network
  type _Service { sdl: String! }
  directive @key(fields: String!) repeatable on OBJECT
  type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
`;

const PRESS_2015 = 'https://www.paducah.travel/articles/post/47-cities-join-paducah-in-the-unesco-creative-cities-network/';
const PRESS_2017 = 'https://fabrianocreativa.it/detail.php?page=222';
const PRESS_2021 = 'https://www.thenewzthing.world/the-unesco-creative-cities-network-you-need-to-know/';
const PRESS_2023 = 'https://hapakenya.com/2023/11/01/55-new-cities-join-the-unesco-creative-cities-network-on-world-cities-day/';

/** As cities and the press announced it. */
const CITIES = [
  city('Q1492', '3128760', { name: 'Literature', since: '2015-12-11', source: PRESS_2015 }),
  city('Q3572', '2464470', { name: 'Crafts and folk art', since: '2017-10-31', source: PRESS_2017 }),
  city(null, '2528910', { name: 'Crafts and folk art', since: '2017-10-31', source: PRESS_2017 }),
  city('Q220', '3169070', { name: 'Film', since: null, source: PRESS_2021 }),
  city('Q3820', '276781', { name: 'Literature', since: null, source: PRESS_2021 }),
  city('Q193009', '2549263', { name: 'Music', since: null, source: PRESS_2021 }),
  city('Q7903', '2553604', { name: 'Media arts', since: '2023-10-31', source: PRESS_2023 }),
];

function city(wikidataId, geonamesId, field) {
  return { __typename: 'City', wikidataId, geonamesId, cultureFields: [field] };
}

const NETWORK = { __typename: 'Network', slug: 'uccn', cultureCities: CITIES };

/** What a representation stands for, by the key it has; null when it is not known, and never another one. */
function find({ __typename, wikidataId, geonamesId, slug }) {
  if (__typename === 'Network') return slug === NETWORK.slug ? NETWORK : null;
  return (
    CITIES.find((each) => (wikidataId === undefined ? each.geonamesId === String(geonamesId) : each.wikidataId === wikidataId)) ?? null
  );
}

const schema = createSchema({
  typeDefs: FEDERATION + SDL,
  resolvers: {
    Query: { _service: () => ({ sdl: SDL }), _entities: (_root, { representations }) => representations.map(find) },
    _Entity: { __resolveType: ({ __typename }) => __typename },
  },
});

const server = createServer(createYoga({ schema, graphiql: false, landingPage: false, logging: false }));
server.listen(Number(process.argv[2] ?? 4102), '127.0.0.1', () => {
  process.stdout.write(`Ready at http://127.0.0.1:${server.address().port}/graphql\n`);
});
