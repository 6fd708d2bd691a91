// Jest loads no ES modules from CommonJS before Node 24.9; @fastify/static requires one.
const asCommonJs = { jsc: { parser: { syntax: 'ecmascript' }, target: 'es2022' }, module: { type: 'commonjs' } };

/** One PostgreSQL per run (test/support/global-setup.cjs), one database per file. */
module.exports = {
  rootDir: '.',
  testEnvironment: 'node',
  testRegex: '\\.spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/test/fault/', '/test/foreign/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': ['@swc/jest'], 'node_modules/content-disposition/.+\\.js$': ['@swc/jest', asCommonJs] },
  transformIgnorePatterns: ['/node_modules/(?!(content-disposition)/)'],
  moduleNameMapper: { '^#libs/(.*)$': '<rootDir>/libs/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: './test/support/global-setup.cjs',
  globalTeardown: './test/support/global-teardown.cjs',
  reporters: ['default', './test/support/plain-line-reporter.cjs'],
  collectCoverageFrom: ['{apps,libs}/**/*.ts'],
  coverageProvider: 'v8',
  maxWorkers: 2,
  workerIdleMemoryLimit: '900MB',
  testTimeout: 30_000,
};
