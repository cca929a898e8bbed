import { expect, test } from '@jest/globals'
import { UserError } from '../../src/common/errors.ts'
import { lastWords } from '../../src/common/last-words.ts'

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
  code: 'ENOSPC',
  syscall: 'write',
})

test.each<[string, unknown, RegExp]>([
  ['a mistake', new UserError('max-size: is wrong'), /^max-size: is wrong$/],
  ['a full disk', full, /^the system refuses: ENOSPC: no space left on device, write$/],
  ['a defect', new RangeError('a\nb'), /^this is a defect .*: RangeError: a b \(last-words\.test/],
  ['what is no error', 'text', /^this is a defect .*: text; please report this line/],
  ['a long one', new Error('x'.repeat(9_000)), /^.{0,700}$/],
])('%s', (_, error, words) => {
  expect(lastWords(error)).toMatch(words)
})
