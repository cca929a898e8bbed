import jest from '../jest.config.js'

const { displayName: _name, testMatch: _match, testEnvironment: _ours, ...unit } = jest.projects[0]

/** The unit tests that mutants are tried with: those that mirror the mutated files (`scripts/mutate.ts`). */
export default {
  ...unit,
  rootDir: '..',
  testRegex: `/__tests__/(?:${process.env.MUTATE_TESTS})/.*\\.test\\.ts$`,
  // A thread of its own, with a limit on its time.
  testPathIgnorePatterns: ['/node_modules/', '/rpm-database\\.test\\.ts$'],
}
