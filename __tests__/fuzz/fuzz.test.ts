import { jest, test } from '@jest/globals'
import fc from 'fast-check'
import { fuzzTargets } from './targets.ts'

jest.setTimeout(60_000)

// A few runs each; `npm run fuzz` does the same for as long as one likes.
test.each(fuzzTargets)('$name: holds whatever a stranger writes', async ({ property }) => {
  await fc.assert(property(), { numRuns: 60 })
})
