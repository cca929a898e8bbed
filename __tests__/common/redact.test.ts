import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { redactError, redactor } from '../../src/common/redact.ts'

const secret = 'hunter2/+"<x>&\'é-long'
const base64 = (text: string) => Buffer.from(text).toString('base64')

test('values are hidden longest first, line by line, and short ones stay', () => {
  const redact = redactor(['hunter2', 'hunter2-long', 'line one\nline two', 'no'])
  expect(redact('ENV A=hunter2-long B=hunter2 C=no D=line two')).toBe('ENV A=*** B=*** C=no D=***')
})

test.each<[string, (secret: string) => string]>([
  ['plain', text => text],
  ['base64', base64],
  ['base64, one byte behind', text => base64(`a${text}`)],
  ['base64, two bytes behind', text => base64(`ab${text}`)],
  ['base64, with a line end', text => base64(`${text}\n`)],
  ['base64url', text => Buffer.from(text).toString('base64url')],
  ['hexadecimal', text => Buffer.from(text).toString('hex')],
  ['hexadecimal, upper case', text => Buffer.from(text).toString('hex').toUpperCase()],
  ['percent-encoded', encodeURIComponent],
  [
    'percent-encoded, lower case',
    text => encodeURIComponent(text).replace(/%../g, e => e.toLowerCase()),
  ],
  ['form', text => new URLSearchParams({ text }).toString().slice('text='.length)],
  ['JSON', text => JSON.stringify(text).slice(1, -1)],
  ['JSON in JSON', text => JSON.stringify(JSON.stringify(text)).slice(3, -3)],
  [
    'XML',
    text =>
      text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;'),
  ],
])('%s', (_, encode) => {
  expect(redactor([secret])(`token=${encode(secret)}, end`)).toBe('token=***, end')
})

test('Basic authorization keeps no more than who it is for', () => {
  const shown = redactor([secret])(`"${base64(`x-access-token:${secret}`)}"`)
  expect(shown).toMatch(/^"\w{10,20}\*\*\*"$/)
  expect(base64('x-access-token:').startsWith(shown.slice(1, -4))).toBe(true)
})

test.each<[string, string[], string[]]>([
  [
    'a line of its own',
    ['#7 0.1 one', '#7 0.2 hunter2', '#7 0.3 end'],
    ['#7 0.1 one', '#7 0.2 ***', '#7 0.3 end'],
  ],
  [
    'torn by a line',
    ['#7 0.1 a hun', '#7 0.2 ter2 b', '#7 DONE'],
    ['#7 0.1 a ***', '#7 0.2 *** b', '#7 DONE'],
  ],
  ['torn, without a time', ['#7 0.1 hunter', '#7 2'], ['#7 0.1 ***', '#7 ***']],
  ['torn after the first character', ['#7 0.1 h', '#7 0.2 unter2'], ['#7 0.1 ***', '#7 0.2 ***']],
  [
    'torn into three',
    ['#7 0.1 hu', '#7 0.2 nt', '#7 0.3 er2!'],
    ['#7 0.1 ***', '#7 0.2 ***', '#7 0.3 ***!'],
  ],
  [
    'torn by another step',
    ['#7 0.1 hun', '#8 0.1 other', '#7 0.2 ter2'],
    ['#8 0.1 other', '#7 0.1 ***', '#7 0.2 ***'],
  ],
  ['not a secret after all', ['#7 0.1 hun', '#7 0.2 dred'], ['#7 0.1 hun', '#7 0.2 dred']],
  ['the summary of an error', ['0.123 hun', '0.124 ter2'], ['0.123 ***', '0.124 ***']],
  ['torn by a carriage return', ['#7 0.1 hun\rter2'], ['#7 0.1 ***\r***']],
  ['the last line', ['#7 0.1 hun'], ['#7 0.1 hun']],
])('lines: %s', (_, lines, shown) => {
  const redact = redactor(['hunter2'])
  const told: string[] = []
  const stream = redact.lines(line => told.push(line))
  for (const line of lines) stream.write(line)
  stream.end()
  expect(told).toEqual(shown)
  // The same text at once: only that its lines stay where they are.
  expect(redact(lines.join('\n')).split('\n').sort()).toEqual([...shown].sort())
})

test.each([
  [
    'an account of a failure that begins within it',
    ' > RUN make:\nter2-a-token\n0.2 end',
    ' > RUN make:\n***\n0.2 end',
  ],
  ['output that ends within it', '#7 0.1 half hunter2-a', '#7 0.1 half ***'],
  [
    'a part that is a word of anybody',
    '#7 0.1 the hunter\n#7 0.2 a token',
    '#7 0.1 the hunter\n#7 0.2 a token',
  ],
])('%s', (_, text, shown) => {
  expect(redactor(['hunter2-a-token-of-mine', 'hunter2-a-token'])(text)).toBe(shown)
})

test('base64 that a program wraps', () => {
  const long = Array.from({ length: 30 }, (_, index) => `k${index * 7919}`).join('')
  const wrapped = base64(`x${long}`).replace(/.{76}/g, '$&\n')
  const shown = redactor([long])(
    wrapped
      .split('\n')
      .map((line, index) => `#3 0.${index} ${line}`)
      .join('\n'),
  )
  expect(shown.replace(/#3 0\.\d /g, '').replaceAll(/\s/g, '')).toMatch(/^[*]+$/)
})

test.each([
  ['fetch https://user:hunter2@host.example/x', 'fetch https://***@host.example/x'],
  ['https://ghp_1234567@github.com/a/b.git', 'https://***@github.com/a/b.git'],
  ['proxy socks5://me:pass@10.0.0.1:1080', 'proxy socks5://***@10.0.0.1:1080'],
  ['extraheader = AUTHORIZATION: basic c3RhbGU=', 'extraheader = AUTHORIZATION: basic ***'],
  ['"Authorization":"Bearer abc.def"', '"Authorization":"Bearer ***"'],
  [`a ghs_${'a1'.repeat(18)} b`, 'a *** b'],
  [`github_pat_${'a1'.repeat(30)}`, '***'],
  ['git@github.com:a/b.git and ssh://git@host/x', 'git@github.com:a/b.git and ssh://git@host/x'],
  ['docker://app:1@sha256:0123', 'docker://app:1@sha256:0123'],
  ['https://registry.example/@scope/name', 'https://registry.example/@scope/name'],
])('%s is known by its form', (text, shown) => {
  expect(redactor([])(text)).toBe(shown)
})

test('nothing of a secret is left, whatever it holds and whatever is around it', () => {
  const any = fc
    .string({ unit: 'binary', minLength: 6, maxLength: 40 })
    .filter(
      text =>
        text.trim().length >= 6 &&
        !/[\r\n]/.test(text) &&
        text.isWellFormed() &&
        !'***'.includes(text.trim()),
    )
  fc.assert(
    fc.property(any, fc.string(), fc.string(), fc.nat({ max: 5 }), (value, before, after, at) => {
      const redact = redactor([value])
      const shown = redact(`${before}${value.trim()}${after}`)
      expect(shown).not.toContain(value.trim())
      const torn = redact(`#1 0.1 ${value.trim().slice(0, at)}\n#1 0.2 ${value.trim().slice(at)}`)
      expect(torn.replace(/\n#1 0.2 /, '')).not.toContain(value.trim())
    }),
  )
})

test('hostile output costs no more than its length', () => {
  const redact = redactor(['hunter2', 'h'.repeat(200)])
  const told: string[] = []
  const stream = redact.lines(line => told.push(line))
  for (let line = 0; line < 1000; line++) stream.write(`#7 0.1 ${'h'.repeat(50)}`)
  stream.end()
  expect(told).toHaveLength(1000)
  const dots = 'a.'.repeat(200_000)
  expect(redact(dots)).toBe(dots)
})

test('an error is hidden with its stack and its causes', () => {
  const cause = new Error('caused by hunter2')
  const error = new Error('hunter2 failed', { cause })
  redactError(error, redactor(['hunter2']))
  expect([error.message, error.stack, cause.message, cause.stack].join()).not.toContain('hunter2')
  expect(error.message).toBe('*** failed')
})
