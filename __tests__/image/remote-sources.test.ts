import { expect, test } from '@jest/globals'
import { remoteSource } from '../../src/image/remote-sources.ts'

test.each([
  ['FROM scratch\nCOPY . /\n', null],
  ['FROM scratch\nADD app.tar /\n', null],
  ['FROM scratch\nADD --chown=1:1 ["app.tar", "b c", "/"]\n', null],
  ['# syntax=docker/dockerfile:1\nFROM scratch\nADD app.tar /\n', null],
  ['# syntax=docker/dockerfile-upstream:master\nFROM scratch\n', null],
  ['FROM scratch\nRUN curl https://example.com/ADD\n', null],
  ['FROM scratch\nADD https://example.com/app.tar /\n', 'it has an `ADD` of an address'],
  [
    'FROM scratch\nadd \\\n  --checksum=sha256:1 HTTPS://example.com/a /\n',
    'it has an `ADD` of an address',
  ],
  ['FROM scratch\nADD git@github.com:acme/shop.git /\n', 'it has an `ADD` of an address'],
  ['FROM scratch\nADD ["https://example.com/app.tar", "/"]\n', 'it has an `ADD` of an address'],
  ['FROM scratch\nARG URL\nADD $URL /\n', 'it has an `ADD` of an address'],
  ['FROM scratch\nADD "$URL" /\n', 'it has an `ADD` of an address'],
  ['FROM scratch\nONBUILD ADD https://example.com/a /\n', 'it has an `ADD` of an address'],
  ['# syntax=example.com/my-frontend\nFROM scratch\n', 'it has the syntax example.com/my-frontend'],
])('%j', (dockerfile, expected) => {
  expect(remoteSource(dockerfile)).toBe(expected)
})
