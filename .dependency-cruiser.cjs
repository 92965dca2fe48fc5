/**
 * Who may import whom: the architecture of the hub as rules, checked by `npm run check:imports`.
 *
 * Type imports count as imports. A new folder needs a line in MAY_IMPORT, and a reason.
 */
const NOUNS_LEAN_ON = ['platform', 'access', 'changes'];

/** Folders of src, and the folders each may import besides itself. */
const MAY_IMPORT = {
  platform: [],
  access: ['platform'],
  jobs: ['platform'],
  changes: ['platform', 'jobs', 'access'],
  catalog: NOUNS_LEAN_ON,
  identity: [...NOUNS_LEAN_ON, 'catalog'],
  relations: [...NOUNS_LEAN_ON, 'catalog'],
  reconcile: [...NOUNS_LEAN_ON, 'catalog', 'identity'],
  roster: [...NOUNS_LEAN_ON, 'catalog', 'identity', 'jobs'],
  world: [...NOUNS_LEAN_ON, 'catalog', 'identity', 'jobs', 'roster'],
  exports: [...NOUNS_LEAN_ON, 'catalog', 'relations', 'jobs'],
  federation: [...NOUNS_LEAN_ON, 'jobs', 'catalog'],
  server: ['platform', 'access'],
  dashboard: [],
};

/** Imports anything but these, as it looks after everything; so it is not in the table. */
const NOT_FOR_OPERATIONS = ['server', 'dashboard'];

const folders = (names) => `^src/(${names.join('|')})/`;
const KNOWN_FOLDERS = [...Object.keys(MAY_IMPORT), 'operations'];

const perFolder = Object.entries(MAY_IMPORT).map(([folder, others]) => ({
  name: `${folder}-imports-${others.length === 0 ? 'nothing-of-ours' : `only-${others.join('-')}`}`,
  severity: 'error',
  from: { path: folders([folder]) },
  to: { path: '^src/', pathNot: folders([folder, ...others]) },
}));

const ofFolders = [
  ...perFolder,
  {
    name: 'operations-leave-the-server-alone',
    severity: 'error',
    from: { path: '^src/operations/' },
    to: { path: folders(NOT_FOR_OPERATIONS) },
  },
  {
    name: 'every-folder-is-in-the-table',
    comment: 'Add the folder to MAY_IMPORT.',
    severity: 'error',
    from: { path: '^src/[^/]+/', pathNot: folders(KNOWN_FOLDERS) },
    to: {},
  },
  {
    name: 'only-resolvers-of-federation-know-the-catalog',
    comment: 'The rest of federation sees SDL, not cities; and its resolvers see no more than what the catalog offers to all.',
    severity: 'error',
    from: { path: '^src/federation/', pathNot: '\\.resolver\\.ts$' },
    to: { path: '^src/catalog/' },
  },
  {
    name: 'federation-enters-the-catalog-by-its-door',
    severity: 'error',
    from: { path: '^src/federation/' },
    to: { path: '^src/catalog/', pathNot: '^src/catalog/index\\.ts$' },
  },
];

const ofFiles = [
  {
    name: 'settings-and-questions-know-only-what-they-need',
    comment: 'Of the files beside the folders only features, main and cli put the parts together.',
    severity: 'error',
    from: { path: '^src/[^/]+\\.ts$', pathNot: '^src/(features|main|cli|gateway-alone|hub-server|hub-context|background)\\.ts$' },
    to: { path: '^src/', pathNot: '^src/(platform/|server/questions\\.ts$)' },
  },
  {
    name: 'entities-hold-ids-not-entities',
    comment:
      'The platform, the words, and the interface it implements (an actor, an organisation, a collaboration); edges live in resolvers.',
    severity: 'error',
    from: { path: '(\\.entity|-types)\\.ts$' },
    to: {
      path: '^src/',
      pathNot:
        '^src/(platform/|[a-z/]+-words\\.ts$|catalog/vocabulary/|catalog/(actor/actor|organization/organization|collaboration/collaboration)\\.entity\\.ts$)',
    },
  },
  {
    name: 'words-stand-alone',
    severity: 'error',
    from: { path: '^src/catalog/vocabulary/' },
    to: { path: '^src/', pathNot: '^src/(platform/|catalog/vocabulary/)' },
  },
  {
    name: 'data-moves-from-rows-to-resolvers',
    comment: 'Only the list of a feature names its resolvers.',
    severity: 'error',
    from: { path: '^src/', pathNot: '(/index|^src/features)\\.ts$' },
    to: { path: '\\.resolver\\.ts$' },
  },
  {
    name: 'only-features-hands-in-the-migrations',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/features\\.ts$' },
    to: { path: '^migrations/' },
  },
  {
    name: 'migrations-import-nothing-of-ours',
    comment: 'A released migration must do the same for ever.',
    severity: 'error',
    from: { path: '^migrations/' },
    to: { path: '^src/' },
  },
];

const ofPackages = [
  {
    name: 'only-the-server-knows-http-and-apollo',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/server/' },
    to: { path: 'node_modules/(@apollo|@as-integrations|@fastify|fastify)/' },
  },
  {
    name: 'reads-without-graphql',
    comment: 'A roster, the default world and reconciliation are read by people who know no GraphQL.',
    severity: 'error',
    from: { path: '^src/(roster|world|reconcile)/', pathNot: '\\.resolver\\.ts$' },
    to: { path: 'node_modules/(type-graphql|graphql|graphql-scalars)/' },
  },
  {
    name: 'no-packages-of-the-workbench',
    comment: 'devDependencies are absent where the hub runs.',
    severity: 'error',
    from: { path: '^(src|migrations)/' },
    to: { dependencyTypes: ['npm-dev'] },
  },
  {
    name: 'every-package-is-listed',
    severity: 'error',
    from: { path: '^(src|migrations)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
];

const ofAll = [
  { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-orphans', severity: 'error', from: { path: '^src/', orphan: true }, to: {} },
  { name: 'every-import-leads-somewhere', severity: 'error', from: {}, to: { couldNotResolve: true } },
  { name: 'nothing-imports-tests', severity: 'error', from: { path: '^(src|migrations)/' }, to: { path: '^(test|bench)/' } },
];

module.exports = {
  forbidden: [...ofFolders, ...ofFiles, ...ofPackages, ...ofAll],
  options: {
    // TypeScript 7 offers no parser to other programs; swc's sees type imports too.
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
