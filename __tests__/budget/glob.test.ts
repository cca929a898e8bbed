import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { matchesGlob } from '../../src/budget/glob.ts'

test.each([
  ['RUN apt-get install*', 'RUN apt-get install -y curl', true],
  ['RUN apt-get install*', 'RUN apt-get install', true],
  ['RUN apt-get install*', 'run apt-get install', false],
  ['RUN apt-get install*', 'COPY . .', false],
  ['*ffmpeg*', 'RUN apt-get install -y ffmpeg', true],
  ['RUN*curl', 'RUN apt-get update &&\napt-get install curl', true],
  ['COPY . .', 'COPY . .', true],
  ['COPY . .', 'COPY . ./', false],
  ['COPY ? [a].', 'COPY x a.', false],
  ['*', '', true],
  ['', '', true],
  ['aba*aba', 'ababa', false],
  ['a*b*c', 'a-c-b', false],
  ['a**c', 'abc', true],
])('%j of %j: %s', (glob, text, matches) => {
  expect(matchesGlob(glob, text)).toBe(matches)
})

test('it agrees with a regular expression', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n'), maxLength: 8 })
  const globs = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 })
  fc.assert(
    fc.property(globs, texts, (glob, text) => {
      const form = glob.replaceAll('.', '\\.').replaceAll('*', '.*')
      expect(matchesGlob(glob, text)).toBe(new RegExp(`^${form}$`, 's').test(text))
    }),
  )
})

test('many stars take no time', () => {
  expect(matchesGlob('a*'.repeat(5000), 'a'.repeat(4999))).toBe(false)
})
