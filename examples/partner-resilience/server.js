/**
 * A partner service in plain graphql-js over node:http: which cities took part in a resilience programme. It finds cities by UN/LOCODE or
 * by GeoNames id, whichever it is asked by, and needs nothing of the hub but that.
 *
 *   node examples/partner-resilience/server.js 4101
 */
const { createServer } = require('node:http');
const { json } = require('node:stream/consumers');
const { buildSchema, graphql } = require('graphql');

/** What the hub composes. Every field that is added to City is nullable; types and root fields begin with the name of the service. */
const SDL = /* GraphQL */ `
  type City @key(fields: "unlocode") @key(fields: "geonamesId") {
    unlocode: ID
    geonamesId: ID
    "Programmes for resilience the city took part in."
    resilienceProgrammes: [ResilienceProgramme!]
  }
  "A city's part in a programme."
  type ResilienceProgramme {
    name: String!
    "Round in which it was chosen."
    round: Int
    "Month it was announced."
    since: String
    source: String!
  }
  type Query {
    "Cities of the first rounds that this service knows."
    resilienceCities: [City!]
  }
`;

/** What federation asks of every service. */
const FEDERATION = /* GraphQL */ `
  scalar _Any
  union _Entity = City
  type _Service { sdl: String! }
  directive @key(fields: String!) repeatable on OBJECT
  extend type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
`;

const ROUNDS = {
  1: { since: '2013-12', source: 'https://www.rockefellerfoundation.org/news/rockefeller-foundation-announces/' },
  2: {
    since: '2014-12',
    source: 'http://www.residentialarchitect.com/practice/rockefeller-foundations-100-resilient-cities-network-reveals-35-new-additions_o',
  },
};

/** Chosen for "100 Resilient Cities", as its founder and the press announced. */
const CITIES = [
  city('ITROM', '3169070', 1),
  city('NLRTM', '2747891', 1),
  city('SNDKR', '2253354', 1),
  city('ESBCN', '3128760', 2),
  city('FRPAR', '2988507', 2),
  city('PTLIS', '2267057', 2),
  city('JOAMM', '250441', 2),
];

function city(unlocode, geonamesId, round) {
  return { __typename: 'City', unlocode, geonamesId, resilienceProgrammes: [{ name: '100 Resilient Cities', round, ...ROUNDS[round] }] };
}

/** The city of a representation, by the key it has; null when it is not known, and never another one. */
function find({ unlocode, geonamesId }) {
  return CITIES.find((each) => (unlocode === undefined ? each.geonamesId === String(geonamesId) : each.unlocode === unlocode)) ?? null;
}

const schema = buildSchema(FEDERATION + SDL, { assumeValidSDL: true });
const rootValue = {
  _service: { sdl: SDL },
  _entities: ({ representations }) => representations.map(find),
  resilienceCities: CITIES,
};

const server = createServer(async (request, response) => {
  const { query, variables } = await json(request).catch(() => ({}));
  const answer =
    typeof query === 'string' ? await graphql({ schema, source: query, variableValues: variables, rootValue }) : { errors: [] };
  response.writeHead(answer.errors && !answer.data ? 400 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});
server.listen(Number(process.argv[2] ?? 4101), '127.0.0.1', () => {
  process.stdout.write(`Ready at http://127.0.0.1:${server.address().port}/graphql\n`);
});
