const usual = require('../../jest.config.cjs');

/** Only the specs beside the files: they need no database. */
module.exports = {
  ...usual,
  rootDir: '../..',
  roots: [`<rootDir>/libs/${process.env.MUTATED_LIBRARY}`],
  // It tries every byte of a bundle, for seconds; what it finds, others find sooner.
  testPathIgnorePatterns: ['every-byte.spec'],
  globalSetup: undefined,
  globalTeardown: undefined,
  reporters: undefined,
  workerIdleMemoryLimit: undefined,
};
