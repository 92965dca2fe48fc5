import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { HubDatabase } from '../../../src/platform/database';
import { toldOf } from '../../../src/platform/one-statement/told';
import { raw, sql } from '../../../src/platform/sql';
import { testSchema } from '../../kit/ask';
import { loadedWorld } from '../../kit/world';

let db: HubDatabase;
beforeAll(async () => {
  db = await loadedWorld();
  // Versions of facts are never changed; here their columns are to refuse what no version may have.
  for (const table of ['collaboration', 'commitment', 'membership_tier', 'resource'])
    await db.rows(sql`ALTER TABLE ${raw(table)} DISABLE TRIGGER USER`);
}, 120_000);
afterAll(() => db.close());

/** Entities whose columns make up the rows of a type, where that is not the entity of its name. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  City: ['Actor', 'City'],
  Country: ['Actor', 'Country'],
  ...Object.fromEntries(['Association', 'Network', 'Institution'].map((type) => [type, ['Actor', 'Organization']])),
  ...Object.fromEntries(['Twinning', 'JointProject', 'Event', 'Agreement'].map((type) => [type, ['Collaboration']])),
};

/** What makes sure of a value that is in no column which is never null: a change the database refuses. */
const REFUSED: Readonly<Record<string, string>> = {
  'Association.scope': `UPDATE organization SET scope = NULL WHERE kind = 'ASSOCIATION'`,
  'Network.scope': `UPDATE organization SET scope = NULL WHERE kind = 'NETWORK'`,
  'Institution.kind': `UPDATE organization SET institution_kind = NULL WHERE kind = 'INSTITUTION'`,
  'Twinning.twinningKind': `UPDATE collaboration SET twinning_kind = NULL WHERE kind = 'TWINNING'`,
  'Event.eventKind': `UPDATE collaboration SET event_kind = NULL WHERE kind = 'EVENT'`,
  'Agreement.agreementKind': `UPDATE collaboration SET agreement_kind = NULL WHERE kind = 'AGREEMENT'`,
  'Coordinates.latitude': 'UPDATE city SET latitude = NULL WHERE longitude IS NOT NULL',
  'Coordinates.longitude': 'UPDATE city SET longitude = NULL WHERE latitude IS NOT NULL',
  'Money.currency': `UPDATE collaboration SET budget_amount = 1, budget_currency = NULL`,
};
/** Lists that cannot hold null. */
const REFUSED_IN_LISTS: Readonly<Record<string, string>> = {
  'Commitment.levels': `UPDATE commitment SET levels = '{NULL}'`,
  'MembershipTier.openTo': `UPDATE membership_tier SET open_to = '{NULL}'`,
  'Resource.languages': `UPDATE resource SET languages = '{NULL}'`,
  'Theme.sdgs': `UPDATE theme SET sdgs = '{NULL}'`,
};

/** Never null as they are written: where something is missing, the statement says what it means. */
const WRITTEN_SO = ['Commitment.isOverdue', 'FollowUp.isOverdue', 'LocalizedName.isRightToLeft'];
/** Columns of subqueries, of tables that have them never null; `amount` and `value` are what such an object is there for. */
const READ_SO = [
  ...[
    'LocalizedName.value',
    'LocalizedName.language',
    'LocalizedName.kind',
    'RelatedCollaboration.relation',
    'RelatedCollaboration.isInverse',
  ],
  ...['SearchResultEdge.score', 'SearchResultEdge.matched', 'Money.amount', 'Population.value'],
];

/** Types of what told fields show: rows, parts of rows, and edges of pages. */
async function shownTypes(): Promise<GraphQLObjectType[]> {
  const schema = await testSchema();
  const shown = new Set<GraphQLObjectType>();
  for (const type of Object.values(schema.getTypeMap()).filter((each) => isObjectType(each)))
    for (const field of Object.values(type.getFields()).filter(isOfRows)) {
      const { nodes, edges } = fieldsOf(getNamedType(field.type));
      for (const one of nodes && edges ? [nodes, edges] : [field]) {
        const named = getNamedType(one.type);
        // `node` shows whatever has an id: what is told of it others show as well.
        if (named.name === 'Node') continue;
        for (const each of isAbstractType(named) ? schema.getPossibleTypes(named) : [named]) if (isObjectType(each)) shown.add(each);
      }
    }
  return [...shown];
}

/** What is known without a row is looked at as it is written. */
const isOfRows = (field: GraphQLField<unknown, unknown>) => (toldOf(field)?.as ?? 'known') !== 'known';

const fieldsOf = (type: GraphQLNamedType) => (isObjectType(type) ? type.getFields() : {});

/** Leaves that are never null, and are written in SQL when asked for. */
async function toldLeaves(): Promise<[GraphQLObjectType, GraphQLField<unknown, unknown>][]> {
  const isToldLeaf = (field: GraphQLField<unknown, unknown>) =>
    isNonNullType(field.type) && isLeafType(getNamedType(field.type)) && (toldOf(field)?.as === 'value' || !field.resolve);
  return (await shownTypes()).flatMap((type) =>
    Object.values(type.getFields())
      .filter(isToldLeaf)
      .map((field): [GraphQLObjectType, GraphQLField<unknown, unknown>] => [type, field]),
  );
}

describe('What is told in SQL and is never null in GraphQL', () => {
  it('is in columns that are never null in the database, or is known to be made so', async () => {
    const columns = new Map(
      db.source.entityMetadatas.flatMap(({ name, columns: all }) =>
        all.map((column) => [`${name}.${column.propertyName}`, !column.isNullable]),
      ),
    );
    const unsure: string[] = [];
    for (const [type, field] of await toldLeaves()) {
      const { needs = [field.name] } = field.extensions as { readonly needs?: readonly string[] };
      const places = ROWS[type.name] ?? [type.name];
      const isSure = needs.every((property) => places.some((entity) => columns.get(`${entity}.${property}`)));
      if (!isSure && !(/Edge$/.test(type.name) && field.name === 'cursor')) unsure.push(`${type.name}.${field.name}`);
    }
    expect(unsure.sort()).toEqual([...Object.keys(REFUSED), ...WRITTEN_SO, ...READ_SO].sort());
  });

  it.each(Object.entries({ ...REFUSED, ...REFUSED_IN_LISTS }))('cannot be missing: %s', async (_field, change) => {
    await expect(db.rows(sql`${raw(change)}`)).rejects.toThrow(/violates check constraint/);
  });

  it('is no column with a list that may hold null', async () => {
    const lists = (await toldLeaves()).filter(([, field]) => isListType(getNullableType(field.type)) && !toldOf(field));
    expect(lists.map(([{ name }, field]) => `${name}.${field.name}`).sort()).toEqual(Object.keys(REFUSED_IN_LISTS).sort());
  });

  it('ends the statement where an object that must be there is not', async () => {
    await expect(db.rows(sql`SELECT coalesce((SELECT '{}'::json WHERE false), missing())`)).rejects.toThrow('must be there');
    expect(await db.rows(sql`SELECT coalesce('{}'::json, missing()) AS shown`)).toEqual([{ shown: {} }]);
  });
});
