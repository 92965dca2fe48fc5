import { composeServices } from '@theguild/federation-composition';
import { parse, printSchema } from 'graphql';
import { subgraphsIn } from '../../src/federation/gateway/subgraphs';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [
  "@key" "@shareable" "@external" "@provides" "@interfaceObject" "@inaccessible" "@override"])\n`;

/** The library owns media and knows two kinds of it; the shop adds to all of them, without knowing any. */
const LIBRARY = `${LINK}
  interface Media @key(fields: "id") { id: ID! title: String! }
  type Book implements Media @key(fields: "id") @key(fields: "shelf { number } isbn") {
    id: ID! title: String! isbn: ID! shelf: Shelf state: State secret: String @inaccessible }
  type Film implements Media @key(fields: "id") { id: ID! title: String! }
  type Shelf @shareable { number: Int! floor(of: String): Int }
  enum State { LENT LOST }
  union Found = Book | Film
  type Query { found(like: Filter): [Found!]! }
  input Filter { text: String }`;
const SHOP = `${LINK}
  type Media @key(fields: "id") @interfaceObject { id: ID! price: Float }
  type Novel { pages: Int! }
  type Shelf @shareable { number: Int! floor(of: String): Int! }
  union Found = Novel
  enum State { LENT SOLD }
  type Sale { media: Media! found: Found state: State shelf: Shelf }
  type Query { sales: [Sale] }`;

function supergraph() {
  const composition = composeServices([
    { name: 'library', url: 'http://library.test/', typeDefs: parse(LIBRARY) },
    { name: 'shop', url: 'http://shop.test/', typeDefs: parse(SHOP) },
  ]);
  expect(composition.errors ?? []).toEqual([]);
  return subgraphsIn(parse(composition.supergraphSdl ?? ''));
}

function flat(sdl: string): string[] {
  const types = sdl.split('\n\n').map((type) => type.replace(/\s+/g, ' '));
  return types.sort();
}

it('reads the answers of a subgraph by its own types, without arguments, inputs, or what is of others', () => {
  const subgraphs = supergraph();
  expect(flat(printSchema(subgraphs.get('library')!.answers()))).toEqual([
    'enum State { LENT LOST }',
    'interface Media { id: ID! title: String! }',
    'type Book implements Media { id: ID! shelf: Shelf isbn: ID! title: String! state: State secret: String }',
    'type Film implements Media { id: ID! title: String! }',
    'type Query { found: [Found!]! _entities: [_Entity] }',
    'type Shelf { number: Int! floor: Int }',
    'union Found = Book | Film',
    'union _Entity = Book | Film',
  ]);
});

it('takes an interface for an object, an enum, a union and a "!" as the subgraph has them', () => {
  expect(flat(printSchema(supergraph().get('shop')!.answers()))).toEqual([
    'enum State { LENT SOLD }',
    'type Media { id: ID! price: Float }',
    'type Novel { pages: Int! }',
    'type Query { sales: [Sale] _entities: [_Entity] }',
    'type Sale { media: Media! found: Found state: State shelf: Shelf }',
    'type Shelf { number: Int! floor: Int! }',
    'union Found = Novel',
    'union _Entity = Media',
  ]);
});

it('knows where a subgraph is, and by which fields of its own an entity is found there', () => {
  const { url, keys } = supergraph().get('library')!;
  expect(url).toBe('http://library.test/');
  expect(Object.fromEntries(keys)).toEqual({ Book: ['id', 'isbn'], Film: ['id'], Media: ['id'] });
});
