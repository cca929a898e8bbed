import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sendsGit } from '../../src/measure/sends-git.ts'
import { aBuild } from '../docker/fake.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sends-git-'))
  mkdirSync(join(folder, '.git'))
  mkdirSync(join(folder, 'api'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each<[string, string, Record<string, string>, boolean]>([
  ['nothing is ignored', '.', {}, true],
  ['the context is a folder without it', 'api', {}, false],
  ['it is ignored', '.', { '.dockerignore': 'node_modules\n.git\n' }, false],
  ['it is ignored everywhere', '.', { '.dockerignore': '**/.git/\n' }, false],
  ['only something like it is ignored', '.', { '.dockerignore': '.github\n.gitignore\n' }, true],
  [
    'the file of the Dockerfile comes first',
    '.',
    { 'Dockerfile.dockerignore': 'dist\n', '.dockerignore': '.git\n' },
    true,
  ],
])('%s', (_, context, files, expected) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  expect(sendsGit(aBuild({ context }), folder)).toBe(expected)
})

test.each<[string, boolean]>([
  ['COPY . .', true],
  ['copy . .', true],
  ['COPY ./ /app', true],
  ['COPY * /app/', true],
  ['COPY .git/HEAD /app/', true],
  ['COPY $FROM /app', true],
  ['COPY src/../ /app', true],
  ['COPY ["." , "/app"]', true],
  ['ADD . /app', true],
  ['RUN --mount=target=. make', true],
  ['RUN --mount=type=cache,target=/c --mount=type=bind,target=/src make', true],
  ['# syntax=acme/frontend\nCOPY src /app', true],
  ['COPY src /app', false],
  ['COPY --link package.json ./package-lock.json /app/', false],
  ['COPY src/* /app/', false],
  ['COPY --chmod=755 --from=build . /app', false],
  ['COPY --from=build . /app', false],
  ['ADD https://example.com/a.tar.gz /a', false],
  ['ADD https://github.com/acme/api.git /a', false],
  ['COPY <<EOF /motd\nhello\nEOF', false],
  ['RUN --mount=type=cache,target=/c --mount=type=secret,id=t make', false],
  ['RUN --mount=type=bind,from=build,target=/b make', false],
  ['# syntax=docker/dockerfile:1\nCOPY src /app', false],
])('%j', (instruction, expected) => {
  writeFileSync(
    join(folder, 'Dockerfile'),
    `${instruction}\n`.replace(/^(# .*\n)?/, '$1FROM scratch AS build\n'),
  )
  expect(sendsGit(aBuild({ context: '.' }), folder)).toBe(expected)
})
