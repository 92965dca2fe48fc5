import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

export interface RandomQuery {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Ways into the default world, with their arguments; half of them by variables. */
const ROOTS = [
  'city(slug: "ma-tangier")',
  'city(slug: $slug)',
  'association(slug: "ampcc")',
  'organization(slug: "uclg")',
  'network(slug: $network)',
  'cities(where: $where, first: $few)',
  'cities(first: 3, orderBy: { field: NAME, direction: ASC })',
  'memberships(first: $few, where: $memberships)',
  'collaborations(first: $few)',
  'commitments(first: 4)',
  'resources(first: $few)',
  'search(query: "tangier", first: $few)',
  'country(isoAlpha2: "MA")',
  'country(isoAlpha2: $nowhere)',
  'networks(first: 3)',
  'hub',
  'stats',
  'regions',
  'nodes(ids: $ids)',
] as const;

const DECLARED =
  '($slug: String!, $network: String!, $where: CityFilter, $memberships: MembershipFilter, $few: Int = 2, $nowhere: ID!, $ids: [ID!]!, $yes: Boolean!, $no: Boolean = false, $language: LanguageTag)';

const where: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom({ country: ['MA'] }, { population: { gte: 100_000 } }, {}, { name: { contains: 'ang' } }),
    fc.record({ or: fc.array(tie('filter'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('filter') }),
  ),
})).filter;

const variables = fc.record(
  {
    slug: fc.constantFrom('ma-tangier', 'mt-valletta', 'no-such-city'),
    network: fc.constantFrom('strong-cities-network', 'uclg'),
    where: fc.option(where),
    memberships: fc.constantFrom(null, { status: ['ACTIVE'] }, { not: { status: ['ACTIVE'] } }),
    few: fc.constantFrom(0, 1, 3),
    nowhere: fc.constantFrom('MT', 'ZZ', 'nowhere'),
    ids: fc.constantFrom([], ['not an id'], ['Q2l0eTo2ZjFkMWEwZS02YjBmLTRjNjMtOWEzZS0yZDZjM2YwYjdhNTE']),
    yes: fc.boolean(),
    no: fc.boolean(),
    language: fc.constantFrom('ar', 'fr', null),
  },
  { requiredKeys: ['slug', 'network', 'nowhere', 'ids', 'yes'] },
);

/** Queries to the hub's schema: aliases, arguments, conditions, unions, fragments spread more than once, nested lists. */
export function randomQueries(schema: GraphQLSchema): fc.Arbitrary<RandomQuery> {
  const choices = fc.infiniteStream(fc.nat(2 ** 20));
  return fc.record({ choices, variables, roots: fc.shuffledSubarray([...ROOTS], { minLength: 1, maxLength: 2 }) }).map((made) => {
    const writer = new Writer(schema, made.choices);
    const fields = made.roots.map((root, at) => {
      const type = schema.getQueryType()?.getFields()[/^\w+/.exec(root)?.[0] ?? '']?.type;
      return `root${at}: ${root}${type ? writer.selection(getNamedType(type), 4) : ''}`;
    });
    const source = `query Random${DECLARED} { ${fields.join(' ')} always: __typename @include(if: $yes) never: __typename @skip(if: $no)
      city(slug: $slug) { id } n: network(slug: $network) { id } c: country(isoAlpha2: "MT") { name(language: $language) }
      w: cities(where: $where, first: $few) { totalCount } m: memberships(where: $memberships, first: 1) { totalCount }
      x: country(isoAlpha2: $nowhere) { id } i: nodes(ids: $ids) { id } }\n${writer.fragments.join('\n')}`;
    return { source, variables: made.variables };
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
    const fields = isObjectType(type) || 'getFields' in type ? this.someFields(type, depth) : [];
    return ` { __typename ${[...fields, ...own, ...this.fragmentOf(type, depth)].join(' ')} }`;
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[(this.choices.next().value ?? 0) % items.length] as Item;
  }

  private ofAbstract(type: GraphQLNamedType & Parameters<GraphQLSchema['getPossibleTypes']>[0], depth: number): string[] {
    const one = this.pick(this.schema.getPossibleTypes(type));
    return depth > 0 ? [`... on ${one.name}${this.condition()}${this.selection(one, depth - 1)}`] : [];
  }

  private someFields(type: GraphQLNamedType, depth: number): string[] {
    if (!('getFields' in type)) return [];
    const all = Object.values(type.getFields() as Record<string, GraphQLField<unknown, unknown>>).filter(
      (field) => field.args.every((arg) => !isNonNullType(arg.type)) && (depth > 0 || !isCompositeType(getNamedType(field.type))),
    );
    return Array.from({ length: 1 + this.pick([0, 1, 2]) }, () => this.pick(all)).flatMap((field) =>
      field ? this.field(field, depth) : [],
    );
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.some(({ name }) => name === 'first')
      ? this.pick(['(first: 2)', '(first: $few)'])
      : field.args.some(({ name }) => name === 'language')
        ? this.pick(['', '(language: $language)', '(language: "ar")'])
        : '';
    // A list inside a list inside a list would be refused, and take long.
    const inside = isListType(field.type) && depth > 2 ? depth - 2 : depth - 1;
    return `f${this.aliases++}: ${field.name}${given}${this.condition()}${this.selection(getNamedType(field.type), inside)}`;
  }

  private condition(): string {
    return this.pick(['', '', '', ' @include(if: $yes)', ' @skip(if: $no)', ' @skip(if: $yes)', ' @include(if: true)']);
  }

  /** The same fragment again for the same type, with another condition, as often as the numbers say so. */
  private fragmentOf(type: GraphQLNamedType, depth: number): string[] {
    if (depth < 1 || this.inFragment || this.pick([0, 1, 2]) > 0) return [];
    const known = this.byType.get(type.name);
    if (known) return [`...${known}${this.condition()}`, `...${known}${this.condition()}`];
    const name = `Of${type.name}`;
    this.byType.set(type.name, name);
    this.inFragment = true;
    this.fragments.push(`fragment ${name} on ${type.name}${this.selection(type, depth - 2)}`);
    this.inFragment = false;
    return [`...${name}${this.condition()}`, `...${name}`];
  }
}
