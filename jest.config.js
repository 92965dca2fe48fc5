/** Tests run on swc (no type check; `npm run check:types` does that), against an embedded PostgreSQL started once for all. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/kit/global-setup.ts',
  globalTeardown: '<rootDir>/test/kit/global-teardown.ts',
  setupFiles: ['reflect-metadata'],
  // The planner loads its binary by a dynamic import, which jest has only for what it transforms.
  transform: { '^.+\\.[tj]s$': ['@swc/jest'], 'router-runtime/dist/index\\.cjs$': ['@swc/jest'] },
  transformIgnorePatterns: ['/node_modules/(?!@graphql-hive/router-runtime/)'],
  testTimeout: 120_000,
  maxWorkers: 2,
};
