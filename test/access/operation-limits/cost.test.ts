import fc from 'fast-check';
import { buildSchema, getOperationAST, parse } from 'graphql';

import { operationCost } from '../../../src/access/operation-limits/cost';
import { fragmentsOf } from '../../../src/access/operation-limits/fragments';
import { weighOperation } from '../../../src/access/operation-limits/refusals';
import { SDL } from '../../server/kit';

const schema = buildSchema(SDL);

function cost(query: string, variables: Record<string, unknown> = {}): ReturnType<typeof operationCost> {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return operationCost(schema, { operation, variables }, fragmentsOf(document));
}

it.each([
  ['{ city(slug: "x") { id } }', 1.1],
  ['{ cities { nodes { id } } }', 1 + 20 * 1.1],
  ['{ cities(first: 5) { nodes { id } edges { cursor } } }', 1 + 5 * 1.1 + 5 * 1.1],
  ['{ cities(first: 5, last: 7) { nodes { id } } }', 1 + 7 * 1.1],
  ['{ cities(first: null) { nodes { id } } }', 1 + 20 * 1.1],
  ['query ($n: Int = 3) { cities(first: $n) { nodes { id } } }', 1 + 3 * 1.1],
  ['{ city(slug: "x") { twins { id } } }', 1 + 5 * 1.1],
  ['{ nodes(ids: ["a", "b"]) { id } }', 5 * 1.1],
  [`{ nodes(ids: [${'"a" '.repeat(50)}]) { id } }`, 50 * 1.1],
  ['{ cities(first: 5) { ...P } } fragment P on CityConnection { nodes { id } }', 1 + 5 * 1.1],
  ['{ __schema { types { name } } }', 0],
])('%s costs %f', (query, objects) => {
  expect(cost(query).objects).toBeCloseTo(objects, 6);
});

it('A document weighs what each asking makes of it, however often it is asked', () => {
  const document = parse(
    'query ($slug: String, $n: Int = 3, $ids: [ID!] = ["a"]) { city(slug: $slug) { id } cities(first: $n) { nodes { id } } nodes(ids: $ids) { id } }',
  );
  const operation = getOperationAST(document)!;
  const weight = (variables: Record<string, unknown>) => weighOperation(schema, document, { operation, variables });
  const [usual, larger, one] = [{ slug: 'x' }, { slug: 'x', n: 30 }, { slug: 'x', ids: Array.from({ length: 60 }, () => 'a') }].map(weight);
  expect(usual).toEqual({ objects: 11 });
  expect(larger).toEqual({ objects: 41 });
  expect(one).toEqual({ objects: 72 });
  expect([{ slug: 'y' }, { slug: 'x', n: 101 }, { slug: 'z' }, {}, { n: null }].map(weight)).toMatchObject([
    { objects: 11 },
    { refusal: { code: 'BAD_USER_INPUT' } },
    { objects: 11 },
    { objects: 11 },
    { objects: 30 },
  ]);
});

/** Selections of a city, with pages of unknown size: `N` stands for the size under test. */
const selection = fc.letrec<{ city: string }>((tie) => ({
  city: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('id', 'name', '__typename', 'unknown', '...Known', '...Missing'),
    fc.tuple(fc.constantFrom('first: N', 'last: N', 'first: 3', 'first: $v', ''), tie('city')).map(([page, inside]) => {
      return `memberships${page && `(${page})`} { nodes { member { ...on City { ${inside} } } } totalCount }`;
    }),
    fc.tuple(tie('city'), tie('city')).map(([a, b]) => `${a} ${b}`),
    tie('city').map((inside) => `twins { ${inside} }`),
    tie('city').map((inside) => `country { cities(first: N) { edges { node { ${inside} } } } }`),
  ),
})).city;

it('costs a number, whatever the document, and never less for a larger page', () => {
  fc.assert(
    fc.property(selection, fc.nat(100), fc.nat(100), fc.jsonValue(), (inside, a, b, v) => {
      const of = (n: number): number =>
        cost(`{ cities(first: ${n}) { nodes { ${inside.replaceAll('N', `${n}`)} } } } fragment Known on City { slug twins { id } }`, { v })
          .objects;
      const [small, large] = [of(Math.min(a, b)), of(Math.max(a, b))];
      expect(Number.isFinite(small)).toBe(true);
      expect(large).toBeGreaterThanOrEqual(small);
    }),
    { numRuns: 300 },
  );
});
