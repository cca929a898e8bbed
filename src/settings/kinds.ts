import { parse } from 'csv-parse/sync'
import type { Limit } from '../budget/budget.ts'
import { parseCount, parseIncrease, parseSize } from '../budget/limits.ts'
import { UsageError } from '../common/errors.ts'
import { wrongValue } from '../common/wrong-value.ts'
import { nearest } from './nearest.ts'

/** What an input's text can hold, and how it is read. */
export interface Kind<T> {
  /** What stands for the value in `--help`; null for a flag, which needs none. */
  placeholder: string | null
  /** The command line may give it more than once. */
  repeatable: boolean
  /** @throws UsageError that names the input, its value, what is expected, and an example */
  decode(input: string, text: string): T
}

/** One line; empty is absent. */
export const text: Kind<string | null> = {
  placeholder: 'TEXT',
  repeatable: false,
  decode(_input, value) {
    const trimmed = value.trim()
    return trimmed === '' ? null : trimmed
  },
}

/** One item a line; commas belong to the item. */
export const lines: Kind<string[]> = {
  placeholder: 'ITEM',
  repeatable: true,
  decode: (input, value) => records(input, value.trim()).map(fields => fields.join(',').trim()),
}

/** What has no meaning here, whatever it is. */
export const anything: Kind<null> = { placeholder: 'TEXT', repeatable: true, decode: () => null }

/**
 * Annotations as buildx reads them: `KEY=VALUE`, the key behind a type where one is given (`index:KEY=VALUE`).
 * https://docs.docker.com/reference/cli/docker/buildx/build/#annotation
 */
export const annotationLines: Kind<string[]> = {
  ...lines,
  decode(input, value) {
    const annotations = lines.decode(input, value)
    const wrong = annotations.find(annotation => !/^[^=]+=/.test(annotation))
    if (wrong === undefined) return annotations
    const meant = /^(true|false)$/i.test(wrong)
      ? `; whether lines of the Dockerfile are annotated is the input annotate: ${wrong.toLowerCase()}`
      : ''
    throw wrongValue(
      input,
      wrong,
      `an annotation of the image, KEY=VALUE${meant}`,
      `${input}: org.opencontainers.image.title=api`,
    )
  },
}

/** Items separated by commas and lines. */
export const commaList: Kind<string[]> = {
  placeholder: 'ITEM,…',
  repeatable: true,
  decode: (input, value) =>
    records(input, value.trim())
      .flatMap(fields => (fields.length === 1 ? (fields[0] ?? '').split(',') : fields))
      .map(item => item.trim())
      .filter(item => item !== ''),
}

/**
 * Platforms as BuildKit reads them: an operating system, an architecture, or both with a variant.
 * https://github.com/containerd/platforms/blob/v1.0.0/platforms.go (Parse)
 */
export const platformList: Kind<string[]> = {
  ...commaList,
  decode(input, value) {
    const platforms = commaList.decode(input, value)
    const wrong = platforms.find(platform => !isPlatform(platform))
    if (wrong !== undefined) {
      const expected = 'a platform: an operating system and an architecture'
      throw wrongValue(input, wrong, expected, `${input}: linux/amd64`)
    }
    for (const platform of platforms) refuseUnknown(input, platform)
    return platforms
  },
}

/** As `lines`, but white space belongs to the item, as private keys need it. */
export const secretLines: Kind<string[]> = {
  placeholder: 'KEY=VALUE',
  repeatable: true,
  decode: (input, value) => records(input, value).map(fields => fields.join(',')),
}

/** https://yaml.org/spec/1.2.2/#10212-boolean: what `core.getBooleanInput` takes. */
export const boolean: Kind<boolean> = {
  placeholder: null,
  repeatable: false,
  decode(input, value) {
    if (/^(true|True|TRUE)$/.test(value.trim())) return true
    if (/^(false|False|FALSE)$/.test(value.trim())) return false
    throw wrongValue(input, value, 'true or false', `${input}: true`)
  },
}

export const size: Kind<number> = { placeholder: 'SIZE', repeatable: false, decode: parseSize }

/** At least one of something; null: as many as there are. */
export const atLeastOne: Kind<number | null> = {
  placeholder: 'COUNT',
  repeatable: false,
  decode(input, value) {
    if (value.trim() === '') return null
    const count = Number(value.trim())
    if (/^\d+$/.test(value.trim()) && Number.isSafeInteger(count) && count > 0) return count
    throw wrongValue(input, value, 'a whole number of 1 or more', `${input}: 4`)
  },
}

export const sizeLimit: Kind<Limit[]> = {
  placeholder: 'SIZE',
  repeatable: false,
  decode: (input, value) =>
    value.trim() === '' ? [] : [{ kind: 'bytes', bytes: parseSize(input, value) }],
}

export const increaseLimits: Kind<Limit[]> = {
  placeholder: 'SIZE,PERCENT%',
  repeatable: true,
  decode: (input, value) => (value.trim() === '' ? [] : parseIncrease(input, value.trim())),
}

export const countLimit: Kind<Limit[]> = {
  placeholder: 'COUNT',
  repeatable: false,
  decode: (input, value) =>
    value.trim() === '' ? [] : [{ kind: 'count', count: parseCount(input, value) }],
}

/** One of a few words. */
export function choice<const T extends string>(...words: [T, ...T[]]): Kind<T> {
  return {
    placeholder: words.join('|'),
    repeatable: false,
    decode(input, value) {
      const word = words.find(candidate => candidate === value.trim())
      if (word !== undefined) return word
      throw wrongValue(input, value, `one of ${words.join(', ')}`, `${input}: ${words[0]}`)
    },
  }
}

// --- internal ---

const PART = '[A-Za-z0-9_.-]+'
const PLATFORM = new RegExp(`^${PART}(?:\\(${PART}\\))?/${PART}(?:/${PART})?$`)
/** https://github.com/containerd/platforms/blob/v1.0.0/database.go, and the targets of Go that it takes as they are. */
const systems =
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasi wasip1 windows zos'.split(
    ' ',
  )
const architectures =
  '386 i386 amd64 x86_64 x86-64 arm armhf armel arm64 aarch64 loong64 mips mips64 mipsle mips64le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  )
/** What can stand alone; buildx adds `local`. */
const alone = new Set(['local', ...systems, ...architectures])

function isPlatform(text: string): boolean {
  return PLATFORM.test(text) || alone.has(text.toLowerCase())
}

/** BuildKit takes any word for an architecture, and builds what runs nowhere. */
function refuseUnknown(input: string, platform: string): void {
  const [system = '', architecture, ...variant] = platform.split('/')
  if (architecture === undefined) return
  const name = system.replace(/\(.*/, '').toLowerCase()
  const isSystem = systems.includes(name)
  const isArchitecture = architectures.includes(architecture.toLowerCase())
  if (isSystem && isArchitecture) return
  const meant = [
    isSystem ? system : (nearest(name, systems) ?? 'linux'),
    isArchitecture ? architecture : (nearest(architecture, architectures) ?? 'amd64'),
    ...variant,
  ]
  const what = isSystem ? 'an architecture' : 'an operating system'
  throw wrongValue(
    input,
    platform,
    `a platform of ${what} that is known`,
    `${input}: ${meant.join('/')}`,
  )
}

/**
 * Lists are read with the parser and the options of docker/build-push-action, so that a `with:` block means the same here.
 * https://github.com/docker/actions-toolkit/blob/main/src/util.ts (`getList`)
 */
function records(input: string, value: string): string[][] {
  // Most lists are not given, and the parser is loaded when one is.
  if (value === '') return []
  let parsed: string[][]
  try {
    parsed = parse(value, { relaxQuotes: true, relaxColumnCount: true, skipEmptyLines: true })
  } catch {
    // The value is not shown: it may be a secret.
    throw new UsageError(
      `${input}: has a quotation mark that is not closed; an item is quoted as a whole, and quotation marks in it are doubled, for example "NAME=one ""quoted"" word"`,
    )
  }
  return parsed.filter(fields => fields.join(',') !== '')
}
