import * as z from 'zod'
import { feeds } from '../image/measurement.ts'
import { DecodeError, decodeJson } from '../oci/decode.ts'
import { digestSchema } from '../oci/image-spec.ts'
import { measurementSchema } from '../report/schema.ts'
import type { ImageRecord } from './record.ts'

/** Records as lines of JSON, in their order. */
export function encodeRecords(records: ImageRecord[]): string {
  return records.map(record => `${JSON.stringify(record)}\n`).join('')
}

/**
 * Reads what `encodeRecords` wrote, and what merges and hands made of it: a line that is no record is skipped and
 * counted, and of two lines of one commit the later counts.
 * @param source what the text is, in words, for the message
 * @throws DecodeError when a line has a newer schema: it must not be skipped, or writing would lose it
 */
export function decodeRecords(
  text: string,
  source: string,
): { records: ImageRecord[]; broken: number } {
  const records = new Map<string, ImageRecord>()
  let broken = 0
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const record = decodeLine(line, `line ${index + 1} of ${source}`)
    if (record === null) broken += 1
    else records.set(record.commit, record)
  }
  return { records: [...records.values()], broken }
}

// --- internal ---

const bytes = z.int().nonnegative().nullable()
const text = z.string().max(100_000)

const schemaOfLine = z.object({ schema: z.int().positive() })

const recordSchema = z.object({
  schema: z.literal(1),
  commit: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'must be a full commit SHA'),
  time: z.iso.datetime(),
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
      platform: measurementSchema,
    })
    .nullable(),
})

function decodeLine(line: string, source: string): ImageRecord | null {
  try {
    const { schema } = decodeJson(schemaOfLine, line, source)
    if (schema === 1) return decodeJson(recordSchema, line, source)
  } catch (error) {
    if (error instanceof DecodeError) return null
    throw error
  }
  throw new DecodeError(
    `${source} has a newer schema than this version of Image Size Gate reads (1); use the version that wrote it in every workflow`,
  )
}
