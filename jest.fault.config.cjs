const usual = require('./jest.config.cjs');

/** The fault tests: minutes, not seconds, one after the other. `npm run test:fault`; SEED=… repeats a run. */
module.exports = {
  ...usual,
  testRegex: '/test/fault/.*\\.spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  maxWorkers: 1,
  testTimeout: 300_000,
};
