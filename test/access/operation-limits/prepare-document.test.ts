import { buildSchema, GraphQLError, getIntrospectionQuery, getOperationAST } from 'graphql';

import { prepareDocument } from '../../../src/access/operation-limits/prepare-document';
import { weighOperation } from '../../../src/access/operation-limits/refusals';
import { HubError } from '../../../src/platform/errors';
import { SDL } from '../../server/kit';
import { ATTACKS, times } from './attacks';

const schema = buildSchema(SDL);

/** The code an operation is refused with, before it runs; undefined when it may. */
function refusal(query: string, variables: object = {}): string | undefined {
  const prepared = prepareDocument(schema, query);
  const error = prepared.outcome === 'refused' ? prepared.errors[0] : operationError(prepared.document, variables);
  return error instanceof GraphQLError ? String(error.extensions.code) : error?.code;
}

function operationError(document: Parameters<typeof getOperationAST>[0], variables: object): HubError | undefined {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return weighOperation(schema, document, { operation, variables: variables as Record<string, unknown> }).refusal;
}

it.each(ATTACKS)('refuses $name', ({ query, variables, code }) => {
  const start = performance.now();
  expect(refusal(query, variables)).toBe(code);
  // Milliseconds as a rule; the bound is for a machine busy with something else.
  expect(performance.now() - start).toBeLessThan(1000);
});

it('lets the introspection query of every tool pass', () => {
  expect(refusal(getIntrospectionQuery())).toBeUndefined();
  const all = {
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  };
  expect(refusal(getIntrospectionQuery(all))).toBeUndefined();
  expect(refusal('{ __type(name: "City") { fields { name type { name fields { name } } } } }')).toBeUndefined();
});

it('lets matchCities with 100 names and their candidates pass, written out or by variables', () => {
  const answer = '{ ref city { id slug } candidates { score city { name(language: "en") country { name(language: "en") } } } }';
  const inputs = Array.from({ length: 100 }, (_, i) => ({ ref: `${i}`, name: 'طنجة', country: 'MA' }));
  const written = times(100, (i) => `{ref: "${i}", name: "طنجة", country: "MA"}`);
  expect(refusal(`{ matchCities(inputs: [${written}]) ${answer} }`)).toBeUndefined();
  expect(refusal(`query ($i: [MatchInput!]!) { matchCities(inputs: $i) ${answer} }`, { i: inputs })).toBeUndefined();
});

it('lets a page of 100 with ten entries each pass', () => {
  expect(
    refusal('{ cities(first: 100) { nodes { name country { name } memberships(first: 10) { nodes { member { name } } } } } }'),
  ).toBeUndefined();
});

it('names the limit, the estimate and the dearest field', () => {
  const query = '{ cities(first: 100) { totalCount nodes { country { name } m: memberships(first: 100) { nodes { id } } } } }';
  const prepared = prepareDocument(schema, query);
  if (prepared.outcome === 'refused') throw new Error('refused too early');
  const error = operationError(prepared.document, {});
  expect(error?.message).toMatch(/about 1\d{4} objects; at most 10000 are allowed\. The dearest field is cities\.nodes\.m\.nodes/);
  expect(error?.details).toMatchObject({ limit: 10_000, dearest: 'cities.nodes.m.nodes' });
});

it('names the field whose page is too large', () => {
  const prepared = prepareDocument(schema, '{ all: cities { nodes { memberships(last: 101) { totalCount } } } }');
  if (prepared.outcome === 'refused') throw new Error('refused too early');
  expect(operationError(prepared.document, {})?.message).toMatch(/^last of all\.nodes\.memberships is 101; it takes 0 to 100\./);
});

it('tells at most five errors of one document', () => {
  const prepared = prepareDocument(schema, `{ ${times(19, (i) => `wrong${i}`)} }`);
  expect(prepared.outcome === 'refused' && prepared.errors.length).toBe(5);
});

it('remembers good documents, and only those', () => {
  const good = '{ city(slug: "ma-tangier") { name } }';
  const first = prepareDocument(schema, good);
  const again = prepareDocument(schema, good);
  if (first.outcome !== 'ready' || again.outcome !== 'ready') throw new Error('refused');
  expect(again.document).toBe(first.document);
  const other = prepareDocument(buildSchema(SDL), good);
  expect(other.outcome === 'ready' && other.document).not.toBe(first.document);
});

it('forgets the documents that were asked least recently', () => {
  const own = buildSchema(SDL);
  const ask = (i: number) => prepareDocument(own, `query Q${i} { nodes(ids: [${times(4900, () => '"x"')}]) { id } }`);
  const first = ask(0);
  for (let i = 1; i < 40; i += 1) ask(i);
  const again = ask(0);
  if (first.outcome !== 'ready' || again.outcome !== 'ready') throw new Error('refused');
  expect(again.document).not.toBe(first.document);
});
