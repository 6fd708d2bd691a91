import path from 'node:path';

const library = process.env.MUTATED_LIBRARY;

export default {
  mutate: [`libs/${library}/src/${process.env.MUTATED_FILES}.ts`, '!**/*.spec.ts', '!**/index.ts'],
  plugins: [path.join(import.meta.dirname, 'node_modules/@stryker-mutator/jest-runner/dist/src/index.js')],
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'test/mutation/jest.config.cjs' },
  coverageAnalysis: 'perTest',
  ignorePatterns: ['dist', 'test/mutation/node_modules', 'docs', 'docker', 'bench', 'apps'],
  tempDirName: 'test/mutation/.scratch',
  concurrency: 1,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
