import fc from 'fast-check';
import { execute, getOperationAST, getVariableValues, parse, validate } from 'graphql';
import type { Database, HubDatabase } from '../../../src/platform/database';
import { globalId, uuidIn } from '../../../src/platform/global-id';
import { sql } from '../../../src/platform/sql';
import { executed } from '../../../src/server/execution/execute';
import { Written } from '../../../src/server/execution/written';
import { testContext, testSchema } from '../../kit/ask';
import { loadedWorld } from '../../kit/world';
import { KNOWN_ROOTS, TOLD_ROOTS, type ToldIds, type ToldQuery, toldQueries } from './told-queries';

let db: HubDatabase;
beforeAll(async () => {
  db = await loadedWorld();
}, 120_000);
afterAll(() => db.close());

interface Both {
  /** As text, so that the order of what is in it counts too. */
  readonly byFields: string;
  /** Null when it was left to graphql-js. */
  readonly byStatement: string | null;
  readonly statements: number;
  /** Why the one statement failed. */
  readonly failures: readonly string[];
}

async function both({ source, variables }: ToldQuery, acceptLanguage?: string, document = parse(source)): Promise<Both> {
  const schema = await testSchema();
  let statements = 0;
  const failures: string[] = [];
  const counted: Database = {
    rows: (query) => {
      statements += 1;
      const isOne = query.text.includes('AS answer');
      return db.rows<never>(query).catch((error: Error) => {
        if (isOne) failures.push(error.message);
        throw error;
      });
    },
  };
  const context = testContext(db, counted, acceptLanguage);
  const { coerced } = getVariableValues(schema, getOperationAST(document)?.variableDefinitions ?? [], variables);
  const operation = { schema, document, operationName: undefined, variables, context, ...(coerced && { coerced }) };
  const { data } = await executed(operation);
  const asked = statements;
  const fields = await execute({ schema, document, variableValues: variables, contextValue: testContext(db, db, acceptLanguage) });
  if (data instanceof Written) expect(fields.errors).toBeUndefined();
  const byStatement = data instanceof Written ? JSON.stringify(data) : null;
  return { byFields: JSON.stringify(fields.data), byStatement, statements: asked, failures };
}

/** Facts that have an id of their own. */
const NODES = [
  'Membership',
  'MembershipTier',
  'Twinning',
  'Event',
  'Agreement',
  'Participation',
  'Commitment',
  'FollowUp',
  'Mandate',
  'Resource',
];

async function worldIds(): Promise<ToldIds> {
  const [sources, nodes, cities, organizations] = await Promise.all([
    db.rows<{ id: string }>(sql`SELECT id FROM source WHERE language = 'ar' OR kind = 'ROSTER' ORDER BY id LIMIT 4`),
    db.rows<{ kind: string; id: string }>(sql`
      SELECT kind, min(id::text) AS id FROM fact WHERE kind = ANY(${NODES}) GROUP BY kind
      UNION ALL SELECT initcap(kind), min(id::text) FROM actor GROUP BY kind UNION ALL SELECT 'Person', min(id::text) FROM person`),
    db.rows<{ id: string }>(sql`SELECT id FROM city WHERE slug IN ('ma-tangier', 'ma-tetouan') ORDER BY slug`),
    db.rows<{ id: string; kind: string }>(sql`
      SELECT id, initcap(kind) AS kind FROM organization WHERE slug IN ('ampcc', 'strong-cities-network', 'uclg') ORDER BY slug DESC`),
  ]);
  return {
    cities: cities.map(({ id }) => globalId('City', id)),
    organizations: organizations.map(({ kind, id }) => globalId(kind, id)),
    sources: sources.map(({ id }) => globalId('Source', id)),
    nodes: [...nodes.map(({ kind, id }) => globalId(kind, id)), globalId('Country', nodes[0]!.id)],
  };
}

describe('A query that is told in SQL', () => {
  it('is answered by one statement as graphql-js answers it, whatever is asked', async () => {
    const schema = await testSchema();
    let told = 0;
    const ids = await worldIds();
    const [tangier, tetouan] = ids.cities.map((id) => uuidIn(id, 'id'));
    await db.rows(sql`UPDATE actor SET merged_into_id = ${tangier} WHERE id = ${tetouan}`);
    await fc.assert(
      fc.asyncProperty(
        toldQueries(schema, TOLD_ROOTS, ids),
        fc.constantFrom(undefined, 'fr', 'ar-MA, en;q=0.5'),
        async (query, language) => {
          const document = parse(query.source);
          // Random selections now and then ask for two lists under one name, or for nothing.
          if (validate(schema, document).length > 0) return;
          const { byFields, byStatement, statements, failures } = await both(query, language, document);
          expect(failures).toEqual([]);
          if (byStatement === null) return;
          told += 1;
          // One more tells what stands for the records that are named by their ids.
          expect(statements).toBeLessThanOrEqual(/\$(member|organization)\b/.test(query.source) ? 2 : 1);
          expect(byStatement).toBe(byFields);
          // The same document again, with what its statement has been kept for, and with other variables.
          const other = { ...query, variables: { ...query.variables, slug: 'es-madrid', network: 'uclg', language: 'es', words: 'oslo' } };
          const again = await both(other, undefined, document);
          expect(again.byStatement ?? again.byFields).toBe(again.byFields);
        },
      ),
      { numRuns: 250 },
    );
    expect(told).toBeGreaterThan(130);
    await db.rows(sql`UPDATE actor SET merged_into_id = NULL WHERE id = ${tetouan}`);
  }, 300_000);

  it('is answered by graphql-js alike where something is known without a row', async () => {
    const [schema, ids] = await Promise.all([testSchema(), worldIds()]);
    let told = 0;
    await fc.assert(
      fc.asyncProperty(toldQueries(schema, KNOWN_ROOTS, ids), fc.constantFrom(undefined, 'fr', 'ar-MA'), async (query, language) => {
        const document = parse(query.source);
        if (validate(schema, document).length > 0) return;
        const { byFields, byStatement } = await both(query, language, document);
        if (byStatement === null) return;
        told += 1;
        expect(byStatement).toBe(byFields);
      }),
      { numRuns: 200, endOnFailure: true },
    );
    expect(told).toBeGreaterThan(60);
  }, 300_000);

  const known = [
    ['groups of cities', '{ cityGroups(groupBy: [COUNTRY]) { keys count populationSum } }', 0],
    [
      'the overlap of two networks, and who is in both',
      '{ node(id: $one) { ... on Network { overlapWith(organizationId: $other) { shared a { name } sharedMembers(first: 3) { totalCount pageInfo { endCursor } nodes { name } edges { cursor node { id } } } } } } }',
      2,
    ],
    [
      'a matrix',
      '{ overlapMatrix(organizationIds: [$one, $other]) { sharedByAll organizations { name } cells { a { name } b { name } jaccard } } }',
      1,
    ],
    [
      'ways, in words',
      '{ paths(from: $place, to: $other, first: 2) { length confidence explanation(language: "ar") steps { relation from { name } to { id } } } }',
      null,
    ],
    [
      'a graph to draw',
      '{ graph(around: [$place], limit: 12) { truncated edges { kind weight } nodes { degree community actor { name } } } }',
      1,
    ],
    ['how many members each of some networks has', '{ networks(first: 5) { nodes { name memberCount } } }', 1],
    [
      'how many members have those who are in both',
      '{ network(slug: "strong-cities-network") { overlapWith(organizationId: $other) { sharedMembers(first: 9) { nodes { name ... on Association { memberCount } } } } } }',
      2,
    ],
    [
      'growth, and the state of the data',
      '{ network(slug: "strong-cities-network") { growth(from: "2010-01-01", step: YEAR) { on value } dataStatus { grade issues(language: "fr") } } }',
      null,
    ],
    [
      'whom to invite, and why',
      '{ network(slug: "strong-cities-network") { invitationCandidates(first: 3) { edges { score reasons(language: "es") introducers { length } node { name } } } } }',
      null,
    ],
    [
      'like cities, and networks to join',
      '{ city(slug: "ma-tangier") { peers(first: 3) { edges { score sharedNetworks { name } } } suggestedNetworks(first: 2) { edges { similarMembers node { name } } } } }',
      null,
    ],
    [
      'what an association may use',
      '{ association(slug: "ampcc") { accessibleResources(first: 4) { nodes { level explanation missing chain { length } } } reachableOrganizations { edges { path { length } node { name } } } } }',
      null,
    ],
    ['where networks are present', '{ country(isoAlpha2: "MA") { name networkPresence { cities share network { name } } } }', 2],
  ] as const;

  it.each(known)('is not left to graphql-js where it asks for %s', async (_what, source, statements) => {
    const declared = (['one', 'other', 'place'] as const).filter((name) => source.includes(`$${name}`)).map((name) => `$${name}: ID!`);
    const { organizations, cities } = await worldIds();
    const [other, one, place] = [...organizations.slice(0, 2), cities[0]];
    const query = {
      source: `query Known${declared.length > 0 ? `(${declared.join()})` : ''} ${source}`,
      variables: { one, other, place },
    };
    const answers = await both(query);
    expect(answers.byStatement).toBe(answers.byFields);
    if (statements !== null) expect(answers.statements).toBe(statements);
  });

  const untold = [
    ['from the end', '{ memberships(last: 2) { nodes { id } } }'],
    ['too large a page', '{ networks(first: 101) { nodes { slug } } }'],
    ['behind what is no cursor', '{ cities(after: "no cursor") { nodes { slug } } }'],
    ['by what is no id', '{ city(id: "no id") { slug } }'],
    ['by two identifiers', '{ city(slug: "ma-tangier", geonamesId: 1) { slug } }'],
    ['what the graph knows', '{ cities(orderBy: { field: MEMBERSHIP_COUNT, direction: DESC }, first: 1) { nodes { slug } } }'],
    ['also for what is not told in SQL', '{ city(slug: "ma-tangier") { slug } stats { cities } }'],
    ['more than 300 fields', `{ cities { nodes { ${Array.from({ length: 301 }, (_, at) => `a${at}: slug`).join(' ')} } } }`],
  ] as const;

  it.each(untold)('is left to graphql-js where it asks %s', async (_how, source) => {
    const { byStatement } = await both({ source, variables: {} });
    expect(byStatement).toBeNull();
  });

  it('that was refused once, for its variables, is answered by one statement with others', async () => {
    const source = 'query Cities($first: Int) { cities(first: $first) { nodes { slug } } }';
    const document = parse(source);
    const sizes = [101, 2, 101, 3];
    const answers = await Promise.all(
      sizes.map(async (first) => (await both({ source, variables: { first } }, undefined, document)).byStatement),
    );
    expect(answers.map((text) => text && JSON.parse(text).cities.nodes.length)).toEqual([null, 2, null, 3]);
  });

  it('shows of a city that was merged the one that stands for it', async () => {
    const [tangier, other] = await db.rows<{ id: string }>(sql`
      SELECT id FROM city WHERE slug IN ('ma-tangier', 'ma-tetouan') ORDER BY slug`);
    await db.rows(sql`UPDATE actor SET merged_into_id = ${tangier!.id} WHERE id = ${other!.id}`);
    const source = 'query Both($id: ID!) { slug: city(slug: "ma-tetouan") { slug } id: city(id: $id) { id slug } }';
    const { byFields, byStatement } = await both({ source, variables: { id: globalId('City', other!.id) } });
    expect(byStatement).toBe(byFields);
    const id = globalId('City', tangier!.id);
    expect(JSON.parse(byStatement ?? '')).toEqual({ slug: { slug: 'ma-tangier' }, id: { id, slug: 'ma-tangier' } });
    await db.rows(sql`UPDATE actor SET merged_into_id = NULL WHERE id = ${other!.id}`);
  });

  const named = [
    ['in a variable', 'query Named($id: ID!) { memberships(where: { memberId: { eq: $id } }) { totalCount nodes { member { id } } } }'],
    ['in the document', '{ memberships(where: { or: [{ memberId: { eq: "ID" } }] }) { totalCount nodes { member { id } } } }'],
    ['within what is shown', '{ organization(slug: "uclg") { members(where: { memberId: { in: ["ID"] } }) { nodes { member { id } } } } }'],
  ] as const;

  it.each(named)(
    'and names a city %s is about the one that stands for it, though it was asked before they were merged',
    async (_where, text) => {
      const [kept, merged] = await db.rows<{ id: string }>(sql`
      SELECT c.id FROM city AS c JOIN membership AS m ON m.member_id = c.id JOIN organization AS o ON o.id = m.organization_id
      WHERE o.slug = 'uclg' AND m.superseded_at = 'infinity' AND m.valid_to = 'infinity' ORDER BY c.id LIMIT 2`);
      const variables = { id: globalId('City', merged!.id) };
      const document = parse(text.replace('ID"', `${variables.id}"`));
      const ask = () => both({ source: text, variables }, undefined, document);
      const before = await ask();
      await db.rows(sql`UPDATE actor SET merged_into_id = ${kept!.id} WHERE id = ${merged!.id}`);
      const after = await ask();
      await db.rows(sql`UPDATE actor SET merged_into_id = NULL WHERE id = ${merged!.id}`);
      const again = await ask();
      for (const { byStatement, byFields, statements } of [before, after, again]) {
        expect(byStatement).toBe(byFields);
        expect(statements).toBe(2);
      }
      expect(before.byStatement).toContain(variables.id);
      expect(after.byStatement).toContain(globalId('City', kept!.id));
      expect(after.byStatement).not.toContain(variables.id);
      expect(again.byStatement).toBe(before.byStatement);
    },
  );

  it('is answered by graphql-js when the statement fails, and so tells which field it was', async () => {
    const failing: Database = { rows: (query) => (query.text.includes('AS answer') ? Promise.reject(new Error('gone')) : db.rows(query)) };
    const document = parse('{ city(slug: "ma-tangier") { slug } }');
    const operation = { schema: await testSchema(), document, operationName: undefined, variables: {}, coerced: {} };
    const { data, errors } = await executed({ ...operation, context: testContext(db, failing) });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe('{"city":{"slug":"ma-tangier"}}');
  });

  it('is answered by graphql-js where an object is missing that must be there', async () => {
    const document = parse('{ commitments(first: 1) { nodes { id collaboration { id } } } }');
    const ask = async () =>
      executed({ schema: await testSchema(), document, operationName: undefined, variables: {}, coerced: {}, context: testContext(db) });
    expect((await ask()).data).toBeInstanceOf(Written);
    await db.rows(sql`
      UPDATE collaboration SET superseded_at = now()
      WHERE id = (SELECT collaboration_id FROM commitment WHERE superseded_at = 'infinity' ORDER BY collaboration_id LIMIT 1)`);
    const { data, errors } = await ask();
    expect(data).toBeNull();
    expect(errors?.map(({ path }) => path)).toEqual([['commitments', 'nodes', 0, 'collaboration']]);
  });
});
