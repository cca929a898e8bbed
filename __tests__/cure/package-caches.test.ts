import { expect, test } from '@jest/globals'
import { type Built, propose } from './cure.ts'

const lists = { 'var/lib/apt/lists/deb_main': 40_000_000 }
const from = (...lines: string[]) => `${['FROM debian:12', ...lines].join('\n')}\n`
const run = (line: string, path: string, more: string[] = []): Built => ({
  dockerfile: from(line, ...more),
  wrote: { 2: { [path]: 5_000_000 } },
})

test.each<[string, Built, string]>([
  [
    'apt: lists',
    { dockerfile: from('RUN apt-get update && apt-get install -y curl'), wrote: { 2: lists } },
    from('RUN apt-get update && apt-get install -y curl && \\', '    rm -rf /var/lib/apt/lists/*'),
  ],
  [
    'as the lines before do it',
    {
      dockerfile: from(
        'RUN apt-get update \\',
        '  # for the tests',
        '  && apt-get install -y curl',
      ),
      wrote: { 2: lists },
    },
    from(
      'RUN apt-get update \\',
      '  # for the tests',
      '  && apt-get install -y curl \\',
      '  && rm -rf /var/lib/apt/lists/*',
    ),
  ],
  [
    'Windows line ends',
    {
      dockerfile:
        'FROM debian:12\r\nRUN apt-get update && \\\r\n\tapt-get install -y curl\r\nCMD x',
      wrote: { 2: lists },
    },
    'FROM debian:12\r\nRUN apt-get update && \\\r\n\tapt-get install -y curl && \\\r\n\trm -rf /var/lib/apt/lists/*\r\nCMD x',
  ],
  [
    'another escape',
    {
      dockerfile: '# escape=`\nFROM debian:12\nRUN apt-get update && `\n  apt-get install -y curl',
      wrote: { 3: lists },
    },
    '# escape=`\nFROM debian:12\nRUN apt-get update && `\n  apt-get install -y curl && `\n  rm -rf /var/lib/apt/lists/*',
  ],
  [
    'a heredoc that stops at errors',
    {
      dockerfile: from(
        'RUN <<EOF',
        'set -eux',
        'apt-get update',
        '  apt-get install -y curl  # why',
        'EOF',
        'CMD x',
      ),
      wrote: { 2: lists },
    },
    from(
      'RUN <<EOF',
      'set -eux',
      'apt-get update',
      '  apt-get install -y curl',
      '  rm -rf /var/lib/apt/lists/*  # why',
      'EOF',
      'CMD x',
    ),
  ],
  [
    'a heredoc that does not',
    {
      dockerfile: from('RUN <<EOF', 'apt-get update', 'apt-get install -y curl', 'EOF'),
      wrote: { 2: lists },
    },
    from(
      'RUN <<EOF',
      'apt-get update',
      'apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
      'EOF',
    ),
  ],
  [
    'what a later RUN reads: the two are one',
    {
      dockerfile: from('RUN apt update', '', '# the fetcher', 'RUN apt install -y curl', 'CMD x'),
      wrote: { 2: lists, 5: { 'usr/bin/curl': 9 } },
    },
    from(
      'RUN apt update && \\',
      '# the fetcher',
      '    apt install -y curl && \\',
      '    rm -rf /var/lib/apt/lists/*',
      'CMD x',
    ),
  ],
  [
    'apk',
    run('RUN apk add curl && apk  add --virtual x gcc', 'var/cache/apk/APKINDEX.tar.gz'),
    from('RUN apk add --no-cache curl && apk  add --no-cache --virtual x gcc'),
  ],
  [
    'apk update writes all the same',
    run('RUN apk update && apk add curl', 'var/cache/apk/APKINDEX.tar.gz'),
    from('RUN apk update && apk add curl && \\', '    rm -rf /var/cache/apk/*'),
  ],
  [
    'dnf',
    run('RUN dnf install -y nginx', 'var/cache/dnf/x.solv'),
    from('RUN dnf install -y nginx && \\', '    rm -rf /var/cache/dnf/*'),
  ],
  [
    'pip',
    run('RUN pip install -r requirements.txt', 'root/.cache/pip/x'),
    from('RUN pip install --no-cache-dir -r requirements.txt'),
  ],
  [
    'python -m pip, among others',
    run('RUN if true; then python3 -m pip install x; fi', 'root/.cache/pip/x'),
    from('RUN if true; then python3 -m pip install --no-cache-dir x; fi'),
  ],
  [
    'npm',
    run('RUN npm ci', 'root/.npm/_cacache/x'),
    from('RUN npm ci && \\', '    rm -rf /root/.npm'),
  ],
  [
    'go, used by two',
    run('RUN go mod download', 'go/pkg/mod/x', ['COPY . .', 'RUN --network=none go build']),
    from(
      'RUN --mount=type=cache,target=/go/pkg/mod go mod download',
      'COPY . .',
      'RUN --network=none --mount=type=cache,target=/go/pkg/mod go build',
    ),
  ],
  [
    'go, in exec form and with a number as user',
    run('RUN go mod download', 'go/pkg/mod/x', ['USER 1000:1000', 'RUN go build']),
    from(
      'RUN --mount=type=cache,target=/go/pkg/mod go mod download',
      'USER 1000:1000',
      'RUN --mount=type=cache,target=/go/pkg/mod,uid=1000 go build',
    ),
  ],
  [
    'what fails keeps failing: || binds no tighter',
    run('RUN npm ci || npm install', 'root/.npm/_cacache/x'),
    from('RUN npm ci || npm install && \\', '    rm -rf /root/.npm'),
  ],
])('%s', (_name, built, expected) => {
  const { after, why, edits } = propose(built)
  expect(why).toEqual([])
  expect(after.dockerfile).toBe(expected)
  expect(edits.map(({ kind }) => kind)).toEqual(['cache'])
})

test.each<[string, Built, string]>([
  [
    'lists that a later RUN reads, behind another instruction',
    {
      dockerfile: from('RUN apt update', 'COPY . .', 'RUN apt install -y curl'),
      wrote: { 2: lists },
    },
    'a later `RUN` reads it, and `COPY . .` stands between',
  ],
  [
    'lists that a stage which starts from it reads',
    {
      dockerfile: 'FROM debian AS base\nRUN apt-get update\nFROM base\nRUN apt-get install x',
      wrote: { 2: lists },
    },
    'a later `RUN` reads it, and they stand in different stages',
  ],
  [
    'exec form',
    run('RUN ["npm", "ci"]', 'root/.npm/x'),
    'the commands of its `RUN` are not plain shell',
  ],
  [
    'a comment that would swallow it',
    run('RUN npm ci # no cache', 'root/.npm/x'),
    'the commands of its `RUN` are not plain shell',
  ],
  ['it ends with ;', run('RUN npm ci;', 'root/.npm/x'), 'of its `RUN`, it ends with `;`'],
  [
    'it ends early',
    run('RUN npm ci || exit 0', 'root/.npm/x'),
    'of its `RUN`, it may end before its last command',
  ],
  [
    'the background',
    run('RUN npm ci & wait', 'root/.npm/x'),
    'of its `RUN`, it starts something in the background',
  ],
  [
    'no shell that we know',
    {
      dockerfile: from('SHELL ["powershell", "-Command"]', 'RUN npm ci'),
      wrote: { 3: { 'root/.npm/x': 9_000_000 } },
    },
    'the commands of its `RUN` are not plain shell',
  ],
  [
    'another program reads the heredoc',
    run('RUN python3 <<EOF', 'root/.npm/x', ['print(1)', 'EOF']),
    'the commands of its `RUN` are not plain shell',
  ],
  [
    'models are what an image is for',
    run('RUN python3 get.py', 'root/.cache/huggingface/x'),
    'something may read it at run time',
  ],
  [
    'a frontend without mounts',
    {
      dockerfile: '# syntax=docker/dockerfile:1.1\nFROM golang\nRUN go mod download\nRUN go build',
      wrote: { 3: { 'go/pkg/mod/x': 9_000_000 } },
    },
    'a later `RUN` uses it again, and the frontend that the Dockerfile names may know no mounts',
  ],
  [
    'read-only directories of a user',
    {
      dockerfile: from('USER app', 'RUN go build'),
      wrote: { 3: { 'home/app/go/pkg/mod/x': 9_000_000 } },
    },
    'it is read-only to its user',
  ],
  [
    'it is done already',
    run('RUN npm ci; rm -rf /root/.npm', 'root/.npm/x'),
    'its `RUN` deletes or mounts it already',
  ],
])('no edit: %s', (_name, built, expected) => {
  const { after, why, edits, before } = propose(built)
  expect(edits).toEqual([])
  expect(after).toEqual(before)
  expect(why.map(text => text.slice(text.indexOf(': ') + 2))).toEqual([expected])
})
