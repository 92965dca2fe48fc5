/** A small schema over the hub's tables, as somebody would write it who needs these questions alone. */
export const SCHEMA = /* GraphQL */ `
  type Query {
    city(id: ID!): City
    network(slug: String!): Network
    search(query: String!, first: Int): Cities!
  }
  interface Actor { id: ID! name: String! }
  interface Organization { id: ID! name: String! slug: String! country: Country }
  type City implements Actor {
    id: ID!
    name: String!
    slug: String!
    population: Population
    coordinates: Coordinates
    country: Country!
    memberships(first: Int): Memberships!
  }
  type Population { value: Int! }
  type Coordinates { latitude: Float! longitude: Float! }
  type Country { isoAlpha2: String! name: String! }
  type Network implements Actor & Organization {
    id: ID!
    name: String!
    slug: String!
    country: Country
    members(first: Int, asOf: String, afterDay: String, afterId: ID): Members!
  }
  type Association implements Actor & Organization { id: ID! name: String! slug: String! country: Country }
  type Cities { nodes: [City!]! }
  type Memberships { nodes: [Membership!]! totalCount: Int! }
  type Members { nodes: [Membership!]! totalCount: Int! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! }
  type Membership { id: ID! status: String! validFrom: String organization: Organization! member: Actor! }
`;
