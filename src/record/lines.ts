import * as z from 'zod'
import { once } from '../common/once.ts'
import { feeds } from '../image/measurement.ts'
import { DecodeError, decodeJson } from '../oci/decode.ts'
import { digestSchema } from '../oci/image-spec.ts'
import { reportSchemas } from '../report/printers/schema.ts'
import type { ImageRecord } from './record.ts'

/** Records as lines of JSON, in their order. */
export function encodeRecords(records: ImageRecord[]): string {
  return records.map(record => `${JSON.stringify(record)}\n`).join('')
}

/**
 * Reads what `encodeRecords` wrote, and what merges and hands made of it: a line that is no record is skipped, and
 * of two lines of one commit the later counts.
 * @param source what the text is, in words, for the message
 * @returns also the numbers of the lines that were skipped, from 1 on
 * @throws DecodeError when a line has a newer schema: it must not be skipped, or writing would lose it
 */
export function decodeRecords(
  text: string,
  source: string,
): { records: ImageRecord[]; broken: number[] } {
  const records = new Map<string, ImageRecord>()
  const broken: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const record = decodeLine(line, `line ${index + 1} of ${source}`)
    if (record === null) broken.push(index + 1)
    else records.set(record.commit, record)
  }
  return { records: [...records.values()], broken }
}

// --- internal ---

const bytes = z.int().nonnegative().nullable()
const text = z.string().max(100_000)
const commit = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'must be a full commit SHA')

const schemaOfLine = z.object({ schema: z.int().positive() })

const recordSchema = once(() =>
  z.object({
    schema: z.literal(1),
    commit,
    time: z.iso.datetime(),
    before: commit.exactOptional(),
    subject: text.exactOptional(),
    name: text,
    platform: text,
    unpacked: bytes,
    compressed: bytes,
    measured: z
      .object({
        source: text,
        digest: digestSchema.nullable(),
        feed: z.enum(feeds),
        dockerfile: text.nullable(),
        platform: reportSchemas().measurementSchema,
      })
      .nullable(),
    base: z
      .object({ name: text, digest: digestSchema.nullable(), unpacked: bytes, compressed: bytes })
      .nullable()
      .exactOptional(),
  }),
)

function decodeLine(line: string, source: string): ImageRecord | null {
  let version: number
  try {
    version = decodeJson(schemaOfLine, line, source).schema
    if (version === 1) return decodeJson(recordSchema(), line, source)
  } catch (error) {
    if (error instanceof DecodeError) return null
    throw error
  }
  throw new DecodeError(
    `${source} has schema ${version}, and this version of Image Size Gate reads schema 1: update the action in this workflow to the version that wrote it`,
  )
}
