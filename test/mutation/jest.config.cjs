const usual = require('../../jest.config.cjs');

/** Only the specs beside the files: they need no database. */
module.exports = {
  ...usual,
  rootDir: '../..',
  roots: [`<rootDir>/libs/${process.env.MUTATED_LIBRARY}`],
  globalSetup: undefined,
  globalTeardown: undefined,
  reporters: undefined,
  workerIdleMemoryLimit: undefined,
};
