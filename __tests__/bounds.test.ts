import { afterAll, expect, test } from '@jest/globals'
import { bounds, cases, measureCase } from './support/bounds.ts'
import { temporaryFolder } from './support/repositories.ts'

// The cases of docs/bounds.md that take little time; `npm run bounds` measures all of them and asserts the same.

const folder = temporaryFolder()
afterAll(() => folder.remove())

test.each(
  cases.filter(({ slow }) => slow !== true).map((one, index) => [one.name, one, index] as const),
)(
  '%s',
  async (_name, one, index) => {
    const { said, exitCode, peak } = await measureCase(one, `${folder.path}/${index}`, 'src/cli.ts')
    expect(said).toMatch(one.says)
    expect(exitCode).toBe(one.refused === true ? 3 : 0)
    // A crash of the program tells no peak.
    expect(peak).toBeLessThan(bounds.memory)
  },
  bounds.time,
)
