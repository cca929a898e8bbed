import { expect, test } from '@jest/globals'
import { treeOf } from '../../src/waste/package-trees.ts'
import { findWaste } from '../../src/waste/waste.ts'
import { filesOf } from '../compare/layers.ts'
import { aLayer } from '../report/make.ts'

test.each([
  ['usr/share/doc/x', 'documentation', 'usr/share/doc'],
  ['usr/share/doc', 'documentation', 'usr/share/doc'],
  ['usr/local/share/man/man1', 'documentation', 'usr/local/share/man'],
  ['usr/share/info', 'documentation', 'usr/share/info'],
  ['usr/share/locale/de', 'translations', 'usr/share/locale'],
  // Python's own library, in the usual places of an interpreter.
  ['usr/lib/python3.12/test', 'tests', 'usr/lib/python3.12'],
  ['lib/python3/tests/x', 'tests', 'lib/python3'],
  ['usr/local/lib/python3.13/json/__pycache__', 'bytecode', 'usr/local/lib/python3.13'],
  ['a/b/c/lib/python3.12/test', null, null],
  ['usr/share/python3/test', null, null],
  ['usr/lib/python2.7/test', null, null],
  ['usr/lib/python3.12/json', null, null],
  // What is installed goes before where the interpreter is.
  ['usr/lib/python3/dist-packages/a/tests', 'tests', 'usr/lib/python3/dist-packages'],
  ['a/b/c/d/site-packages/e/test', 'tests', 'a/b/c/d/site-packages'],
  ['a/site-packages/e/__pycache__', 'bytecode', 'a/site-packages'],
  ['a/site-packages/e/docs', null, null],
  ['tests/site-packages/e', null, null],
  // Packages of Node.
  ['app/node_modules/a/docs', 'tests', 'app/node_modules'],
  ['app/node_modules/a/example/x', 'tests', 'app/node_modules'],
  ['app/node_modules/@b/a/__tests__', 'tests', 'app/node_modules'],
  ['app/node_modules/a/node_modules/c/test', 'tests', 'app/node_modules'],
  ['app/node_modules/a/src/test', null, null],
  ['app/test', null, null],
])('%s: %s below %s', (directory, kind, root) => {
  const found = treeOf(`${directory}/`)
  expect([found?.kind ?? null, found?.root ?? null]).toEqual([kind, root])
})

test.each([
  'usr/share/doc/a/README',
  'usr/share/locale/de/a.mo',
  'usr/lib/python3/dist-packages/a/tests/x.py',
  'usr/lib/python3/dist-packages/a/__pycache__/x.pyc',
])('%s that is deleted goes with what is deleted beside it', path => {
  const [top = ''] = path.split('/', 1)
  const install = aLayer('RUN install', 0, {
    files: filesOf({ [path]: 4_000_000, [`${top}/bin/a`]: 1_000_000 }),
  })
  const remove = aLayer('RUN remove', 0, {
    files: filesOf({ [path]: 'whiteout', [`${top}/bin/a`]: 'whiteout' }),
  })
  expect(findWaste([install, remove], null)?.findings).toMatchObject([
    { kind: 'deleted', path: `/${top}`, files: 2, bytes: 5_000_000 },
  ])
})

test('a core dump that is deleted is told apart from what is deleted beside it', () => {
  const files = [
    { path: 'app/crash', size: 9_000, kind: 'file', crc32: 1, elf: { core: true } },
    { path: 'app/a', size: 100, kind: 'file' },
  ] as const
  const make = aLayer('RUN make', 0, { files: [...files] as never })
  const remove = aLayer('RUN rm', 0, {
    files: filesOf({ 'app/crash': 'whiteout', 'app/a': 'whiteout' }),
  })
  expect(findWaste([make, remove], null)?.findings.map(({ path, bytes }) => [path, bytes])).toEqual(
    [
      ['/app/crash', 9_000],
      ['/app/a', 100],
    ],
  )
})
