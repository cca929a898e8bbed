import * as z from 'zod'
import type { ScannedLayer } from '../image/content.ts'
import { type LayerFile, packageManagers } from '../image/measurement.ts'
import { decodeJson } from '../oci/decode.ts'
import { digestSchema } from '../oci/image-spec.ts'

/** Goes up whenever the scanner finds more in a layer, so that what older versions wrote is read again. */
export const entryVersion = 5

/** A scanned layer as JSON; its paths in columns, which are smaller and faster to check than objects. */
export function encodeLayer({ files, ...layer }: ScannedLayer): string {
  return JSON.stringify({
    version: entryVersion,
    ...layer,
    files: files && {
      paths: files.map(({ path }) => path),
      sizes: files.map(({ size }) => size),
      kinds: files.map(({ kind }) => kinds.indexOf(kind)).join(''),
      links: files.flatMap(({ hardLink }, index) =>
        hardLink === undefined ? [] : [[index, hardLink]],
      ),
      // Few files are large enough to have one.
      contents: files.flatMap(({ crc32 }, index) => (crc32 === undefined ? [] : [[index, crc32]])),
      elves: files.flatMap(({ elf }, index) => (elf === undefined ? [] : [[index, elf]])),
    },
  })
}

/** @throws UserError that names what is wrong */
export function decodeLayer(text: string): ScannedLayer {
  const { version: _version, files, packages, ...layer } = decodeJson(entrySchema, text, 'entry')
  return {
    ...layer,
    files: files && filesOf(files),
    ...(packages === undefined ? {} : { packages }),
  }
}

// --- internal ---

const kinds = ['file', 'directory', 'link', 'special', 'whiteout', 'opaque'] as const
const bytes = z.int().nonnegative()

const columnsSchema = z
  .object({
    paths: z.array(z.string()),
    sizes: z.array(bytes),
    kinds: z.string().regex(/^[0-5]*$/),
    links: z.array(z.tuple([bytes, z.string()])),
    contents: z.array(z.tuple([bytes, bytes])),
    elves: z.array(
      z.tuple([
        bytes,
        z.object({ core: z.literal(true).exactOptional(), symbols: bytes.exactOptional() }),
      ]),
    ),
  })
  .refine(
    ({ paths, sizes, kinds }) => paths.length === sizes.length && paths.length === kinds.length,
  )

const entrySchema = z.object({
  version: z.literal(entryVersion),
  digest: digestSchema,
  diffId: digestSchema,
  compressedSize: bytes.nullable(),
  size: bytes,
  files: columnsSchema.nullable(),
  packages: z
    .array(
      z.object({
        manager: z.enum(packageManagers),
        name: z.string(),
        version: z.string(),
        bytes,
        path: z.string(),
      }),
    )
    .nullable()
    .optional(),
})

function filesOf(columns: z.infer<typeof columnsSchema>): LayerFile[] {
  const files = columns.paths.map(
    (path, index): LayerFile => ({
      path,
      size: columns.sizes[index] ?? 0,
      kind: kinds[Number(columns.kinds[index])] ?? 'special',
    }),
  )
  for (const [index, hardLink] of columns.links) {
    const file = files[index]
    if (file !== undefined) file.hardLink = hardLink
  }
  for (const [index, crc32] of columns.contents) {
    const file = files[index]
    if (file !== undefined) file.crc32 = crc32
  }
  for (const [index, elf] of columns.elves) {
    const file = files[index]
    if (file !== undefined) file.elf = elf
  }
  return files
}
