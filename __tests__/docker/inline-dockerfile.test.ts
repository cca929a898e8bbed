import { expect, test } from '@jest/globals'
import { lineOfInline } from '../../src/docker/inline-dockerfile.ts'

const inline = ['FROM scratch', 'ARG V', '', 'COPY file /$V'].join('\n')
const escaped = ['FROM scratch', 'ARG V', '', 'COPY file /$$V']
const indented = escaped.map(line => `        ${line}`.trimEnd())

test.each([
  ['in HCL', ['target "a" {', '  dockerfile-inline = <<-EOT', ...indented, '  EOT', '}'], 3],
  ['in compose', ['services:', '  a:', '    build:', '      dockerfile_inline: |', ...indented], 5],
  ['not at all', ['target "a" {}'], null],
  ['cut off', ['FROM scratch', 'ARG V', ''], null],
  ['twice', [...escaped, ...escaped], null],
  ['with something filled in', ['FROM scratch', 'ARG V', '', 'COPY file /x'], null],
])('%s', (_, lines, expected) => {
  expect(lineOfInline(lines.join('\n'), inline)).toBe(expected)
})

test('what says nothing is nowhere', () => {
  expect(lineOfInline('a\n\n', '\n')).toBe(null)
})
