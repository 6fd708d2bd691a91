const fs = require('node:fs');
const path = require('node:path');

// Jest loads no ES modules from CommonJS before Node 24.9; @fastify/static requires one.
const asCommonJs = { jsc: { parser: { syntax: 'ecmascript' }, target: 'es2022' }, module: { type: 'commonjs' } };

// Only in files with tags, since there `<T>(x) => x` is no function.
const swc = JSON.parse(fs.readFileSync(path.join(__dirname, '.swcrc'), 'utf8'));
const withTags = { ...swc, swcrc: false, jsc: { ...swc.jsc, parser: { ...swc.jsc.parser, tsx: true } } };

/** One PostgreSQL per run (test/support/global-setup.cjs), one database per file. */
module.exports = {
  rootDir: '.',
  testEnvironment: 'node',
  testRegex: '\\.spec\\.tsx?$',
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/test/fault/', '/test/foreign/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': ['@swc/jest'],
    '^.+\\.tsx$': ['@swc/jest', withTags],
    'node_modules/content-disposition/.+\\.js$': ['@swc/jest', asCommonJs],
  },
  transformIgnorePatterns: ['/node_modules/(?!(content-disposition)/)'],
  moduleNameMapper: { '^#libs/(.*)$': '<rootDir>/libs/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: './test/support/global-setup.cjs',
  globalTeardown: './test/support/global-teardown.cjs',
  reporters: ['default', './test/support/plain-line-reporter.cjs'],
  collectCoverageFrom: ['{apps,libs}/**/*.{ts,tsx}'],
  coverageProvider: 'v8',
  maxWorkers: 2,
  workerIdleMemoryLimit: '900MB',
  testTimeout: 30_000,
};
