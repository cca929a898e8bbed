import { expect, test } from '@jest/globals'
import { UserError } from '../../src/common/errors.ts'
import { Interrupted } from '../../src/common/interrupt.ts'
import { endedBecause } from '../../src/doors/stale-comment.ts'

test.each([
  [new Interrupted('interrupted by SIGINT'), 'the run was interrupted by SIGINT'],
  [new UserError('max-size: "hunter2" must be'), 'the inputs or the configuration are wrong'],
  [new TypeError('hunter2'), 'of a defect of Image Size Gate'],
])('before the inputs are read, %s is said as it is, and no input is', (error, expected) => {
  expect(endedBecause(error, { settings: null })).toBe(expected)
})
