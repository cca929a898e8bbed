import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { UsageError } from '../../src/common/errors.ts'
import { commaList, lines, secretLines } from '../../src/settings/kinds.ts'

// What docker/build-push-action reads, from the tests of docker/actions-toolkit (__tests__/util.test.ts).

test.each([
  ['bar', ['bar']],
  ['', []],
  ['bar\nbaz', ['bar', 'baz']],
  ['bar\n\nbaz\n', ['bar', 'baz']],
  ['bar,baz', ['bar', 'baz']],
  ['bar, baz ', ['bar', 'baz']],
  ['bar,baz,', ['bar', 'baz']],
  ['bar\r\nbaz,bat', ['bar', 'baz', 'bat']],
  ['linux/amd64\n"linux/arm64,linux/arm/v7"', ['linux/amd64', 'linux/arm64', 'linux/arm/v7']],
])('%j separated by commas and lines', (text, items) => {
  expect(commaList.decode('platforms', text)).toEqual(items)
})

test.each([
  ['', []],
  ['user/app:cache\ntype=local,src=path/to/dir', ['user/app:cache', 'type=local,src=path/to/dir']],
  ['user/app:cache\r\n type=gha ', ['user/app:cache', 'type=gha']],
  ['A=1\n# not a comment\nB=#2', ['A=1', '# not a comment', 'B=#2']],
  ['"A=one, ""two"""\nB=it "is" fine', ['A=one, "two"', 'B=it "is" fine']],
  ['"A=first\nsecond"\nB=2', ['A=first\nsecond', 'B=2']],
])('%j separated by lines', (text, items) => {
  expect(lines.decode('build-args', text)).toEqual(items)
})

test.each([
  ['TOKEN=abc,def=012\nFOO=bar', ['TOKEN=abc,def=012', 'FOO=bar']],
  ['"KEY=one\n\ntwo\n\n"\n', ['KEY=one\n\ntwo\n\n']],
  ['KEY=one \n', ['KEY=one ']],
  ['"KEY=a""b"\n', ['KEY=a"b']],
])('the secrets %j keep their white space', (text, items) => {
  expect(secretLines.decode('secrets', text)).toEqual(items)
})

test('a quotation mark that is not closed is an error that shows no secret', () => {
  expect(() => secretLines.decode('secrets', '"KEY=hunter2\nB=1')).toThrow(
    new UsageError(
      'secrets: has a quotation mark that is not closed; an item is quoted as a whole, and quotation marks in it are doubled, for example "NAME=one ""quoted"" word"',
    ),
  )
})

test('items that are quoted are read back', () => {
  const item = fc.string({ minLength: 1 })
  fc.assert(
    fc.property(fc.array(item), items => {
      const text = items.map(item => `"${item.replaceAll('"', '""')}"`).join('\n')
      expect(secretLines.decode('secrets', text)).toEqual(items)
    }),
  )
})
