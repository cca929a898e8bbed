import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readIgnoreFile } from '../../src/image/ignore-file.ts'
import { files, ignoreFiles } from './ignore-files.ts'

// `ignore-file.e2e.ts` asks BuildKit the same.

function left(text: string): string[] | null {
  const read = readIgnoreFile(text)
  return read && files.filter(path => !read.ignores(path))
}

test.each([
  ['docs\n', ['docs/README.md', 'docs/deep/more/a.txt'], ['README.md', 'src/app.js']],
  ['*\n!src/**\n', ['README.md', 'docs/README.md'], ['src/app.js', 'src/lib/foo/x']],
  ['**foo\n', ['foo', 'xfoo', 'src/lib/xfoo', 'src/lib/foo/x'], ['foobar']],
  ['**/foo\n', ['foo', 'src/foo', 'src/lib/foo/x'], ['xfoo', 'src/lib/xfoo']],
  // What an exception did not say of the folder, it does not say of what is in it.
  ['**/*.js\n!src\n', ['src/app.js', 'src/lib/app.js'], ['src/foo']],
  ['x[^0-9]\n', ['xa'], ['x1']],
])('%j', (text, ignored, kept) => {
  const read = readIgnoreFile(text)
  expect(ignored.filter(path => !read?.ignores(path))).toEqual([])
  expect(kept.filter(path => read?.ignores(path))).toEqual([])
})

test.each(['!\n', 'a\\b\n', 'x[!0-9]\n', 'x[\n', 'x]\n', '^x\n', '[[:alpha:]]\n'])(
  'what Go may read in another way is not read: %j',
  text => {
    expect(readIgnoreFile(text)).toBeNull()
  },
)

test('every file of the examples is read, and exceptions are known', () => {
  expect(ignoreFiles.filter(text => left(text) === null)).toEqual([])
  expect(readIgnoreFile('docs\n')?.hasExceptions).toBe(false)
  expect(readIgnoreFile('docs\n!docs/a\n')?.hasExceptions).toBe(true)
})

test('a folder that is left out leaves out all that is in it, without exceptions', () => {
  const name = fc.constantFrom('a', 'b', 'src', '*', '**', '?', 'a*')
  const pattern = fc.array(name, { minLength: 1, maxLength: 3 }).map(parts => parts.join('/'))
  const path = fc.array(fc.constantFrom('a', 'b', 'src', 'ab'), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 4 }), path, (patterns, parts) => {
      const read = readIgnoreFile(patterns.join('\n'))
      const folder = parts.slice(0, -1).join('/')
      if (folder !== '' && read?.ignores(folder)) expect(read.ignores(parts.join('/'))).toBe(true)
    }),
  )
})
