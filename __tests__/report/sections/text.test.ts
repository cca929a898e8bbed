import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  htmlText,
  keepEnds,
  markdownCode,
  markdownText,
  oneLine,
  summaryText,
  truncate,
  urlPath,
} from '../../../src/report/sections/text.ts'

test.each([
  ['a\nb\r\n\tc', 'a b c'],
  ['  a  ', 'a'],
  ['\u001b[31mred\u0007', '[31mred'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['a\u200bb\u2066c', 'abc'],
  ['\ud800', '\ufffd'],
  ['a \u0000 b', 'a b'],
])('oneLine(%j) is %j', (text, line) => {
  expect(oneLine(text)).toBe(line)
})

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['🎉🎉🎉', 3, '🎉🎉🎉'],
  ['🎉🎉🎉🎉', 3, '🎉🎉…'],
  ['ab cd', 4, 'ab…'],
])('truncate(%j, %d) is %j', (text, length, cut) => {
  expect(truncate(text, length)).toBe(cut)
})

test.each([
  ['RUN make', 'cell', '`RUN make`'],
  ['a | b', 'cell', '`a \\| b`'],
  ['a | b', 'elsewhere', '`a | b`'],
  ['echo `id`', 'cell', '`` echo `id` ``'],
  ['`a` ``b``', 'elsewhere', '``` `a` ``b`` ```'],
  ['a\\|b || c', 'cell', '`a\\\u200b\\|b \\|\\| c`'],
  ['a\\|b', 'elsewhere', '`a\\|b`'],
  ['<!-- x -->', 'cell', '`<\u200b!-- x -->`'],
  ['', 'cell', '(empty)'],
  ['\u0000', 'cell', '(empty)'],
] as const)('markdownCode(%j) in a %s is %j', (text, place, markdown) => {
  expect(markdownCode(text, place)).toBe(markdown)
})

test.each([
  ['*a* _b_ `c` <b>', '\\*a\\* \\_b\\_ \\`c\\` \\<b\\>'],
  ['[x](y) | z', '\\[x\\](y) \\| z'],
  ['&amp;', '&amp;amp;'],
  ['@octocat #1 GH-2', '@&#8203;octocat #&#8203;1 GH&#8203;-2'],
  ['https://e.example www.e.example', 'https:&#8203;//e.example www&#8203;.e.example'],
])('markdownText(%j) is %j', (text, markdown) => {
  expect(markdownText(text)).toBe(markdown)
})

test('text in HTML is text', () => {
  expect(htmlText(`<a href="x" title='y'>&`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;',
  )
  expect(summaryText("it's <b> of @octocat, #1")).toBe(
    'it&#39;s &lt;b&gt; of @&#8203;octocat, #&#8203;1',
  )
})

test('a part of a line keeps the spaces that part it from its neighbours', () => {
  const clean = (text: string) => text.trim().toUpperCase()
  expect(keepEnds(' a ', clean)).toBe(' A ')
  expect(keepEnds('a', clean)).toBe('A')
  expect(keepEnds('  ', clean)).toBe(' ')
  expect(keepEnds('', clean)).toBe('')
})

test('a path in a URL keeps its slashes only', () => {
  expect(urlPath("a b/[x](y)/D#?.'|")).toBe('a%20b/%5Bx%5D%28y%29/D%23%3F.%27%7C')
})

test('whatever the text, one line stays one line and a cell has no bare pipe', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const code = markdownCode(text, 'cell')
      expect(code).not.toMatch(/[\r\n]/)
      expect(code).not.toMatch(/(?<!\\)(\\\\)*\|/)
    }),
  )
})
