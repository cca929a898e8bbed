import fc from 'fast-check'
import { UserError } from '../../src/common/errors.ts'

/** What holds whatever a stranger writes: a property, for a few runs in the tests and many under `npm run fuzz`. */
export interface FuzzTarget {
  name: string
  /** @param see is told how many milliseconds each check took */
  property(see?: (milliseconds: number) => void): fc.IAsyncProperty<[unknown]>
}

/** @param check throws where the property does not hold */
export function target<T>(
  name: string,
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => unknown,
): FuzzTarget {
  return {
    name,
    property: see =>
      fc.asyncProperty(arbitrary as fc.Arbitrary<unknown>, async value => {
        const start = performance.now()
        await check(value as T)
        see?.(performance.now() - start)
      }),
  }
}

/** What came out: a value, or words for the user. Anything else that is thrown is a defect. */
export type Outcome<T> = { value: T } | { refused: string }

export async function outcomeOf<T>(run: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await run() }
  } catch (error) {
    if (error instanceof UserError) return { refused: error.message }
    throw error
  }
}

/** @throws Error that shows both when they differ */
export function same(one: unknown, other: unknown, what: string): void {
  const [a, b] = [one, other].map(value => JSON.stringify(value))
  if (a !== b) throw new Error(`${what}:\n${a?.slice(0, 2000)}\n${b?.slice(0, 2000)}`)
}

/** Pieces of these lengths, in turns. */
export async function* inPieces(bytes: Buffer, lengths: number[]): AsyncGenerator<Buffer> {
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1
    yield bytes.subarray(start, start + length)
    start += length
  }
}

export const pieces: fc.Arbitrary<number[]> = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(511, 512, 513, 4096, 100_000)),
  { minLength: 1, maxLength: 4 },
)

/** The same bytes, or with a few of them changed, cut out, put in, doubled or cut off. */
export function spoilt(bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  const edit = fc.tuple(
    fc.constantFrom('set', 'cut', 'insert', 'repeat', 'end'),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 600 }),
    fc.oneof(fc.constantFrom(0, 0x20, 0x30, 0x80, 0xff), fc.integer({ min: 0, max: 255 })),
  )
  return fc.tuple(bytes, fc.array(edit, { maxLength: 3 })).map(([whole, edits]) => {
    let result = whole
    for (const [kind, where, length, byte] of edits) {
      const at = Math.floor(where * result.length)
      const [head, tail] = [result.subarray(0, at), result.subarray(at)]
      if (kind === 'set') result = Buffer.concat([head, Buffer.from([byte]), tail.subarray(1)])
      else if (kind === 'cut') result = Buffer.concat([head, tail.subarray(length)])
      else if (kind === 'insert') result = Buffer.concat([head, Buffer.alloc(length, byte), tail])
      else if (kind === 'repeat') result = Buffer.concat([head, tail.subarray(0, length), tail])
      else if (where > 0.3) result = head
    }
    return result
  })
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 0.5, 2 ** 53, 1e308, '', 'x', '__proto__', [], {}),
  fc.constantFrom<unknown>([null], [[]], { '': null }, { __proto__: null, x: 1 }),
  fc.constantFrom<unknown>(
    'x'.repeat(5000),
    'sha256:',
    `sha256:${'A'.repeat(64)}`,
    '../..',
    'a\0b',
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

/** A value that JSON can hold, with one or two of its parts replaced, doubled or left out. */
export function spoiltJson(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const edit = fc.tuple(
    fc.constantFrom('replace', 'replace', 'drop', 'double'),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
      minLength: 1,
      maxLength: 12,
      size: 'max',
    }),
    odd,
  )
  return fc
    .tuple(values, fc.array(edit, { maxLength: 2 }))
    .map(([value, edits]) =>
      edits.reduce((result, [kind, path, by]) => edited(result, kind, path, by), value),
    )
}

function edited(value: unknown, kind: string, [at, ...path]: number[], by: unknown): unknown {
  if (typeof value !== 'object' || value === null || at === undefined) {
    return kind === 'replace' ? by : value
  }
  const keys = Object.keys(value)
  const key = keys[Math.floor(at * keys.length)]
  if (key === undefined) return by
  const entries = Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
    if (name !== key) return [[name, part]]
    if (path.length > 0) return [[name, edited(part, kind, path, by)]]
    if (kind === 'drop') return []
    return kind === 'double'
      ? [
          [name, part],
          [`${name}2`, part],
        ]
      : [[name, by]]
  })
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries)
}
