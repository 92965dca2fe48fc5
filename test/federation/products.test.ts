import { serveProducts } from '../fixtures/products/server';
import { type ForeignGateway, gatewayOver, type Json } from './foreign';
import { startPartner, type TestPartner } from './partner';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires"])\n`;

const USERS = `${LINK}type User @key(fields: "email") {
  email: ID! name: String totalProductsCreated: Int @shareable yearsOfEmployment: Int! } type Query { usersAreThere: Boolean }`;

const INVENTORY = `${LINK}type Product @key(fields: "id") {
  id: ID! dimensions: ProductDimension @external delivery(zip: String): DeliveryEstimates @requires(fields: "dimensions { size weight }") }
  type ProductDimension @shareable { size: String weight: Float }
  type DeliveryEstimates { estimatedDelivery: String fastestDelivery: String }
  interface Inventory @key(fields: "id") { id: ID! }
  type OpenSourceInventory implements Inventory @key(fields: "id") { id: ID! }
  type Query { inventory(id: ID!): Inventory }`;

let products: Awaited<ReturnType<typeof serveProducts>>;
let gateway: ForeignGateway;
let partners: TestPartner[];

beforeAll(async () => {
  products = await serveProducts(0);
  const user = {
    __typename: 'User',
    email: 'support@apollographql.com',
    name: 'not overridden',
    totalProductsCreated: 40,
    yearsOfEmployment: 10,
  };
  const users = await startPartner(USERS, [user]);
  const inventory = await startPartner(INVENTORY, [], {
    inventory: ({ id }: { id: string }) => ({ __typename: 'OpenSourceInventory', id }),
    _entities: ({ representations }: { representations: { __typename: string; dimensions?: { size: string; weight: number } }[] }) =>
      representations.map((given) => ({
        ...given,
        delivery: () =>
          given.dimensions && { estimatedDelivery: `${given.dimensions.size}, ${given.dimensions.weight} kg`, fastestDelivery: 'by hand' },
      })),
  });
  partners = [users, inventory];
  const { _service } = await asked(products.url, '{ _service { sdl } }');
  gateway = await gatewayOver({
    products: { url: products.url, sdl: _service.sdl },
    users: { url: users.url, sdl: USERS },
    inventory: { url: inventory.url, sdl: INVENTORY },
  });
});
afterAll(async () => {
  await gateway?.close();
  await products.stop();
  for (const partner of partners) await partner.close();
});

async function sent(url: string, query: string, headers: Record<string, string> = {}): Promise<Json> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

async function asked(url: string, query: string): Promise<Json> {
  const { data, errors } = await sent(url, query);
  expect(errors ?? []).toEqual([]);
  return data;
}

const federated = (query: string) => gateway.ask(query);
const entity = async (representation: string, fields: string) =>
  (await asked(products.url, `{ _entities(representations: [${representation}]) { ${fields} } }`))._entities;

describe('a subgraph written with TypeGraphQL', () => {
  it('tells its schema with the directives of federation, and nothing that only routers ask', async () => {
    const { _service } = await asked(products.url, '{ _service { sdl } }');
    expect(_service.sdl).toMatch(
      /type Product @custom @key\(fields: "id"\) @key\(fields: "sku package"\) @key\(fields: "sku variation \{ id \}"\)/,
    );
    expect(_service.sdl).toContain('@composeDirective(name: "@custom")');
    expect(_service.sdl).toContain('type Inventory @interfaceObject @key(fields: "id")');
    expect(_service.sdl).not.toMatch(/_entities|_service|_Any|_Entity|_Service/);
  });

  it('finds an entity by one key, by several fields, by a nested one, and by any of several', async () => {
    expect(await entity('{ __typename: "User", email: "support@apollographql.com" }', '... on User { email name }')).toEqual([
      { email: 'support@apollographql.com', name: 'Jane Smith' },
    ]);
    expect(
      await entity(
        '{ __typename: "DeprecatedProduct", sku: "apollo-federation-v1", package: "@apollo/federation-v1" }',
        '... on DeprecatedProduct { reason }',
      ),
    ).toEqual([{ reason: 'Migrate to Federation V2' }]);
    expect(
      await entity('{ __typename: "ProductResearch", study: { caseNumber: "1234" } }', '... on ProductResearch { study { description } }'),
    ).toEqual([{ study: { description: 'Federation Study' } }]);
    const three = `{ __typename: "Product", id: "apollo-federation" } { __typename: "Product", sku: "federation", package: "@apollo/federation" }
      { __typename: "Product", sku: "studio", variation: { id: "platform" } }`;
    const found = await entity(three, '... on Product { id }');
    expect(found.map(({ id }: { id: string }) => id)).toEqual(['apollo-federation', 'apollo-federation', 'apollo-studio']);
    expect(await entity('{ __typename: "Product", id: "no-such-thing" }', '... on Product { id }')).toEqual([null]);
  });

  it('gives a trace to a router that asks for one', async () => {
    const answer = await sent(products.url, '{ __typename }', { 'apollo-federation-include-trace': 'ftv1' });
    expect(answer.extensions.ftv1).toMatch(/^[\w+/=]+$/);
  });
});

describe('hub gateway over subgraphs of other makes', () => {
  it('follows what one subgraph requires of another, there and back', async () => {
    expect(await federated('{ product(id: "apollo-federation") { createdBy { averageProductsCreatedPerYear email } } }')).toEqual({
      product: { createdBy: { averageProductsCreatedPerYear: 4, email: 'support@apollographql.com' } },
    });
    expect(
      await federated('{ product(id: "apollo-federation") { delivery(zip: "94111") { estimatedDelivery fastestDelivery } } }'),
    ).toEqual({
      product: { delivery: { estimatedDelivery: 'small, 1 kg', fastestDelivery: 'by hand' } },
    });
  });

  it('takes what a subgraph provides from there, and a field from the subgraph that overrides it', async () => {
    const { product } = await federated(
      '{ product(id: "apollo-federation") { createdBy { totalProductsCreated name yearsOfEmployment } } }',
    );
    expect(product.createdBy).toEqual({ totalProductsCreated: 1337, name: 'Jane Smith', yearsOfEmployment: 10 });
  });

  it('serves shareable and tagged fields, and hides inaccessible ones', async () => {
    const { product } = await federated(
      '{ product(id: "apollo-studio") { notes dimensions { size weight } research { study { caseNumber } } } }',
    );
    expect(product).toEqual({ notes: null, dimensions: { size: 'small', weight: 1 }, research: [{ study: { caseNumber: '1235' } }] });
    const refused = await gateway.send('{ product(id: "apollo-studio") { dimensions { unit } } }');
    expect(refused.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await asked(products.url, '{ product(id: "apollo-studio") { dimensions { unit } } }')).toEqual({
      product: { dimensions: { unit: 'kg' } },
    });
  });

  it('adds a field to every type of an interface that another subgraph owns', async () => {
    expect(await federated('{ inventory(id: "apollo-oss") { deprecatedProducts { sku reason } } }')).toEqual({
      inventory: { deprecatedProducts: [{ sku: 'apollo-federation-v1', reason: 'Migrate to Federation V2' }] },
    });
  });
});
