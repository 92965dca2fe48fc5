import fc from 'fast-check';
import { type ExecutionResult, execute, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import type { HubDatabase } from '../../../src/platform/database';
import { type Compilation, compileOperation, MOST_SITES } from '../../../src/server/execution/compile';
import { testContext, testSchema } from '../../kit/ask';
import { loadedWorld } from '../../kit/world';
import { randomQueries } from './random-queries';

let db: HubDatabase;
let schema: GraphQLSchema;
beforeAll(async () => {
  [db, schema] = await Promise.all([loadedWorld(), testSchema()]);
}, 120_000);
afterAll(() => db.close());

const context = () => testContext(db);

/** Data as they are, errors by what they say and where, in no order: which of two comes first is a matter of time. */
function told({ data, errors = [] }: ExecutionResult) {
  const said = errors.map(({ message, path, extensions, locations }) => JSON.stringify([message, path, extensions, locations]));
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: said.sort() };
}

function compiled(source: string): Compilation | null {
  const document = parse(source);
  const operation = getOperationAST(document);
  return operation ? compileOperation(schema, document, operation) : null;
}

const slowly = async (source: string, variableValues: Readonly<Record<string, unknown>>) =>
  execute({ schema, document: parse(source), contextValue: context(), variableValues, options: { maxCoercionErrors: 5 } });

describe('A compiled query', () => {
  it('answers as graphql-js does, whatever is asked', async () => {
    let [asked, withErrors] = [0, 0];
    const property = fc.asyncProperty(randomQueries(schema), async ({ source, variables }) => {
      if (validate(schema, parse(source)).length > 0) return;
      const compilation = compiled(source);
      if (!compilation) return;
      const [expected, got] = [await slowly(source, variables), await compilation.query(context(), variables)];
      asked += 1;
      if (expected.errors) withErrors += 1;
      expect(told(got)).toEqual(told(expected));
    });
    await fc.assert(property, { numRuns: 300, interruptAfterTimeLimit: 240_000 });
    expect(asked).toBeGreaterThan(200);
    expect(withErrors).toBeGreaterThan(20);
  }, 300_000);

  it.each([
    ['variables that are no values of their type', { slug: 7 }],
    ['a variable that is missing', {}],
    ['a filter with a field there is not', { slug: 'x', where: { nowhere: true } }],
  ])('refuses %s as graphql-js does', async (_, variables) => {
    const source = 'query($slug: String!, $where: CityFilter) { city(slug: $slug) { id } cities(where: $where) { totalCount } }';
    const got = (await compiled(source)?.query(context(), variables)) ?? {};
    expect(got.errors).toHaveLength(1);
    expect(told(got)).toEqual(told(await slowly(source, variables)));
  });

  it('tells errors with their code and their place', async () => {
    const source = 'query { network(slug: "uclg") { members(first: 1, last: 1) { totalCount } } }';
    const got = await compiled(source)?.query(context(), {});
    expect(got?.errors?.[0]?.toJSON()).toMatchObject({ path: ['network', 'members'], locations: [{ line: 1, column: 33 }] });
    expect(got?.errors?.[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('Left to graphql-js is', () => {
  it.each([
    ['a variable inside an object', 'query($slug: [ID!]) { cities(where: { country: $slug }) { totalCount } }'],
    ['a variable inside a list', 'query($slug: ID!) { cities(where: { country: [$slug] }) { totalCount } }'],
    ['a subscription', 'subscription { changeRecorded { sequence } }'],
    ['what would take long to compile', `{ ${nested(5)} }`],
  ])('%s', (_, source) => {
    expect(compiled(source)).toBeNull();
  });

  it('nothing that is small, however deep its filter may go', () => {
    expect(compiled('query($where: CityFilter) { cities(where: $where) { totalCount } }')?.sites).toBeLessThan(5);
    expect(compiled(`{ ${nested(2)} }`)?.sites).toBeLessThan(MOST_SITES);
  });
});

function nested(depth: number): string {
  if (depth === 0) return 'id name';
  return depth === 5 || depth === 2
    ? `memberships { nodes { member { ${nested(depth - 1)} } } }`
    : `id memberships { nodes { member { name ${nested(depth - 1)} } organization { name } } }`;
}
