import { getOperationAST, parse } from 'graphql';
import { Execution } from '../../../src/server/execution/execute';
import { schemaWith } from '../kit';

const asking = (source: string) => {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('No operation.');
  return { document, operation, context: {}, variables: {} };
};

/** A clock that says what it is told, so that compiling takes as long as a test says. */
function clock(...times: number[]): () => number {
  return () => times.shift() ?? Number.POSITIVE_INFINITY;
}

describe('An operation', () => {
  it('is compiled when it is asked for the second time, and gives the same answer before and after', async () => {
    const execution = new Execution(schemaWith({ city: () => ({ slug: 'ma-tangier' }) }));
    const city = asking('{ city(slug: "ma-tangier") { slug } }');
    const answers = [await execution.run(city), await execution.run(city), await execution.run(city)];
    for (const answer of answers) expect(JSON.parse(JSON.stringify(answer))).toEqual({ data: { city: { slug: 'ma-tangier' } } });
    const other = asking('{ size }');
    expect(execution.compilationOf(other.document, other.operation)).toBeUndefined();
    expect(execution.compilationOf(other.document, other.operation)).toBeUndefined();
    expect(execution.compilationOf(city.document, city.operation)).toBeDefined();
  });

  it('waits while compiling has had its part of the time', () => {
    const [first, second] = [asking('{ size }'), asking('{ size(of: 2) }')];
    // Compiling the first takes 10 ms; the second is due 90 ms later.
    const execution = new Execution(schemaWith(), clock(0, 10, 99, 101, 102));
    const compiles = ({ document, operation }: typeof first) => execution.compilationOf(document, operation) !== undefined;
    for (const one of [first, second]) expect(compiles(one)).toBe(false);
    expect(compiles(first)).toBe(true);
    expect(compiles(second)).toBe(false);
    expect(compiles(second)).toBe(true);
  });

  it('is forgotten when it has not been asked for long, and others take its place', () => {
    let now = 0;
    const execution = new Execution(schemaWith(), () => (now += 1_000));
    const many = Array.from({ length: 120 }, (_, at) =>
      asking(`{ ${Array.from({ length: 50 }, (_field, n) => `a${n}: size(of: ${at})`).join(' ')} }`),
    );
    const compile = ({ document, operation }: ReturnType<typeof asking>) => execution.compilationOf(document, operation);
    for (const one of many) {
      compile(one);
      now += 1_000_000;
      expect(compile(one)).toBeDefined();
    }
    expect(execution.keptSites).toBeLessThanOrEqual(5_000);
    expect(execution.keptSites).toBeGreaterThan(4_000);
  });

  it('changes something by graphql-js, one field after the other', async () => {
    const execution = new Execution(schemaWith({ rename: ({ name }) => ({ slug: name }) }));
    const change = asking('mutation { a: rename(slug: "x", name: "a") { slug } b: rename(slug: "x", name: "b") { slug } }');
    await execution.run(change);
    expect(execution.compilationOf(change.document, change.operation)).toBeUndefined();
    expect(JSON.parse(JSON.stringify(await execution.run(change)))).toEqual({ data: { a: { slug: 'a' }, b: { slug: 'b' } } });
  });
});
