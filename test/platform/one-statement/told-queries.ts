import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { toldOf } from '../../../src/platform/one-statement/told';

export interface ToldQuery {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Global ids in the default world. */
export interface ToldIds {
  readonly sources: readonly string[];
  /** One was merged into another. */
  readonly cities: readonly string[];
  /** One was merged into another. */
  readonly organizations: readonly string[];
  /** Of any type. */
  readonly nodes: readonly string[];
}

/** Ways into the default world that are told in SQL. */
export const TOLD_ROOTS = [
  'city(slug: "ma-tangier")',
  'city(geonamesId: $geonamesId)',
  'city(slug: $slug)',
  'association(slug: "ampcc")',
  'organization(slug: "uclg")',
  'network(slug: $network)',
  'institution(slug: "iij")',
  'cities(where: $where, first: $few)',
  'cities(first: 3, after: $after, orderBy: { field: NAME, direction: ASC })',
  'memberships(first: $few, where: $memberships)',
  'memberships(first: 3, where: { memberId: { eq: $member } })',
  'commitments(first: 2, where: { organizationId: { eq: $organization } })',
  'network(id: $organization)',
  'search(query: $words, types: [CITY, NETWORK], first: $few)',
  'country(isoAlpha2: "MA")',
  'countries(region: "hub:MENA", first: 2)',
  'networks(first: 3)',
  'associations(where: { country: ["MA", "FR"] }, first: $few)',
  'collaborations(first: $few, where: $collaborations)',
  'collaborations(first: 3, where: { kind: [AGREEMENT, EVENT] }, orderBy: { field: TITLE, direction: ASC }, knownAt: $knownAt)',
  'commitments(first: $few, where: $commitments)',
  'followUps(first: 3, where: $followUps)',
  'resources(first: $few)',
  'source(id: $source)',
  'search(query: $words, first: $few)',
  'node(id: $id)',
  'themes',
  'regions',
  'region(code: "hub:MENA")',
] as const;

/** Ways into what is known without a row. */
export const KNOWN_ROOTS: readonly string[] = [
  'cityGroups(where: $where, groupBy: [COUNTRY])',
  'cityGroups(where: { memberOfAny: [$one] }, groupBy: [COUNTRY, NETWORK], asOf: $asOf)',
  'overlapMatrix(organizationIds: [$one, $organization])',
  'paths(from: $place, to: $one, first: $few)',
  'graph(around: [$place], limit: 12)',
  'node(id: $one)',
  'network(slug: $network)',
  'association(slug: "ampcc")',
  'city(slug: "ma-tangier")',
  'country(isoAlpha2: "MA")',
];

const DECLARED: Readonly<Record<string, string>> = {
  slug: 'String!',
  geonamesId: 'ID!',
  network: 'String!',
  where: 'CityFilter',
  memberships: 'MembershipFilter',
  collaborations: 'CollaborationFilter',
  commitments: 'CommitmentFilter',
  followUps: 'FollowUpFilter',
  few: 'Int = 2',
  after: 'String',
  words: 'String!',
  yes: 'Boolean!',
  no: 'Boolean = false',
  language: 'LanguageTag',
  asOf: 'Date',
  knownAt: 'DateTime',
  source: 'ID!',
  id: 'ID!',
  member: 'ID',
  organization: 'ID!',
  role: 'OfficeRole',
  one: 'ID!',
  place: 'ID!',
};

/** Arguments within a selection, by their name or type; an enum may have any of its values. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  first: ['2', '$few'],
  asOf: ['$asOf'],
  knownAt: ['$knownAt'],
  language: ['$language', '"ar"'],
  OfficeRole: ['$role', 'PRESIDENT'],
  MembershipFilter: ['$memberships'],
  CollaborationFilter: ['$collaborations', '{ kind: [EVENT] }'],
  CommitmentFilter: ['$commitments', '{ isOverdue: false }'],
  FollowUpFilter: ['$followUps'],
  CommitmentOrder: ['{ field: DUE_ON, direction: DESC }'],
  MembershipOrder: ['{ field: MEMBER_NAME, direction: ASC }'],
};

/** Arguments that must be given. */
const REQUIRED: Readonly<Record<string, string>> = {
  organizationId: '$one',
  actorId: '$place',
  from: '"2015-01-01"',
  step: 'YEAR',
};

const variables = (ids: ToldIds) =>
  fc.record(
    {
      slug: fc.constantFrom('ma-tangier', 'mt-valletta', 'no-such-city', 'o\'brien \\ " %'),
      geonamesId: fc.constantFrom('2530335', '1', 'x'),
      network: fc.constantFrom('strong-cities-network', 'uclg', 'ampcc'),
      where: fc.constantFrom(null, { country: ['MA'] }, { or: [{ name: { contains: 'ang' } }, { population: { gte: 9_000_000 } }] }),
      memberships: fc.constantFrom(null, { status: ['ACTIVE'] }, { not: { status: ['ACTIVE'] } }),
      collaborations: fc.constantFrom(
        null,
        { kind: ['AGREEMENT'] },
        { or: [{ kind: ['TWINNING', 'JOINT_PROJECT'] }, { theme: ['social-cohesion'] }] },
      ),
      commitments: fc.constantFrom(null, { isOverdue: true }, { status: ['OPEN'], not: { isOverdue: true } }),
      followUps: fc.constantFrom(null, { isOverdue: false }, { status: ['PLANNED'] }),
      few: fc.constantFrom(0, 1, 3, 101, null),
      after: fc.constantFrom(null, 'WyJiIiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0', 'no cursor'),
      words: fc.constantFrom('tangier', 'طنجة', 'strong cities', '!'),
      yes: fc.boolean(),
      no: fc.boolean(),
      language: fc.constantFrom('ar', 'fr', 'en-GB', null),
      asOf: fc.constantFrom('2015-06-30', '2999-01-01', null),
      knownAt: fc.constantFrom('2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z', null),
      source: fc.constantFrom(...ids.sources, 'no id'),
      member: fc.constantFrom(...ids.cities, null),
      organization: fc.constantFrom(...ids.organizations, ...ids.cities),
      id: fc.constantFrom(...ids.cities, ...ids.nodes, ...ids.sources, 'no id'),
      role: fc.constantFrom('PRESIDENT', 'MAYOR', null),
      one: fc.constantFrom(...ids.organizations),
      place: fc.constantFrom(...ids.cities),
    },
    { requiredKeys: ['one', 'place', 'slug', 'geonamesId', 'network', 'words', 'yes', 'source', 'id', 'organization'] },
  );

/** Queries of which every field is told in SQL, or known: aliases, arguments, conditions, abstract types, fragments spread more than once, nested lists. */
export function toldQueries(schema: GraphQLSchema, ways: readonly string[], ids: ToldIds): fc.Arbitrary<ToldQuery> {
  const choices = fc.infiniteStream(fc.nat(2 ** 20));
  return fc
    .record({ choices, variables: variables(ids), roots: fc.shuffledSubarray([...ways], { minLength: 1, maxLength: 2 }) })
    .map((made) => {
      const writer = new Writer(schema, made.choices, ways === KNOWN_ROOTS);
      const fields = made.roots.map((root, at) => {
        const type = schema.getQueryType()?.getFields()[/^\w+/.exec(root)?.[0] ?? '']?.type;
        return `root${at}: ${root}${type ? writer.selection(getNamedType(type), 4) : ''}`;
      });
      const text = `{ ${fields.join(' ')} }\n${writer.fragments.join('\n')}`;
      const declared = Object.entries(DECLARED).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text));
      const head = declared.map(([name, type]) => `$${name}: ${type}`).join(', ');
      return { source: `query Told${head ? `(${head})` : ''} ${text}`, variables: made.variables };
    });
}

/** Writes selections as the numbers of a stream choose. */
class Writer {
  readonly fragments: string[] = [];
  private readonly byType = new Map<string, string>();
  private aliases = 0;
  private inFragment = false;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly choices: fc.Stream<number>,
    private readonly withKnown: boolean,
  ) {}

  selection(type: GraphQLNamedType, depth: number): string {
    if (!isCompositeType(type)) return '';
    const own = isAbstractType(type) ? this.ofAbstract(type, depth) : [];
    return ` { ${['__typename', ...this.someFields(type, depth), ...own, ...this.fragmentOf(type, depth)].join(' ')} }`;
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[(this.choices.next().value ?? 0) % items.length] as Item;
  }

  private ofAbstract(type: GraphQLNamedType & Parameters<GraphQLSchema['getPossibleTypes']>[0], depth: number): string[] {
    const one = this.pick(this.schema.getPossibleTypes(type).filter((each) => this.toldFields(each, 0).length > 0));
    return depth > 0 ? [`... on ${one.name}${this.condition()}${this.selection(one, depth - 1)}`] : [];
  }

  private toldFields(type: GraphQLNamedType, depth: number): GraphQLField<unknown, unknown>[] {
    if (!('getFields' in type)) return [];
    return Object.values(type.getFields() as Record<string, GraphQLField<unknown, unknown>>).filter((field) => {
      const shown = getNamedType(field.type);
      const isPart = /Connection$|Edge$/.test(type.name);
      const told = toldOf(field);
      const isPlain = isObjectType(type) && !field.resolve && (this.withKnown || !isCompositeType(shown));
      const isTold = isPart || (told && (this.withKnown || told.as !== 'known')) || isPlain;
      const isGiven = field.args.every(({ type: given, name }) => !isNonNullType(given) || name in REQUIRED);
      return isTold && isGiven && (depth > 0 || !isCompositeType(shown));
    });
  }

  private someFields(type: GraphQLNamedType, depth: number): string[] {
    const all = this.toldFields(type, depth);
    if (all.length === 0) return [];
    return Array.from({ length: 1 + this.pick([0, 1, 2, 3]) }, () => this.field(this.pick(all), depth));
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.flatMap(({ name, type }) => {
      const required = isNonNullType(type) && REQUIRED[name];
      return (required ? [required] : this.pick(this.valuesOf(name, getNamedType(type)))).map((value) => `${name}: ${value}`);
    });
    const args = given.length > 0 ? `(${given.join(', ')})` : '';
    return `f${this.aliases++}: ${field.name}${args}${this.condition()}${this.selection(getNamedType(field.type), depth - 1)}`;
  }

  /** What an argument may be given; nothing, twice as likely. */
  private valuesOf(name: string, type: GraphQLNamedType): readonly (readonly string[])[] {
    const values =
      VALUES[name === 'on' ? 'asOf' : name] ?? VALUES[type.name] ?? (isEnumType(type) ? type.getValues().map((each) => each.name) : []);
    return [[], [], ...values.map((value) => [value])];
  }

  private condition(): string {
    return this.pick(['', '', '', '', ' @include(if: $yes)', ' @skip(if: $no)', ' @include(if: true)']);
  }

  /** The same fragment again for the same type, with another condition, as often as the numbers say so. */
  private fragmentOf(type: GraphQLNamedType, depth: number): string[] {
    if (depth < 1 || this.inFragment || this.toldFields(type, 0).length === 0 || this.pick([0, 1, 2]) > 0) return [];
    const known = this.byType.get(type.name) ?? `Of${type.name}`;
    if (!this.byType.has(type.name)) {
      this.byType.set(type.name, known);
      this.inFragment = true;
      this.fragments.push(`fragment ${known} on ${type.name}${this.selection(type, depth - 2)}`);
      this.inFragment = false;
    }
    return [`...${known}${this.condition()}`, `...${known}${this.condition()}`];
  }
}
