import { type Foreign, type ForeignGateway, gatewayOverForeign, type Json } from './foreign';
import { sendJson } from './partner';

type Case = readonly [query: string, data: Json];

const by = (key: string, rows: readonly Json[]) => (given: Json) => rows.find((row) => row[key] === given[key]) ?? null;

const opened: ForeignGateway[] = [];
afterEach(async () => {
  for (const gateway of opened.splice(0)) await gateway.close();
});

async function over(subgraphs: Readonly<Record<string, Foreign>>) {
  const gateway = await gatewayOverForeign(subgraphs);
  opened.push(gateway);
  return gateway;
}

async function answers(subgraphs: Readonly<Record<string, Foreign>>, cases: readonly Case[]): Promise<void> {
  const gateway = await over(subgraphs);
  for (const [query, data] of cases) expect(await gateway.ask(query)).toEqual(data);
}

describe('an interface that is an object at another subgraph', () => {
  const trips = [
    { __typename: 'Ride', id: 't1', line: 'A', seats: 40 },
    { __typename: 'Walk', id: 't2', line: 'B', steps: 900 },
  ];
  const transport: Foreign = {
    sdl: `interface Trip @key(fields: "id") { id: ID! line: String }
      type Ride implements Trip @key(fields: "id") { id: ID! line: String seats: Int }
      type Walk implements Trip @key(fields: "id") { id: ID! line: String steps: Int }
      type Query { trips: [Trip!]! }`,
    root: { trips },
    entity: by('id', trips),
  };

  // Whichever of the two names comes first.
  it.each(['fares', 'vending'])('gets fields of every subgraph, wherever it starts and however it is asked: %s', (name) => {
    const selling: Foreign = {
      sdl: `type Trip @key(fields: "id") @interfaceObject { id: ID! fare: Float }
        type Query { sold: [Trip!]! }`,
      root: {
        sold: () => [
          { id: 't2', fare: 0 },
          { id: 't1', fare: 2.5 },
        ],
      },
      entity: ({ id }) => ({ __typename: 'Trip', id, fare: id === 't1' ? 2.5 : 0 }),
    };
    return answers({ transport, [name]: selling }, [
      [
        '{ trips { id fare } }',
        {
          trips: [
            { id: 't1', fare: 2.5 },
            { id: 't2', fare: 0 },
          ],
        },
      ],
      [
        '{ sold { id fare } }',
        {
          sold: [
            { id: 't2', fare: 0 },
            { id: 't1', fare: 2.5 },
          ],
        },
      ],
      [
        '{ sold { __typename line } }',
        {
          sold: [
            { __typename: 'Walk', line: 'B' },
            { __typename: 'Ride', line: 'A' },
          ],
        },
      ],
      ['{ sold { ... on Ride { seats fare } } }', { sold: [{}, { seats: 40, fare: 2.5 }] }],
      ['{ trips { fare ... on Walk { steps kind: __typename } } }', { trips: [{ fare: 2.5 }, { fare: 0, steps: 900, kind: 'Walk' }] }],
    ]);
  });

  it('is still compared: what is another, or nothing of the interface, is null with an error', async () => {
    const vending = {
      sdl: 'type Trip @key(fields: "id") @interfaceObject { id: ID! } type Query { sold: [Trip] }',
      root: { sold: [{ id: 't1' }] },
    };
    const gateway = await over({ transport, vending });
    expect(await gateway.ask('{ sold { id line } }')).toEqual({ sold: [{ id: 't1', line: 'A' }] });
    const ride = { __typename: 'Ride', hubKey_id: 't1', line: 'A' };
    for (const lie of [{ ...ride, hubKey_id: 't2' }, { ...ride, __typename: 'Trip' }, { ...ride, __typename: 'Query' }, 'Ride']) {
      gateway.of('transport').behaviour = (_request, response) => sendJson(response, { data: { _entities: [lie] } });
      const { data, errors } = await gateway.send('{ sold { id line } }');
      expect(data).toEqual({ sold: [{ id: 't1', line: null }] });
      expect(errors[0].extensions.code).toBe('PARTNER_UNAVAILABLE');
    }
  });
});

describe('what is so at one subgraph only', () => {
  it('is read as that subgraph has it: members of a union, values of an enum, what may be null', () =>
    answers(
      {
        archive: {
          sdl: `type Query { newest: Item! found: [Item!]! @shareable } union Item = Map | Photo
            type Map @key(fields: "id") { id: ID! state: State @shareable } type Photo { size: Int } enum State { OPEN SEALED @inaccessible }`,
          root: {
            newest: { __typename: 'Map', id: 'm1', state: 'SEALED' },
            found: [
              { __typename: 'Photo', size: 3 },
              { __typename: 'Map', id: 'm2', state: 'OPEN' },
            ],
          },
        },
        office: {
          sdl: `type Query { lent: [Item!]! } union Item = Map | Ledger type Map @key(fields: "id") { id: ID state: State @shareable }
            type Ledger { year: Int } enum State { OPEN }`,
          root: {
            lent: [
              { __typename: 'Ledger', year: 1911 },
              { __typename: 'Map', id: null, state: 'OPEN' },
            ],
          },
        },
      },
      [
        ['{ newest { ... on Map { id state } } }', { newest: { id: 'm1', state: null } }],
        [
          '{ found { __typename ... on Photo { size } ... on Ledger { year } } }',
          { found: [{ __typename: 'Photo', size: 3 }, { __typename: 'Map' }] },
        ],
        [
          '{ lent { __typename ... on Ledger { year } ... on Map { state } } }',
          {
            lent: [
              { __typename: 'Ledger', year: 1911 },
              { __typename: 'Map', state: 'OPEN' },
            ],
          },
        ],
      ],
    ));
});

describe('entities', () => {
  it('of several types, with keys of the same name but not of the same kind, come in one list, each time others', async () => {
    const { ask } = await over({
      numbers: {
        sdl: `type Query { numbers(of: [Int!]!): [Number] } union Number = Odd | Even type Odd @key(fields: "no") { no: ID! } type Even @key(fields: "no") { no: Int! }`,
        root: { numbers: ({ of }: { of: number[] }) => of.map((no) => ({ __typename: no % 2 ? 'Odd' : 'Even', no })) },
      },
      words: {
        sdl: `type Odd @key(fields: "no") { no: ID! word: String } type Even @key(fields: "no") { no: Int! word: String }`,
        entity: ({ __typename, no }) => (no === 4 ? null : { __typename, no, word: `word ${no}` }),
      },
    });
    const query = 'query ($of: [Int!]!) { numbers(of: $of) { ... on Odd { word } ... on Even { word } } }';
    for (const asked of [[1], [2, 1], [4, 3, 2]]) {
      const { numbers } = await ask(query, { of: asked });
      expect(numbers).toEqual(asked.map((no) => ({ word: no === 4 ? null : `word ${no}` })));
    }
  });

  it('are found by a key of several fields and of what is inside one, with what is required beside it', () =>
    answers(
      {
        shop: {
          sdl: `type Query { wares: [Ware!]! } type Ware @key(fields: "code maker { name }") { code: String! maker: Maker! } type Maker @shareable { name: String! }`,
          root: { wares: ['c', 'd'].map((code) => ({ code, maker: { name: 'M' } })) },
        },
        stock: {
          sdl: `type Ware @key(fields: "code maker { name }") { code: String! maker: Maker! left(place: String!): Int weight: Int } type Maker @shareable { name: String! }`,
          entity: ({ code, maker }) => ({
            ...{ __typename: 'Ware', code, maker, weight: 2 },
            left: ({ place }: { place: string }) => place.length,
          }),
        },
        post: {
          sdl: `type Ware @key(fields: "code maker { name }") { code: String! maker: Maker! left(place: String!): Int @external weight: Int @external
            postage: Int @requires(fields: "weight left(place: \\"Porto\\")") } type Maker @shareable { name: String! }`,
          entity: ({ code, maker, weight, left }) => ({ __typename: 'Ware', code, maker, postage: weight * left }),
        },
      },
      [
        ['{ wares { code postage } }', { wares: ['c', 'd'].map((code) => ({ code, postage: 10 })) }],
        ['{ wares { left(place: "Rome") postage } }', { wares: [0, 1].map(() => ({ left: 4, postage: 10 })) }],
        [
          'query ($short: Boolean = true) { wares { code weight @skip(if: $short) postage @include(if: $short) } }',
          { wares: ['c', 'd'].map((code) => ({ code, postage: 10 })) },
        ],
      ],
    ));

  it('are null without an error where their key is, or where nobody knows them', () =>
    answers(
      {
        shelf: {
          sdl: 'type Query { books: [Book] } type Book @key(fields: "isbn") { isbn: ID }',
          root: { books: [{ isbn: '1' }, { isbn: null }, { isbn: '3' }] },
        },
        lists: {
          sdl: 'type Book @key(fields: "isbn") { isbn: ID title: String }',
          entity: by('isbn', [{ __typename: 'Book', isbn: '1', title: 'One' }]),
        },
      },
      [
        [
          '{ books { isbn title } }',
          {
            books: [
              { isbn: '1', title: 'One' },
              { isbn: null, title: null },
              { isbn: '3', title: null },
            ],
          },
        ],
      ],
    ));
});

it('runs mutations one after the other, at whichever subgraph, and tells its schema and its root', () => {
  let sum = 0;
  const step =
    (next: (by: number) => number) =>
    ({ by }: { by: number }) => {
      sum = next(by);
      return sum;
    };
  return answers(
    {
      plus: {
        sdl: 'type Query { sum: Int @shareable } type Mutation { add(by: Int!): Int! }',
        root: { sum: () => sum, add: step((by) => sum + by) },
      },
      times: { sdl: 'type Query { other: Int } type Mutation { multiply(by: Int!): Int! }', root: { multiply: step((by) => sum * by) } },
    },
    [
      [
        'mutation { five: add(by: 5) ten: multiply(by: 2) twelve: add(by: 2) last: multiply(by: 3) }',
        { five: 5, ten: 10, twelve: 12, last: 36 },
      ],
      ['query ping { __typename }', { __typename: 'Query' }],
      ['{ __schema { mutationType { name } } }', { __schema: { mutationType: { name: 'Mutation' } } }],
    ],
  );
});

it('leaves the size of a page to whoever serves it, as long as all of it costs no more than any operation may', async () => {
  const { ask, send } = await over({
    list: {
      sdl: 'type Query { words(first: Int, last: Int): [Word] } type Word { text: String }',
      root: { words: ({ first }: { first: number }) => Array.from({ length: first }, (_, at) => ({ text: `word ${at}` })) },
    },
  });
  expect((await ask('{ words(first: 500, last: -1) { text } }')).words).toHaveLength(500);
  const { errors } = await send('query ($first: Int) { words(first: $first) { text } }', { first: 10_000 });
  expect(errors[0].extensions.code).toBe('COST_LIMIT_EXCEEDED');
});
