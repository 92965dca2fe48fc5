/** Tests run on swc (no type check; `npm run check:types` does that), against an embedded PostgreSQL started once for all. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/kit/global-setup.ts',
  globalTeardown: '<rootDir>/test/kit/global-teardown.ts',
  setupFiles: ['reflect-metadata'],
  transform: { '^.+\\.[tj]s$': ['@swc/jest'] },
  testTimeout: 30_000,
  maxWorkers: 2,
};
