import { isBookkeeping } from './bookkeeping.ts'
import type { Written } from './hidden-files.ts'

/** A file whose content a lower layer has already, under another path. */
export interface Duplicate {
  file: Written
  original: Written
}

/**
 * Files of the finished image whose content is in a lower layer too: same size, same checksum. Two copies in one
 * layer are left alone, and so are those within the FROM image, for nobody can do anything about them here.
 *
 * @param files with a checksum; each path once
 * @param upstream whether a layer came with the FROM image
 * @returns bundled by the layer of the copy and that of the original
 */
export function duplicates(files: Written[], upstream: (layer: number) => boolean): Duplicate[][] {
  const originals = new Map<string, Written>()
  for (const file of files) {
    const known = originals.get(contentOf(file))
    if (known === undefined || file.layer < known.layer) originals.set(contentOf(file), file)
  }
  const found = files.flatMap((file): Duplicate[] => {
    const original = originals.get(contentOf(file))
    const told =
      original !== undefined &&
      file.layer > original.layer &&
      !upstream(file.layer) &&
      !isBookkeeping(file.path, file.size)
    return told ? [{ file, original }] : []
  })
  return [...Map.groupBy(found, ({ file, original }) => `${file.layer} ${original.layer}`).values()]
}

// --- internal ---

function contentOf({ size, crc32 }: Written): string {
  return `${size} ${crc32}`
}
