/** Tests run on swc (no type check; `npm run check:types` does that), against an embedded PostgreSQL started once for all. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.[tj]s$': ['@swc/jest'] },
  // Packages that ship ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!sql-template-tag/)'],
  testTimeout: 30_000,
  maxWorkers: 2,
};
