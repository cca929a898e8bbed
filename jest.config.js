/** One transform for both projects: esbuild strips the types, `tsc` checks them. */
const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: './scripts/jest-environment.js',
  transform: { '\\.ts$': './scripts/jest-transform.js' },
  modulePathIgnorePatterns: ['<rootDir>/.cache'],
}

/** @type {import('jest').Config} */
export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/__tests__/**/*.test.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['**/__tests__/**/*.e2e.ts'] },
  ],
}
