import { randomUUID } from 'node:crypto';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { inTransaction } from '../kit/facts';
import { audited, CITED, type Partners, partners } from '../kit/partners';

let hub: Partners;
let curator: string;
beforeAll(async () => {
  hub = await partners();
  curator = await hub.key(null, 'CURATOR');
});
afterAll(() => hub.close());

const ERASE =
  'mutation ($id: ID!, $reason: String!) { erasePerson(personId: $id, reason: $reason) { erasedId userErrors { code field } } }';
const NAME = 'Fatima Zahra El-Idrissi';

/** A mayor, with a title, a quote and a second version that say her name. */
async function mayor(): Promise<string> {
  const [person, mandate, one, two] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const { source, actors } = hub.field;
  const version = (id: string, title: string): [string, unknown[]] => [
    `INSERT INTO mandate (version_id, id, person_id, role, title, at_id, confidence, recorded_at) VALUES ($1, $2, $3, 'MAYOR', $4, $5, 0.9, clock_timestamp())`,
    [id, mandate, person, { en: title }, actors[0]],
  ];
  const cited = (id: string): [string, unknown[]] => [
    'INSERT INTO citation (id, fact_id, version_id, source_id, quote) VALUES ($1, $2, $3, $4, $5)',
    [randomUUID(), mandate, id, source, `Mayor ${NAME} said`],
  ];
  await inTransaction(hub.db, [
    [
      'INSERT INTO person (id, name, folded, wikidata_id) VALUES ($1, $2, $3, $4)',
      [person, { en: NAME, ar: 'فاطمة الزهراء الإدريسي' }, NAME.toLowerCase(), `Q${Date.now()}`],
    ],
    ["INSERT INTO fact (id, kind) VALUES ($1, 'Mandate')", [mandate]],
    ...[version(one, `Mayor ${NAME}`), cited(one)],
  ]);
  await inTransaction(hub.db, [
    ['UPDATE mandate SET superseded_at = clock_timestamp() WHERE version_id = $1', [one]],
    ...[version(two, `Lady mayor ${NAME}`), cited(two)],
    ["INSERT INTO source (id, kind, title) VALUES ($1, 'NEWS_ARTICLE', $2)", [randomUUID(), { fr: `Entretien avec ${NAME}` }]],
  ]);
  return person;
}

async function tablesThatName(): Promise<string[]> {
  const tables = await hub.db.rows<{ name: string }>(
    sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await hub.db.source.query(
        `SELECT FROM "${name}" AS t WHERE to_jsonb(t)::text ILIKE '%idrissi%' OR to_jsonb(t)::text LIKE '%الإدريسي%' LIMIT 1`,
      );
      return rows.length > 0 ? [name] : [];
    }),
  );
  return found.flat().sort();
}

it('a person is erased from every table, past and feed included; a tombstone and the record that it was done stay', async () => {
  const person = await mayor();
  const proposal = { summary: `${NAME} is no mayor any more`, patch: {}, citations: [{ ...CITED[0], quote: `${NAME} has left` }] };
  const { userErrors } = await hub.write(
    curator,
    'mutation ($input: ProposalInput!) { createProposal(input: $input) { userErrors { code } } }',
    { input: proposal },
  );
  expect(userErrors).toEqual([]);
  const merged = await hub.write(
    curator,
    'mutation ($keep: ID!, $merge: [ID!]!, $cited: [CitationInput!]!) { mergeCities(keepId: $keep, mergeIds: $merge, citations: $cited) { userErrors { message } } }',
    { keep: hub.city(2), merge: [hub.city(4)], cited: [{ ...CITED[0], quote: `${NAME} says that they are one` }] },
  );
  expect(merged.userErrors).toEqual([]);
  expect(await tablesThatName()).toEqual(['actor_merge', 'change', 'change_proposal', 'citation', 'mandate', 'person', 'source']);
  const id = globalId('Person', person);
  expect(await hub.write(curator, ERASE, { id, reason: 'Asked for by letter.' })).toEqual({ erasedId: id, userErrors: [] });
  expect(await tablesThatName()).toEqual([]);
  const { data } = await hub.send(
    undefined,
    'query ($id: ID!) { node(id: $id) { ... on Person { name wikidataId } } changes(first: 100) { nodes { kind before after entityType } } search(query: "Idrissi", types: [PERSON]) { nodes { __typename } } }',
    { id },
  );
  expect(data.node).toEqual({ name: '[erased]', wikidataId: null });
  expect(data.search.nodes).toEqual([]);
  expect(data.changes.nodes).toContainEqual({
    kind: 'ERASED',
    before: null,
    after: null,
    entityType: 'Person',
  });
  expect(await hub.db.rows(sql`SELECT reason FROM change WHERE kind = 'ERASED'`)).toEqual([{ reason: 'Asked for by letter.' }]);
  expect(await audited(hub.db, 1)).toEqual(['erasePerson DONE']);
  const sequences = await hub.db.rows<{ holes: number }>(sql`SELECT (max(sequence) - count(*))::int AS holes FROM change`);
  expect(sequences).toEqual([{ holes: 0 }]);
  expect((await hub.write(curator, ERASE, { id, reason: 'Again' })).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['personId'] }]);
  await hub.db.rows(sql`UPDATE person SET name = ${JSON.stringify({ en: NAME })}::jsonb WHERE id = ${person}`);
  expect(await tablesThatName()).toEqual([]);
});

it.each([
  ['names the person', `${NAME} asked for it`, 'INVALID'],
  ['is blank', ' ', 'BLANK'],
])('a reason that %s is refused, and nothing erased', async (_what, reason, code) => {
  const person = await mayor();
  const { userErrors } = await hub.write(curator, ERASE, { id: globalId('Person', person), reason });
  expect(userErrors).toEqual([{ code, field: ['reason'] }]);
  expect(await tablesThatName()).toContain('person');
});

it('a partner erases nobody', async () => {
  const key = await hub.key(0, 'PARTNER_ADMIN');
  expect(await hub.write(key, ERASE, { id: globalId('Person', await mayor()), reason: 'I want to' })).toBe('FORBIDDEN');
});

it.each([
  'UPDATE change SET before = NULL, after = NULL',
  'UPDATE citation SET quote = NULL',
  'UPDATE mandate SET title = NULL',
  "UPDATE citation SET quote = 'other words'",
])('nothing else lets words go: %s', async (statement) => {
  await mayor();
  await expect(hub.db.source.query(statement)).rejects.toThrow(/never changed/);
});
