// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a Dockerfile fills them in
import { expect, test } from '@jest/globals'
import { type FromChoice, fromImage } from '../../src/image/from-image.ts'

const none: FromChoice = { target: null, buildArgs: [] }

test.each<[string, string, Partial<FromChoice>, string | null]>([
  ['a tag', 'FROM debian:12', {}, 'debian:12'],
  ['no tag', 'FROM debian', {}, 'debian:latest'],
  ['the long name', 'FROM docker.io/library/debian:12', {}, 'debian:12'],
  ['the index’s name', 'FROM index.docker.io/library/debian:12', {}, 'debian:12'],
  ['the library’s name', 'FROM library/debian:12', {}, 'debian:12'],
  ['another library', 'FROM ghcr.io/library/debian:12', {}, 'ghcr.io/library/debian:12'],
  ['a user’s name', 'FROM docker.io/acme/base', {}, 'acme/base:latest'],
  ['a registry with a port', 'FROM localhost:5000/base', {}, 'localhost:5000/base:latest'],
  ['a digest', 'FROM debian@sha256:12', {}, 'debian@sha256:12'],
  ['a platform', 'FROM --platform=$BUILDPLATFORM debian:12 AS x', {}, 'debian:12'],
  ['nothing', 'FROM scratch', {}, null],
  ['the last stage', 'FROM a:1 AS x\nFROM b:1', {}, 'b:1'],
  ['a stage that starts from a stage', 'FROM a:1 AS x\nFROM x AS y\nFROM Y', {}, 'a:1'],
  ['a name that is a stage later on', 'FROM x\nRUN a\nFROM b AS x', {}, 'b:latest'],
  ['an image with the name of its stage', 'FROM node AS node', {}, 'node:latest'],
  ['a target', 'FROM a:1 AS x\nFROM b:1 AS y', { target: 'X' }, 'a:1'],
  ['a target by its number', 'FROM a:1\nFROM b:1', { target: '0' }, 'a:1'],
  ['a target that is missing', 'FROM a:1', { target: 'other' }, null],
  ['an ARG', 'ARG V=12\nFROM debian:$V', {}, 'debian:12'],
  ['an ARG of an ARG', 'ARG V=12\nARG I=debian:${V}-slim\nFROM ${I}', {}, 'debian:12-slim'],
  ['a build arg', 'ARG V=12\nFROM debian:${V}', { buildArgs: ['V=13=x'] }, 'debian:13=x'],
  ['a build arg of no ARG', 'FROM debian:${V:-12}', { buildArgs: ['V=13'] }, 'debian:12'],
  ['a default', 'ARG V\nFROM debian:${V:-12}', {}, 'debian:12'],
  ['a build arg from the environment', 'ARG V=12\nFROM debian:$V', { buildArgs: ['V'] }, null],
  ['another form', 'ARG V=12\nFROM debian:${V%x}', {}, null],
  ['a carriage return, which ends no line', 'FROM a:1\rAS b\nFROM b', {}, 'a:1'],
  ['an empty Dockerfile', '', {}, null],
  ['a FROM without an image', 'FROM', {}, null],
])('the image of a FROM line: %s', (_name, dockerfile, choice, image) => {
  expect(fromImage(dockerfile, { ...none, ...choice })).toBe(image)
})
