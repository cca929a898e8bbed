import { distance } from 'fastest-levenshtein'
import { wrongValue } from '../common/wrong-value.ts'
import { nearest } from './nearest.ts'
import type { Reference } from './settings.ts'

/**
 * Reads a reference with a transport of containers/image; a bare one is `docker://`.
 * Names are left as they are written: `debian:12` stays short.
 * https://github.com/containers/image/blob/main/docs/containers-transports.5.md
 * @param input the input or option that held it, for the message
 * @throws UsageError that shows the forms
 */
export function parseReference(input: string, value: string): Reference {
  const text = value.trim()
  const [, transport, rest = ''] =
    /^(docker-daemon|oci|oci-archive|docker-archive):(.*)$/s.exec(text) ?? []
  switch (transport) {
    case 'docker-daemon':
      return isName(rest) || isImageId(rest)
        ? { transport, value: rest }
        : refused(input, value, capitals(rest), `docker-daemon:${lowered(rest) ?? 'api:candidate'}`)
    case 'oci':
    case 'oci-archive':
    case 'docker-archive':
      return checked(input, value, isPath(rest), { transport, value: rest })
    default: {
      const other = otherTransport(text)
      if (other !== null) return refused(input, value, other)
      const name = text.replace(/^docker:\/\//, '')
      return isName(name)
        ? { transport: 'docker', value: name }
        : refused(input, value, capitals(name), lowered(name) ?? undefined)
    }
  }
}

/** `docker://debian:12` for `{ transport: 'docker', value: 'debian:12' }`. */
export function referenceText({ transport, value }: Reference): string {
  return `${transport}:${transport === 'docker' ? '//' : ''}${value}`
}

/** `name@sha256:…`, of whatever tag or digest the name had. */
export function withDigest(name: string, digest: string): string {
  return `${name.replace(/@.*$/, '').replace(/:[^:/]*$/, '')}@${digest}`
}

// --- internal ---

const TRANSPORTS = ['docker-daemon', 'oci', 'oci-archive', 'docker-archive']
const OTHER_TRANSPORTS = ['containers-storage', 'dir', 'ostree', 'sif', 'tarball']

// https://github.com/distribution/reference/blob/v0.6.0/regexp.go
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
// Capitals alone make no host: the engine takes UPPER/case for a name, and refuses it.
const host = `(?:localhost(?::[0-9]+)?|${label}(?:\\.${label})+(?::[0-9]+)?|${label}:[0-9]+|\\[[a-fA-F0-9:]+\\](?::[0-9]+)?)`
const nameForm = new RegExp(
  `^(?:${host}/)?${component}(?:/${component})*(?::[\\w][\\w.-]{0,127})?(?:@sha(?:256:[a-f0-9]{64}|512:[a-f0-9]{128}))?$`,
)

function isName(text: string): boolean {
  return text.length <= 1024 && nameForm.test(text)
}

function isImageId(text: string): boolean {
  return /^(?:sha256:)?[a-f0-9]{12,64}$/.test(text)
}

function isPath(text: string): boolean {
  return text !== '' && !text.startsWith('//') && !text.includes('\0')
}

/**
 * What is wrong with a transport that is none of ours; null when the text begins with none: `registry:2` is a name.
 * https://github.com/containers/image/blob/main/docs/containers-transports.5.md
 */
function otherTransport(text: string): string | null {
  const [, word = ''] = /^([a-z]+(?:-[a-z]+)*):./.exec(text) ?? []
  if (OTHER_TRANSPORTS.includes(word)) return `; \`${word}:\` is not read`
  const meant = word.includes('-') && !TRANSPORTS.includes(word) ? nearest(word, TRANSPORTS) : null
  return meant === null || distance(word, meant) > 2 ? null : `; did you mean \`${meant}:\`?`
}

function checked(input: string, value: string, valid: boolean, reference: Reference): Reference {
  return valid ? reference : refused(input, value)
}

function capitals(name: string): string {
  return lowered(name) === null ? '' : '; a repository is written in lower case'
}

/** The name in lower case, but for its tag; null when that makes it no name either. */
function lowered(name: string): string | null {
  const [, repository = '', rest = ''] = /^(.*?)((?::[^:/@]*)?(?:@.*)?)$/.exec(name) ?? []
  const meant = repository.toLowerCase() + rest
  return meant !== name && isName(meant) ? meant : null
}

/** @param more what to add to what is expected */
function refused(
  input: string,
  value: string,
  more = '',
  example = 'docker://ghcr.io/owner/app:main',
): never {
  throw wrongValue(
    input,
    value,
    'an image reference: `docker://NAME` (or NAME alone), `docker-daemon:NAME`, `oci:DIRECTORY`, `oci-archive:FILE` or `docker-archive:FILE`' +
      more,
    `\`${example}\``,
  )
}
