/** Documents written to hurt, each with the code it must be refused with. They suit the schema of the server's tests. */
export const ATTACKS: readonly { readonly name: string; readonly query: string; readonly code: string; readonly variables?: object }[] = [
  { name: 'a cyclic query 30 levels deep', query: cyclic(30), code: 'DEPTH_LIMIT_EXCEEDED' },
  { name: 'a cyclic query 2,000 levels deep', query: cyclic(2000), code: 'DEPTH_LIMIT_EXCEEDED' },
  { name: '500 aliases', query: `{ ${times(500, (i) => `a${i}: city(slug: "x") { id }`)} }`, code: 'COST_LIMIT_EXCEEDED' },
  { name: '500 aliases of __typename', query: `{ ${times(500, (i) => `a${i}: __typename`)} }`, code: 'COST_LIMIT_EXCEEDED' },
  { name: 'aliases inside a field', query: `{ city(slug: "x") { ${times(60, (i) => `a${i}: name`)} } }`, code: 'COST_LIMIT_EXCEEDED' },
  { name: '10,000 repeated fields', query: `{ ${times(10_000, () => '__typename')} }`, code: 'COST_LIMIT_EXCEEDED' },
  { name: '4,000 repeated fields', query: `{ ${times(4000, () => '__typename')} }`, code: 'COST_LIMIT_EXCEEDED' },
  { name: '900 repeated fields', query: `{ city(slug: "x") { ${times(900, () => 'id')} } }`, code: 'COST_LIMIT_EXCEEDED' },
  { name: '5,000 directives', query: `{ __typename ${times(5000, () => '@include(if: true)')} }`, code: 'COST_LIMIT_EXCEEDED' },
  { name: '900 directives', query: `{ __typename ${times(900, () => '@a')} }`, code: 'COST_LIMIT_EXCEEDED' },
  { name: '1,000 operations', query: times(1000, (i) => `query Q${i} { __typename }`), code: 'COST_LIMIT_EXCEEDED' },
  { name: '200 fragments', query: `{ ...F0 } ${times(200, (i) => `fragment F${i} on Query { __typename }`)}`, code: 'COST_LIMIT_EXCEEDED' },
  { name: 'a fragment bomb', query: fragmentBomb(40), code: 'COST_LIMIT_EXCEEDED' },
  { name: 'an unused fragment bomb', query: fragmentBomb(40).replace('{ ...F0 }', '{ __typename }'), code: 'COST_LIMIT_EXCEEDED' },
  { name: 'a bomb of overlapping fields', query: overlapBomb(8), code: 'COST_LIMIT_EXCEEDED' },
  {
    name: 'cyclic fragments',
    query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  { name: 'fragments that all spread each other', query: everyFragment(40), code: 'GRAPHQL_VALIDATION_FAILED' },
  { name: 'a filter nested 500 deep', query: `{ cities(where: ${nested(500)}) { totalCount } }`, code: 'DEPTH_LIMIT_EXCEEDED' },
  { name: 'a filter nested 20 deep', query: `{ cities(where: ${nested(20)}) { totalCount } }`, code: 'DEPTH_LIMIT_EXCEEDED' },
  { name: 'a list nested 500 deep', query: `{ nodes(ids: ${'['.repeat(500)}${']'.repeat(500)}) { id } }`, code: 'DEPTH_LIMIT_EXCEEDED' },
  {
    name: 'a variable nested 500 deep',
    query: 'query ($where: CityFilter) { cities(where: $where) { totalCount } }',
    variables: { where: JSON.parse(`${'{"not":'.repeat(500)}{}${'}'.repeat(500)}`) },
    code: 'DEPTH_LIMIT_EXCEEDED',
  },
  { name: 'first: 1000000', query: '{ cities(first: 1000000) { totalCount } }', code: 'BAD_USER_INPUT' },
  { name: 'last: -1', query: '{ cities(last: -1) { totalCount } }', code: 'BAD_USER_INPUT' },
  {
    name: 'first: 101 by a variable',
    query: 'query ($n: Int) { cities(first: $n) { totalCount } }',
    variables: { n: 101 },
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'first: 101 by the default of a variable',
    query: 'query ($n: Int = 101) { cities(first: $n) { totalCount } }',
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'first: 101 in a fragment',
    query: '{ ...F } fragment F on Query { city(slug: "x") { memberships(first: 101) { totalCount } } }',
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'pages within pages',
    query: '{ cities(first: 100) { nodes { memberships(first: 100) { nodes { member { memberships(first: 100) { nodes { id } } } } } } } }',
    code: 'COST_LIMIT_EXCEEDED',
  },
  {
    name: 'lists without a page, nested',
    query: '{ city(slug: "x") { twins { twins { twins { twins { twins { twins { id } } } } } } } }',
    code: 'COST_LIMIT_EXCEEDED',
  },
  { name: 'an introspection bomb', query: introspection('types { fields { type { fields { name } } } }'), code: 'COST_LIMIT_EXCEEDED' },
  {
    name: 'a deep introspection bomb',
    query: introspection(`types { ${'fields { type { '.repeat(10)} name ${'} } '.repeat(10)} }`),
    code: 'DEPTH_LIMIT_EXCEEDED',
  },
  { name: 'aliases in introspection', query: introspection('types { a: description b: description }'), code: 'COST_LIMIT_EXCEEDED' },
  { name: 'introspection twice', query: '{ a: __schema { types { name } } b: __schema { types { name } } }', code: 'COST_LIMIT_EXCEEDED' },
  { name: '500 wrong fields', query: `{ ${times(500, (i) => `wrong${i}`)} }`, code: 'COST_LIMIT_EXCEEDED' },
  { name: 'a syntax error', query: '{ cities(first: ', code: 'GRAPHQL_PARSE_FAILED' },
  { name: 'an unknown field', query: '{ nothing }', code: 'GRAPHQL_VALIDATION_FAILED' },
];

export function times(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, i) => part(i)).join(' ');
}

function cyclic(depth: number): string {
  return `{ city(slug: "x") ${'{ country { cities { nodes '.repeat(depth / 3)} { id } ${'} } }'.repeat(depth / 3)} }`;
}

/** Doubles with each level. */
function fragmentBomb(levels: number): string {
  const bombs = times(levels, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
  return `{ ...F0 } ${bombs} fragment F${levels} on Query { __typename }`;
}

function everyFragment(count: number): string {
  const spreads = times(count, (i) => `...F${i}`);
  return `{ ...F0 } ${times(count, (i) => `fragment F${i} on Query { ${spreads} }`)}`;
}

/** Three copies of a field with three copies inside, and so on: within the tokens, beyond the patience of validation. */
function overlapBomb(levels: number): string {
  const inside = (level: number): string => (level === 0 ? 'id' : times(3, () => `country { cities { nodes { ${inside(level - 3)} } } }`));
  return `{ city(slug: "x") { ${inside(levels - (levels % 3) + 3)} } }`;
}

function nested(depth: number): string {
  return `${'{not: '.repeat(depth)}{slug: "x"}${'}'.repeat(depth)}`;
}

function introspection(selection: string): string {
  return `{ __schema { ${selection} } }`;
}
