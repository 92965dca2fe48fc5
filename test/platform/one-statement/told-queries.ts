import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { toldOf } from '../../../src/platform/one-statement/told';

export interface ToldQuery {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Ways into the default world that are told in SQL. */
const ROOTS = [
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
  'search(query: $words, types: [CITY, NETWORK], first: $few)',
  'country(isoAlpha2: "MA")',
  'countries(region: "hub:MENA", first: 2)',
  'networks(first: 3)',
  'associations(where: { country: ["MA", "FR"] }, first: $few)',
] as const;

const DECLARED: Readonly<Record<string, string>> = {
  slug: 'String!',
  geonamesId: 'ID!',
  network: 'String!',
  where: 'CityFilter',
  memberships: 'MembershipFilter',
  few: 'Int = 2',
  after: 'String',
  words: 'String!',
  yes: 'Boolean!',
  no: 'Boolean = false',
  language: 'LanguageTag',
  asOf: 'Date',
};

const variables = fc.record(
  {
    slug: fc.constantFrom('ma-tangier', 'mt-valletta', 'no-such-city', 'o\'brien \\ " %'),
    geonamesId: fc.constantFrom('2530335', '1', 'x'),
    network: fc.constantFrom('strong-cities-network', 'uclg', 'ampcc'),
    where: fc.constantFrom(null, { country: ['MA'] }, { or: [{ name: { contains: 'ang' } }, { population: { gte: 9_000_000 } }] }),
    memberships: fc.constantFrom(null, { status: ['ACTIVE'] }, { not: { status: ['ACTIVE'] } }),
    few: fc.constantFrom(0, 1, 3, 101, null),
    after: fc.constantFrom(null, 'WyJiIiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0', 'no cursor'),
    words: fc.constantFrom('tangier', 'طنجة', 'strong cities', '!'),
    yes: fc.boolean(),
    no: fc.boolean(),
    language: fc.constantFrom('ar', 'fr', 'en-GB', null),
    asOf: fc.constantFrom('2015-06-30', '2999-01-01', null),
  },
  { requiredKeys: ['slug', 'geonamesId', 'network', 'words', 'yes'] },
);

/** Queries of which every field is told in SQL: aliases, arguments, conditions, abstract types, fragments spread more than once, nested lists. */
export function toldQueries(schema: GraphQLSchema): fc.Arbitrary<ToldQuery> {
  const choices = fc.infiniteStream(fc.nat(2 ** 20));
  return fc.record({ choices, variables, roots: fc.shuffledSubarray([...ROOTS], { minLength: 1, maxLength: 2 }) }).map((made) => {
    const writer = new Writer(schema, made.choices);
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
  ) {}

  selection(type: GraphQLNamedType, depth: number): string {
    if (!isCompositeType(type)) return '';
    const own = isAbstractType(type) ? this.ofAbstract(type, depth) : [];
    // A type without fields of its own is a union; a page and an edge are never asked for their type by name.
    const named = /(Connection|Edge)$|^PageInfo$/.test(type.name) ? [] : ['__typename'];
    return ` { ${[...named, ...this.someFields(type, depth), ...own, ...this.fragmentOf(type, depth)].join(' ')} }`;
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
      const isTold = isPart || toldOf(field) || (isObjectType(type) && !field.resolve && !isCompositeType(shown));
      return isTold && field.args.every((arg) => !isNonNullType(arg.type)) && (depth > 0 || !isCompositeType(shown));
    });
  }

  private someFields(type: GraphQLNamedType, depth: number): string[] {
    const all = this.toldFields(type, depth);
    if (all.length === 0) return [];
    return Array.from({ length: 1 + this.pick([0, 1, 2, 3]) }, () => this.field(this.pick(all), depth));
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.flatMap(({ name }) => {
      if (name === 'first') return this.pick(['first: 2', 'first: $few', '']);
      if (name === 'asOf') return this.pick(['asOf: $asOf', '', '']);
      return name === 'language' ? this.pick(['language: $language', 'language: "ar"', '']) : '';
    });
    const args = given.some((arg) => arg !== '') ? `(${given.filter((arg) => arg !== '').join(', ')})` : '';
    return `f${this.aliases++}: ${field.name}${args}${this.condition()}${this.selection(getNamedType(field.type), depth - 1)}`;
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
